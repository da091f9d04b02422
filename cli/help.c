/* help.c - the program's help, from the table of commands */
#include "cli/help.h"

#include <string.h>

enum { WIDTH = 78, NAME_FROM = 2, TEXT_FROM = 22 };

/* Places on screen: bytes that begin a character. */
static size_t places(const char *text, size_t length)
{
    size_t n = 0;

    for (size_t i = 0; i < length; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

static void spaces(struct buf *out, size_t count)
{
    while (count--)
        buf_char(out, ' ');
}

void help_fold(struct buf *out, const char *text, size_t indent, size_t at)
{
    bool first = true;

    while (*text) {
        size_t length = strcspn(text, " ");
        size_t width = places(text, length);
        if (!first && at + 1 + width > WIDTH) {
            buf_char(out, '\n');
            at = 0;
            first = true;
        }
        if (at < indent) {
            spaces(out, indent - at);
            at = indent;
        }
        if (!first) {
            buf_char(out, ' ');
            at++;
        }
        buf_add(out, text, length);
        at += width;
        first = false;
        text += length + strspn(text + length, " ");
    }
    buf_char(out, '\n');
}

/* A name at the margin and its words beside it. */
static void entry(struct buf *out, const char *name, const char *value, const char *text)
{
    size_t at = NAME_FROM + places(name, strlen(name));

    spaces(out, NAME_FROM);
    buf_text(out, name);
    if (value) {
        buf_printf(out, " %s", value);
        at += 1 + places(value, strlen(value));
    }
    if (at + 2 > TEXT_FROM) {
        buf_char(out, '\n');
        at = 0;
    }
    help_fold(out, text, TEXT_FROM, at);
}

static void option_entries(struct buf *out, const struct option_row *rows)
{
    for (; rows && rows->name; rows++)
        entry(out, rows->name, rows->value, rows->help);
}

void help_program(struct buf *out)
{
    buf_text(out, "usage: htlah [OPTIONS] [COMMAND [ARGUMENTS]]\n\n");
    help_fold(
        out,
        "The workbench on which a council and its NHS partners place, fund and review care at "
        "home. Without a command it opens the full-screen program on the store.",
        0, 0);
    buf_text(out, "\nCommands (htlah COMMAND --help tells more):\n");
    for (const struct command *const *c = commands; *c; c++)
        entry(out, (*c)->name, NULL, (*c)->summary);
    buf_text(out, "\nOptions of every command, before or after it:\n");
    option_entries(out, global_options);
    buf_text(out,
             "\nExit status: 0 done, 1 refused by a rule, 2 usage, 3 bad input, 4 not permitted, "
             "5 conflict\nor busy, 6 store damaged or foreign, 7 resource, 8 outcome unknown, 9 "
             "interrupted.\n");
}

static void usage_lines(struct buf *out, const struct command *c)
{
    const char *form = c->usage;

    for (bool first = true;; first = false) {
        size_t length = strcspn(form, "\n");
        buf_printf(out, "%s htlah %s%s%.*s\n", first ? "usage:" : "      ", c->name,
                   length ? " " : "", (int)length, form);
        if (!form[length])
            return;
        form += length + 1;
    }
}

void help_command(const struct command *c, struct buf *out)
{
    usage_lines(out, c);
    for (const char *p = c->help; p && *p;) {
        const char *end = strstr(p, "\n\n");
        size_t length = end ? (size_t)(end - p) : strlen(p);
        struct buf one = {0};
        buf_add(&one, p, length);
        buf_char(out, '\n');
        help_fold(out, one.text ? one.text : "", 0, 0);
        buf_release(&one);
        p += length + (end ? 2 : 0);
    }
    if (c->options) {
        buf_text(out, "\nOptions:\n");
        option_entries(out, c->options);
    }
    buf_text(out, "\nhtlah --help lists the options that every command has.\n");
}

/* --- the commands ----------------------------------------------------------------------------- */

static int run_help(struct request *r)
{
    struct buf text = {0};
    const struct command *c = NULL;

    if (!request_words(r, 0, 1, "one command"))
        return request_status(r);
    if (r->words && !(c = command_find(commands, r->word[0]))) {
        const char *known[64];
        size_t count = 0;
        for (; count < 64 && commands[count]; count++)
            known[count] = commands[count]->name;
        return request_unknown(r, "command", r->word[0], known, count);
    }
    if (c)
        help_command(c, &text);
    else
        help_program(&text);
    return request_put(r, &text) ? 0 : request_status(r);
}

static int run_version(struct request *r)
{
    struct buf text = {0};

    if (!request_words(r, 0, 0, ""))
        return request_status(r);
    buf_text(&text, "htlah " HTLAH_VERSION "\n");
    return request_put(r, &text) ? 0 : request_status(r);
}

static void offer_commands(struct buf *out)
{
    for (const struct command *const *c = commands; *c; c++)
        buf_printf(out, "%s%s", c == commands ? "" : " ", (*c)->name);
}

const struct command command_help = {
    .name = "help",
    .usage = "[COMMAND]",
    .summary = "what the program or one command does",
    .help = "The same as --help.",
    .offers = offer_commands,
    .run = run_help,
};

const struct command command_version = {
    .name = "version",
    .usage = "",
    .summary = "the version of the program",
    .help = "The same as --version. htlah doctor says more.",
    .run = run_version,
};
