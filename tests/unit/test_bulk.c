/* Imports: all rows or none, once, each at its place. */
#include "tests/unit/counter_desk.h"

static const char *const key[] = {"date", NULL};
static const char *const updates[] = {"place.bank-holiday", NULL};

struct import {
    const char *file;
    bool update, can_update, dry_run;
    const char *const *rows; /* YAML maps, ended by NULL; line 2 is the first */
};

struct outcome {
    bool good;
    struct bulk_counts counts;
    struct answer answer;
    struct faults all;
};

static struct outcome import_rows(struct desk *d, const struct import *i)
{
    const struct reading how = {.style = STYLE_FILE, .kind = "column"};
    struct outcome out = {0};
    struct fault why = {0};
    struct bulk_options o = {.op = "place.bank-holiday",
                             .updates = i->can_update ? updates : NULL,
                             .kind = "bank-holidays",
                             .file = i->file,
                             .rows = 0,
                             .key = key,
                             .update = i->update,
                             .dry_run = i->dry_run};

    for (const char *const *r = i->rows; *r; r++)
        o.rows++;
    if (!counter_bulk_begin(d->c, &o, NULL, &why)) {
        faults_take(&out.all, &why);
        return out;
    }
    size_t line = 2;
    for (const char *const *r = i->rows; *r; r++, line++) {
        struct node *row = (struct node *)desk_args(d, *r);
        uint32_t column = 1;
        row->file = i->file;
        row->line = (uint32_t)line;
        for (struct node *n = row->first; n; n = n->next) {
            n->file = i->file;
            n->line = (uint32_t)line;
            n->column = column;
            column += (uint32_t)n->length + 1;
        }
        if (!counter_bulk_row(d->c, row, &how, line, &out.all))
            continue;
    }
    out.good = counter_bulk_end(d->c, true, &out.counts, &out.answer, &out.all);
    return out;
}

static const char *const three[] = {"{date: 2017-01-02, title: New Year}",
                                    "{date: 2017-04-14, title: Good Friday}",
                                    "{date: 2017-04-17, title: Easter Monday}", NULL};

static void all_rows_are_one_transaction(void **state)
{
    struct desk d;

    (void)state;
    desk_new(&d, STORE_STORY);
    int64_t head = desk_head(&d);
    struct outcome out =
        import_rows(&d, &(struct import){.file = "days.csv", .can_update = true, .rows = three});
    assert_true(out.good);
    assert_int_equal(out.counts.rows, 3);
    assert_int_equal(out.counts.added, 3);
    assert_string_equal(out.answer.text, "days.csv: 3 rows, 3 added");
    assert_int_equal(desk_head(&d), head + 1);
    assert_int_equal(out.answer.tx, head + 1);
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM bank_holiday"), 3);
    assert_string_equal(desk_text(&d, "SELECT op || args FROM tx ORDER BY seq DESC LIMIT 1"),
                        "import.bank-holidays{\"kind\":\"bank-holidays\",\"file\":\"days.csv\","
                        "\"rows\":3}");
    assert_string_equal(desk_text(&d,
                                  "SELECT r.line || r.key || r.content || f.name FROM source_row r "
                                  "JOIN source_file f ON f.id = r.file_id ORDER BY r.id LIMIT 1"),
                        "22017-01-02{\"date\":\"2017-01-02\",\"title\":\"New Year\"}days.csv");
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM source_row r JOIN bank_holiday b "
                                  "ON b.id = r.subject_id"),
                     3);
    /* each record has its change row, provable by the transaction */
    assert_true(desk_int(&d, "SELECT changes FROM tx ORDER BY seq DESC LIMIT 1") >= 3);
    struct check_report report = {.exception = NULL};
    struct fault why = {0};
    assert_true(keep_check(d.c, &report, NULL, &why));
    assert_int_equal(report.exceptions, 0);
    desk_remove(&d);
}

static void the_same_file_twice_changes_nothing(void **state)
{
    struct desk d;
    char before[65], after[65];
    struct fault why = {0};

    (void)state;
    desk_new(&d, STORE_STORY);
    const struct import i = {.file = "days.csv", .rows = three};
    assert_true(import_rows(&d, &i).good);
    assert_true(keep_digest(d.c, before, &why));
    struct outcome out = import_rows(&d, &i);
    assert_true(out.good);
    assert_int_equal(out.counts.same, 3);
    assert_int_equal(out.counts.added, 0);
    assert_string_equal(out.answer.text, "days.csv: 3 rows, nothing new");
    assert_true(keep_digest(d.c, after, &why));
    assert_string_equal(before, after);
    desk_remove(&d);
}

static const char *const other[] = {"{date: 2017-04-14, title: Good Friday}",
                                    "{date: 2017-04-17, title: A Monday}",
                                    "{date: 2017-05-01, title: Early May}", NULL};

