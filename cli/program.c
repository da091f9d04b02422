#include "cli/program.h"

#include "cli/help.h"
#include "core/base/text.h"

#include <string.h>

int program_run(const struct command_line *line, const struct surroundings *around,
                const struct progress *progress, int out, struct arena *a, struct faults *all)
{
    const struct command *c = line->options.version ? &command_version : line->command;
    struct request r = {.command = c ? c : &command_help,
                        .options = &line->options,
                        .around = around,
                        .word = line->word,
                        .words = line->words,
                        .given = line->given,
                        .givens = line->givens,
                        .out = out,
                        .progress = progress,
                        .arena = a,
                        .all = all};
    struct buf text = {0};

    if (line->options.version)
        r.words = r.givens = 0;
    else if (line->options.help && c && !(c->words_help && r.words)) {
        help_command(c, &text);
        return request_put(&r, &text) ? 0 : request_status(&r);
    }
    return r.command->run(&r);
}

/* --- what went wrong -------------------------------------------------------------------------- */

static void add(struct buf *out, const char *text)
{
    text_add_safe(out, text, strlen(text), NULL);
}

static void add_rule(struct buf *out, const struct reason *r)
{
    if (!r->code)
        return;
    buf_printf(out, " [%s", r->code);
    if (r->source)
        buf_printf(out, ": %s", r->source);
    buf_char(out, ']');
}

static void say(struct buf *out, const struct fault *f)
{
    if (!f->text[0])
        return;
    buf_text(out, "htlah: ");
    if (f->place[0]) {
        add(out, f->place);
        buf_text(out, ": ");
    }
    add(out, f->text);
    bool same = f->reasons && strcmp(f->reason[0].text, f->text) == 0;
    if (same)
        add_rule(out, &f->reason[0]);
    buf_char(out, '\n');
    for (size_t i = same; i < f->reasons; i++) {
        buf_text(out, "       ");
        add(out, f->reason[i].text);
        add_rule(out, &f->reason[i]);
        buf_char(out, '\n');
    }
}

void faults_say(const struct faults *all, int err)
{
    struct buf out = {0};
    struct fault lost = {0};

    for (size_t i = 0; i < all->kept; i++)
        say(&out, &all->list[i]);
    if (all->count > all->kept)
        buf_printf(&out, "htlah: and %zu more\n", all->count - all->kept);
    if (!write_all(err, out.text ? out.text : "", out.length, &lost))
        fault_clear(&lost); /* standard error is gone: there is nobody to tell */
    buf_release(&out);
}
