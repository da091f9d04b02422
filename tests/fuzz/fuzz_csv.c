/* CSV of any damage: no crash, bounded, and what is read and written again reads the same.  The
 * first byte chooses the dialect, so that every one is tried; then the same text goes through rows.
 */
#include "core/exchange/rows.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool good)
{
    if (!good)
        abort();
}

/* All rows as one CSV text of our own, with a place for each cell that lies in the file. */
static size_t copy(const char *text, size_t length, const struct csv_options *o, struct buf *out)
{
    const struct csv_cell *cells;
    struct fault why = {0};
    size_t count, rows = 0;
    struct csv *c;

    if (!csv_open_text(text, length, "f", o, &c, &why))
        return 0;
    for (;;) {
        if (!csv_next(c, &cells, &count, &why)) {
            must(why.kind == FAULT_INPUT && why.text[0] && why.place[0]);
            fault_clear(&why);
            continue;
        }
        if (!count)
            break;
        rows++;
        for (size_t i = 0; i < count; i++) {
            must(strlen(cells[i].text) == cells[i].length && cells[i].line && cells[i].column);
            must(cells[i].line <= length + 1 && cells[i].column <= length + 1);
            csv_write_cell(out, cells[i].text, true, i == 0);
        }
        if (count == 1 && !cells[0].length) /* a bare empty line would be no row */
            buf_text(out, "\"\"");
        csv_write_end(out);
    }
    csv_close(c);
    return rows;
}

static void through_rows(const char *text, size_t length, const char *kind)
{
    struct rows_options o = {.kind = kind};
    struct faults all = {0};
    const struct node *row;
    struct rows *r;

    if (rows_open_text(text, length, "f", &o, &r, &all)) {
        do {
            while (!rows_next(r, &row, &all))
                continue;
            for (const struct node *n = row ? row->first : NULL; n; n = n->next)
                must(n->key && n->text && strlen(n->text) == n->length);
        } while (row);
        rows_close(r);
    } else {
        must(all.count > 0);
    }
    faults_release(&all);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const kinds[] = {NULL, "postcodes", "gp-practices", "providers", "areas"};
    struct buf once = {0};
    char *text;

    if (!length)
        return 0;
    text = malloc(length); /* exactly as long as it is, so that reading past it shows */
    memcpy(text, bytes + 1, length - 1);
    struct csv_options o = {
        .delimiter = bytes[0] & 1 ? ';' : ',', .cp1252 = bytes[0] & 2, .loose = bytes[0] & 4};
    buf_text(&once, "header\r\n"); /* a first cell may begin with the mark of UTF-8 */
    size_t rows = copy(text, length - 1, &o, &once);
    if (rows) {
        struct csv_options ours = {.loose = true};
        struct csv *c;
        struct fault why = {0};
        const struct csv_cell *cells;
        size_t count, again = 0;
        must(csv_open_text(once.text, once.length, "g", &ours, &c, &why));
        for (;; again++) {
            must(csv_next(c, &cells, &count, &why));
            if (!count)
                break;
        }
        must(again == rows + 1);
        csv_close(c);
    }
    through_rows(text, length - 1, kinds[(bytes[0] >> 3) % 5]);
    buf_release(&once);
    free(text);
    return 0;
}
