#include "cli/command.h"

#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool request_has(const struct request *r, const char *option)
{
    for (size_t i = 0; i < r->givens; i++)
        if (strcmp(r->given[i].option->name, option) == 0)
            return true;
    return false;
}

const char *request_value_at(const struct request *r, const char *option, size_t n)
{
    for (size_t i = 0; i < r->givens; i++)
        if (strcmp(r->given[i].option->name, option) == 0 && n-- == 0)
            return r->given[i].value;
    return NULL;
}

const char *request_value(const struct request *r, const char *option)
{
    return request_value_at(r, option, 0);
}

int request_fault(struct request *r, struct fault *why)
{
    int status = fault_status(why->kind);

    faults_take(r->all, why);
    return status;
}

int request_status(const struct request *r)
{
    struct fault first = {0};

    return faults_none(r->all, &first) ? 0 : fault_status(first.kind);
}

int request_usage(struct request *r, const char *format, ...)
{
    struct fault why = {0};
    char text[FAULT_TEXT_MAX - 64];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fail(&why, FAULT_USAGE, "", "%s; htlah %s --help shows how.", text, r->command->name);
    return request_fault(r, &why);
}

bool request_words(struct request *r, size_t least, size_t most, const char *what)
{
    if (r->words < least)
        return request_usage(r, "%s needs %s", r->command->name, what) == 0;
    if (r->words > most) {
        char quote[64];
        const char *word = r->word[most];
        text_quote(word, strlen(word), 40, quote, sizeof quote);
        if (most)
            return request_usage(r, "%s takes %s; %s is too many", r->command->name, what, quote) ==
                   0;
        return request_usage(r, "%s takes no words; %s is too many", r->command->name, quote) == 0;
    }
    return true;
}

int request_unknown(struct request *r, const char *what, const char *word, const char *const *known,
                    size_t count)
{
    struct fault why = {0};
    char quote[64];
    const char *near = text_nearest(word, known, count);

    text_quote(word, strlen(word), 40, quote, sizeof quote);
    if (near)
        fail(&why, FAULT_USAGE, "", "There is no %s %s; did you mean %s?", what, quote, near);
    else
        fail(&why, FAULT_USAGE, "", "There is no %s %s; htlah %s alone lists what there is.", what,
             quote, r->command->name);
    return request_fault(r, &why);
}

bool request_put(struct request *r, struct buf *text)
{
    struct fault why = {0};
    bool good = text->failed ? fault_memory(&why)
                             : write_all(r->out, text->text ? text->text : "", text->length, &why);

    buf_release(text);
    if (!good)
        faults_take(r->all, &why);
    return good;
}

const char *request_config(const struct request *r)
{
    if (!r->options->config)
        return NULL;
    char *whole = realpath(r->options->config, NULL);
    const char *out = arena_text(r->arena, whole ? whole : r->options->config);
    free(whole);
    return out;
}

struct writer_options request_writer(const struct request *r)
{
    return (struct writer_options){
        .format = r->options->format, .fd = r->out, .plain = r->options->plain};
}

struct reading request_reading(const struct request *r)
{
    return (struct reading){.style = STYLE_FILE,
                            .today = r->options->today,
                            .now = r->options->now,
                            .kind = "argument",
                            .command_line = true};
}