static void other_content_is_refused_with_both_places(void **state)
{
    struct desk d;
    char before[65], after[65];
    struct fault why = {0};

    (void)state;
    desk_new(&d, STORE_STORY);
    assert_true(import_rows(&d, &(struct import){.file = "days.csv", .rows = three}).good);
    assert_true(keep_digest(d.c, before, &why));
    struct outcome out =
        import_rows(&d, &(struct import){.file = "later.csv", .can_update = true, .rows = other});
    assert_false(out.good);
    assert_int_equal(out.counts.refused, 1);
    assert_int_equal(out.all.count, 1);
    assert_true(fault_has_code(&out.all.list[0], "IM-1"));
    assert_string_equal(out.all.list[0].place, "later.csv:3");
    assert_non_null(strstr(out.all.list[0].text, "days.csv:4"));
    faults_release(&out.all);
    out = import_rows(&d, &(struct import){.file = "later.csv", .update = true, .rows = other});
    assert_false(out.good);
    assert_true(fault_has_code(&out.all.list[0], "IM-2")); /* nothing updates this kind */
    faults_release(&out.all);
    assert_true(keep_digest(d.c, after, &why));
    assert_string_equal(before, after);

    out = import_rows(
        &d,
        &(struct import){.file = "later.csv", .can_update = true, .update = true, .rows = other});
    assert_true(out.good);
    assert_int_equal(out.counts.changed, 1);
    assert_int_equal(out.counts.added, 1);
    assert_int_equal(out.counts.same, 1);
    assert_string_equal(out.answer.text,
                        "later.csv: 3 rows, 1 added, 1 changed, 1 the same as before");
    assert_string_equal(
        desk_text(&d, "SELECT title FROM bank_holiday ORDER BY day LIMIT 1 OFFSET 2"), "A Monday");
    desk_remove(&d);
}

static void a_bad_row_keeps_all_out_and_each_is_named(void **state)
{
    static const char *const rows[] = {
        "{date: 2017-01-02, title: New Year}", "{date: 2017-02-30, title: No such day}",
        "{date: 2017-04-17, title: ''}", "{date: 2017-05-01, title: Early May}", NULL};
    struct desk d;

    (void)state;
    desk_new(&d, STORE_STORY);
    int64_t head = desk_head(&d);
    struct outcome out = import_rows(&d, &(struct import){.file = "days.csv", .rows = rows});
    assert_false(out.good);
    assert_int_equal(out.counts.rows, 4);
    assert_int_equal(out.counts.refused, 2);
    assert_int_equal(out.all.count, 2);
    assert_string_equal(out.all.list[0].place, "days.csv:3:1");
    assert_string_equal(out.all.list[1].place, "days.csv:4:12");
    assert_int_equal(desk_head(&d), head);
    assert_int_equal(desk_int(&d, "SELECT count(*) FROM bank_holiday"), 0);
    faults_release(&out.all);
    desk_remove(&d);
}

static void a_dry_run_says_and_undoes(void **state)
{
    struct desk d;
    char before[65], after[65];
    struct fault why = {0};

    (void)state;
    desk_new(&d, STORE_STORY);
    assert_true(keep_digest(d.c, before, &why));
    struct outcome out =
        import_rows(&d, &(struct import){.file = "days.csv", .dry_run = true, .rows = three});
    assert_true(out.good);
    assert_int_equal(out.counts.added, 3);
    assert_int_equal(out.answer.tx, 0);
    assert_non_null(strstr(out.answer.text, "nothing was written"));
    assert_true(keep_digest(d.c, after, &why));
    assert_string_equal(before, after);
    desk_remove(&d);
}

static void who_may_not_is_denied(void **state)
{
    struct desk d;

    (void)state;
    desk_new(&d, STORE_STORY);
    desk_sit(&d, "broker1");
    struct outcome out = import_rows(&d, &(struct import){.file = "days.csv", .rows = three});
    assert_false(out.good);
    assert_true(fault_has_code(&out.all.list[0], "AC-4"));
    assert_string_equal(desk_text(&d, "SELECT op || result FROM tx ORDER BY seq DESC LIMIT 1"),
                        "import.bank-holidaysdenied");
    faults_release(&out.all);
    /* and the counter goes on */
    desk_sit(&d, "admin1");
    assert_true(import_rows(&d, &(struct import){.file = "days.csv", .rows = three}).good);
    desk_remove(&d);
}

static volatile int stop;

static void an_interrupted_import_leaves_nothing(void **state)
{
    const struct reading how = {.style = STYLE_FILE, .kind = "column"};
    const struct progress p = {.what = "import", .interrupted = &stop};
    struct desk d;
    struct fault why = {0};
    struct faults all = {0};
    struct bulk_counts counts;
    struct answer answer;

    (void)state;
    desk_new(&d, STORE_STORY);
    const struct bulk_options o = {.op = "place.bank-holiday",
                                   .kind = "bank-holidays",
                                   .file = "days.csv",
                                   .rows = 3,
                                   .key = key};
    int64_t head = desk_head(&d);
    assert_true(counter_bulk_begin(d.c, &o, &p, &why));
    stop = 1;
    assert_false(counter_bulk_row(d.c, desk_args(&d, three[0]), &how, 2, &all));
    assert_int_equal(all.list[0].kind, FAULT_INTERRUPTED);
    assert_false(counter_bulk_row(d.c, desk_args(&d, three[1]), &how, 3, &all));
    assert_int_equal(all.count, 1);
    assert_false(counter_bulk_end(d.c, true, &counts, &answer, &all));
    stop = 0;
    assert_int_equal(desk_head(&d), head);
    faults_release(&all);
    /* a desk that is cleared away in the middle of one leaves nothing either */
    assert_true(counter_bulk_begin(d.c, &o, NULL, &why));
    counter_close(d.c);
    desk_open(&d, "maker", NULL);
    assert_int_equal(desk_head(&d), head);
    desk_remove(&d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_rows_are_one_transaction),
        cmocka_unit_test(the_same_file_twice_changes_nothing),
        cmocka_unit_test(other_content_is_refused_with_both_places),
        cmocka_unit_test(a_bad_row_keeps_all_out_and_each_is_named),
        cmocka_unit_test(a_dry_run_says_and_undoes),
        cmocka_unit_test(who_may_not_is_denied),
        cmocka_unit_test(an_interrupted_import_leaves_nothing),
    };

    return RUN_TESTS(tests);
}
