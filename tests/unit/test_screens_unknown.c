/* The disk fails while a form is saved, and nobody can tell whether it was (status 8): the form asks again
 * under the id of its one operation, by itself and when it is sent again, and nothing is done twice. */
#include "tests/faults/faultvfs.h"
#include "tests/unit/screens_desk.h"

/* What is armed: from the `from`-th call after a note was written, `length` calls fail. */
static struct {
    bool on;
    long from, length;
} armed;

static void heals(long call)
{
    if (fv.failed >= armed.length && call > fv.fail_at)
        fv_faults_off();
}

static void row_written(void *ctx, int op, const char *database, const char *table,
                        sqlite3_int64 id)
{
    (void)ctx;
    (void)database;
    (void)id;
    if (!armed.on || op != SQLITE_INSERT || strcmp(table, "note") != 0)
        return;
    armed.on = false;
    fv.calls = 0;
    fv.failed = 0;
    fv.counting = true;
    fv.for_ever = true;
    fv.mode = FV_EIO;
    fv.fail_at = armed.from;
    fv.at_call = heals;
}

static int watch(sqlite3 *db, char **error, const struct sqlite3_api_routines *api)
{
    (void)error;
    (void)api;
    sqlite3_update_hook(db, row_written, NULL);
    return SQLITE_OK;
}

#define FORM ":\n\"go P1\nEnter\ni\n"

/* Sends the form three times, and once more from its draft when the disk is in order, if it is there
 * still: *unknown when the first answer was that nobody can tell. */
static void sent_on_a_failing_disk(struct desk *d, const char *text, bool *unknown)
{
    char script[200], where[100];
    struct buf out = {0};

    snprintf(script, sizeof script,
             FORM "\"contact\nTab\n\"%s\nTab\nF10\n= first\nF10\n= then\nF10\n= last\n", text);
    armed.on = true;
    screens_run(d, "broker1", 24, 80, script, &out);
    fv_faults_off();
    armed.on = false;
    *unknown = out.text && strstr(out.text, "It cannot be told yet") != NULL;
    buf_release(&out);
    snprintf(where, sizeof where, "{person: P1, text: \"%s\"}", text);
    if (strcmp(desk_look(d, "broker1", "drafts", "{}", NULL, "screen"), "") != 0)
        screens_run(d, "broker1", 24, 80, FORM "Enter\nF10\n= said\n", &out);
    buf_release(&out);
    desk_sees(d, "broker1", "notes", where, "text", text); /* one, and no second */
    desk_sees(d, "broker1", "drafts", "{}", "screen", "");
}

static void a_form_asks_again_and_saves_once(void **state)
{
    enum { CALLS = 12 };
    static const long lengths[] = {1, 2, 3, 5, 8, 13, 21, 34};
    struct desk *d = screens_open();
    long unknown = 0, saved = 0;

    (void)state;
    for (armed.from = 1; armed.from <= CALLS; armed.from++)
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
            char text[40];
            bool told;
            armed.length = lengths[i];
            snprintf(text, sizeof text, "Rang %ld for %ld", armed.from, lengths[i]);
            sent_on_a_failing_disk(d, text, &told);
            unknown += told;
            saved += !told;
        }
    printf("%ld told that nobody can tell, %ld not\n", unknown, saved);
    assert_true(unknown > 0 && saved > 0);
    desk_close(d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_form_asks_again_and_saves_once)};

    fv_install();
    sqlite3_auto_extension((void (*)(void))watch);
    return RUN_TESTS(tests);
}
