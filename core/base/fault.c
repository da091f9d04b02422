#include "core/base/fault.h"

#include "core/base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The one table from kind to exit status.  Source: interface.md, "Exit status". */
static const struct {
    int status;
    const char *word;
} kinds[FAULT__COUNT] = {
    [FAULT_NONE] = {0, "done"},       [FAULT_USAGE] = {2, "usage"},
    [FAULT_INPUT] = {3, "bad input"}, [FAULT_REFUSED] = {1, "refused"},
    [FAULT_DENIED] = {4, "denied"},   [FAULT_MISSING] = {1, "missing"},
    [FAULT_STALE] = {5, "stale"},     [FAULT_BUSY] = {5, "busy"},
    [FAULT_STORE] = {6, "store"},     [FAULT_RESOURCE] = {7, "resource"},
    [FAULT_UNKNOWN] = {8, "unknown"}, [FAULT_INTERRUPTED] = {9, "interrupted"},
    [FAULT_BUG] = {70, "bug"},
};

int fault_status(enum fault_kind kind)
{
    return kind >= FAULT_NONE && kind < FAULT__COUNT ? kinds[kind].status : 70;
}

const char *fault_word(enum fault_kind kind)
{
    return kind >= FAULT_NONE && kind < FAULT__COUNT ? kinds[kind].word : "bug";
}

/* Formats into `out`; text too long is cut between characters and ends with an ellipsis. */
LIKE_PRINTF(3, 0)
static void sentence(char *out, size_t size, const char *format, va_list args)
{
    static const char ellipsis[] = "…";
    int length = vsnprintf(out, size, format, args);

    if (length < 0)
        snprintf(out, size, "a message that could not be written");
    if (length < 0 || (size_t)length < size)
        return;
    size_t end = size - sizeof ellipsis;
    while (end && ((unsigned char)out[end] & 0xc0) == 0x80)
        end--;
    memcpy(out + end, ellipsis, sizeof ellipsis);
}

static void begin(struct fault *why, enum fault_kind kind, const char *field)
{
    assert(why->kind == FAULT_NONE && "a fault is filled once");
    fault_clear(why);
    why->kind = kind;
    snprintf(why->field, sizeof why->field, "%s", field ? field : "");
}

bool fail(struct fault *why, enum fault_kind kind, const char *field, const char *format, ...)
{
    va_list args;

    assert(kind != FAULT_REFUSED && "a refusal names its rule");
    begin(why, kind, field);
    va_start(args, format);
    sentence(why->text, sizeof why->text, format, args);
    va_end(args);
    return false;
}

bool fail_at(struct fault *why, const char *file, size_t line, size_t column, const char *field,
             const char *format, ...)
{
    va_list args;

    begin(why, FAULT_INPUT, field);
    va_start(args, format);
    sentence(why->text, sizeof why->text, format, args);
    va_end(args);
    if (file) {
        char name[sizeof why->place - 48]; /* 48: two numbers and their colons */
        text_defuse(file, strlen(file), name, sizeof name);
        if (line && column)
            snprintf(why->place, sizeof why->place, "%s:%zu:%zu", name, line, column);
        else if (line)
            snprintf(why->place, sizeof why->place, "%s:%zu", name, line);
        else
            snprintf(why->place, sizeof why->place, "%s", name);
    } else if (line && column) {
        snprintf(why->place, sizeof why->place, "line %zu, column %zu", line, column);
    } else if (line) {
        snprintf(why->place, sizeof why->place, "line %zu", line);
    }
    return false;
}

LIKE_PRINTF(4, 0)
static void add_reason(struct fault *why, const char *code, const char *source, const char *format,
                       va_list args)
{
    if (why->reasons == REASONS_MAX)
        return;
    struct reason *r = &why->reason[why->reasons++];
    r->code = code;
    r->source = source;
    sentence(r->text, sizeof r->text, format, args);
}

LIKE_PRINTF(5, 0)
static bool by_rule(struct fault *why, enum fault_kind kind, const char *code, const char *source,
                    const char *format, va_list args)
{
    va_list again;

    begin(why, kind, NULL);
    va_copy(again, args);
    sentence(why->text, sizeof why->text, format, args);
    add_reason(why, code, source, format, again);
    va_end(again);
    return false;
}

bool refuse(struct fault *why, const char *code, const char *source, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    by_rule(why, FAULT_REFUSED, code, source, format, args);
    va_end(args);
    return false;
}

bool deny(struct fault *why, const char *code, const char *source, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    by_rule(why, FAULT_DENIED, code, source, format, args);
    va_end(args);
    return false;
}

void fault_add_reason(struct fault *why, const char *code, const char *source, const char *format,
                      ...)
{
    va_list args;

    assert(why->kind == FAULT_REFUSED || why->kind == FAULT_DENIED);
    va_start(args, format);
    add_reason(why, code, source, format, args);
    va_end(args);
}

bool fault_memory(struct fault *why)
{
    return fail(
        why, FAULT_RESOURCE, NULL,
        "There is not enough memory for this; close other programs, or work on less at once.");
}

void fault_clear(struct fault *why)
{
    why->kind = FAULT_NONE;
    why->field[0] = why->place[0] = why->text[0] = '\0';
    why->reasons = 0;
}

bool fault_has_code(const struct fault *why, const char *code)
{
    for (size_t i = 0; i < why->reasons; i++)
        if (strcmp(why->reason[i].code, code) == 0)
            return true;
    return false;
}

void faults_take(struct faults *all, struct fault *one)
{
    assert(one->kind != FAULT_NONE);
    all->count++;
    if (all->kept < FAULTS_KEPT && all->kept + 1 >= all->count) {
        struct fault *list = realloc(all->list, (all->kept + 1) * sizeof *list);
        if (list) {
            all->list = list;
            all->list[all->kept++] = *one;
        }
    }
    fault_clear(one);
}

bool faults_none(const struct faults *all, struct fault *why)
{
    if (!all->count)
        return true;
    assert(why->kind == FAULT_NONE);
    if (!all->kept)
        return fault_memory(why);
    *why = all->list[0];
    return false;
}

void faults_release(struct faults *all)
{
    free(all->list);
    *all = (struct faults){0};
}
