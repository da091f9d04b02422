/* export_command.c - htlah export: a view to a file that appears whole or not at all */
#include "cli/asking.h"
#include "cli/list_command.h"
#include "core/base/text.h"
#include "core/exchange/write_file.h"
#include "core/views/show.h"

#include <stdlib.h>
#include <string.h>

static const struct option_row option_rows[] = {ASKING_OPTIONS, {NULL, NULL, NULL, false}};

/* --- what goes where ---------------------------------------------------------------------------- */

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), more = strlen(ending);

    return length > more && strcasecmp(text + length - more, ending) == 0;
}

static bool format_of(struct request *r, const char *path, enum write_format *out)
{
    char quote[128];

    *out = WRITE_CSV;
    if (ends_with(path, ".csv"))
        return true;
    *out = WRITE_JSON;
    if (ends_with(path, ".json"))
        return true;
    text_quote(path, strlen(path), 60, quote, sizeof quote);
    if (ends_with(path, ".xlsx"))
        return request_usage(
                   r,
                   "A file is written as .csv or .json, not yet as .xlsx (%s); a spreadsheet "
                   "opens the .csv",
                   quote) == 0;
    return request_usage(r, "The file's ending says its format: .csv or .json, not %s", quote) == 0;
}

/* --- rows out, and whose they are ---------------------------------------------------------------- */

/* {"file":…,"rows":N,"where":[…]}: what the audit keeps of it. */
static void describe(struct request *r, size_t rows, struct buf *out)
{
    const char *where;

    buf_text(out, "{\"file\":");
    buf_json(out, r->word[1]);
    buf_printf(out, ",\"rows\":%zu", rows);
    for (size_t n = 0; (where = request_value_at(r, "--where", n)); n++) {
        buf_text(out, n ? "," : ",\"where\":[");
        buf_json(out, where);
        if (!request_value_at(r, "--where", n + 1))
            buf_char(out, ']');
    }
    if (request_value(r, "--search")) {
        buf_text(out, ",\"search\":");
        buf_json(out, request_value(r, "--search"));
    }
    buf_char(out, '}');
}

static bool pour(struct request *r, struct session *s, const struct asking *a,
                 enum write_format format, struct file *f, struct fault *why)
{
    struct pouring p = {.session = s, .view = a->view, .whose = true};
    struct writer_options o = {.format = format, .fd = f->fd, .bom = format == WRITE_CSV};
    struct progress progress = asking_progress(r, "export", true);
    struct buf what = {0};

    bool good = asking_pour(&p, a, &o, &progress, why);
    describe(r, p.rows, &what);
    good = good && (what.failed ? fault_memory(why)
                                : view_note_export(s, a->view, what.text, p.person, p.count, why));
    buf_release(&what);
    free(p.person);
    if (!good)
        return false;
    buf_printf(&what, "%s: %zu row%s\n", r->word[1], p.rows, p.rows == 1 ? "" : "s");
    if (file_commit(f, why))
        return request_put(r, &what);
    buf_release(&what);
    return false;
}

/* --- the command -------------------------------------------------------------------------------- */

static int run(struct request *r)
{
    enum write_format format;
    struct asking a;
    struct counter *c;
    struct file f;
    struct fault why = {0};

    if (!request_words(r, 2, 2, "a view and a file"))
        return request_status(r);
    const struct view *v = asking_view(r, r->word[0]);
    if (!v || !format_of(r, r->word[1], &format) || !asking_read(r, v, &a) ||
        !request_counter(r, &c))
        return request_status(r);
    struct session *s = counter_session(c);
    bool good = asking_time(r, s, &a);
    if (good && (!view_may_export(s, v, &why) || !file_begin(r->word[1], &f, &why)))
        good = request_fault(r, &why) == 0;
    else if (good && !pour(r, s, &a, format, &f, &why)) {
        file_abandon(&f);
        good = why.kind ? request_fault(r, &why) == 0 : false;
    }
    counter_close(c);
    return request_status(r);
}

static void offers(struct buf *out)
{
    command_list.offers(out);
}

const struct command command_export = {
    .name = "export",
    .usage = "VIEW FILE",
    .summary = "a list to a file: .csv or .json by its ending",
    .help = "Writes the rows of a view to a new file: CSV with the mark that spreadsheets want, or "
            "JSON. The file appears whole or not at all, and never in place of another.\n\n"
            "Every export is kept in the audit, and so is each person named in it.",
    .options = option_rows,
    .offers = offers,
    .run = run,
};
