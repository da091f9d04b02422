/* What a form sends is done once: it carries the id of its one operation, kept with what was typed. */
#include "tests/unit/screens_desk.h"

static int set_up(void **state)
{
    *state = screens_open();
    return 0;
}

static int tear_down(void **state)
{
    desk_close(*state);
    return 0;
}

/* The id in the draft of a form, as text of 32 digits. */
static void id_of_draft(struct desk *d, const char *login, char id[COUNTER_ID_SIZE])
{
    static const char before[] = "\"op_id\": \"";
    const char *body = desk_look(d, login, "drafts", "{}", NULL, "body");
    const char *at = strstr(body, before);

    if (!at)
        fail_msg("no id in %s", body);
    snprintf(id, COUNTER_ID_SIZE, "%s", at + strlen(before));
    assert_int_equal(strspn(id, "0123456789abcdef"), COUNTER_ID_SIZE - 1);
}

static void run_with_id(struct desk *d, const char *op, const char *yaml, const char *id)
{
    static const struct reading how = {.style = STYLE_FILE, .kind = "argument"};
    struct arena a = {0};
    struct answer answer;
    struct faults all = {0};
    const struct node *args = yaml_read_value(yaml, strlen(yaml), NULL, &a, &all);

    if (!args || !counter_run(d->counter, op, args, &how, id, &a, &answer, &all))
        fail_msg("%s %s: %s", op, yaml, all.list[0].text);
    faults_release(&all);
    arena_release(&a);
}

#define HALF_TYPED ":\n\"go P1\nEnter\ni\n\"contact\nTab\n\"Rang the daughter"

static void a_draft_keeps_the_id(void **state)
{
    struct desk *d = *state;
    char first[COUNTER_ID_SIZE], again[COUNTER_ID_SIZE];

    screens_run(d, "broker1", 24, 80, HALF_TYPED, &(struct buf){0});
    id_of_draft(d, "broker1", first);
    screens_run(d, "broker1", 24, 80, ":\n\"go P1\nEnter\ni\nEnter\nTab\n\" today",
                &(struct buf){0});
    id_of_draft(d, "broker1", again);
    assert_string_equal(first, again);
    /* Begun afresh it is another operation. */
    screens_run(d, "broker1", 24, 80, ":\n\"go P1\nEnter\ni\nS\n\"health\nTab\n\"Slept",
                &(struct buf){0});
    id_of_draft(d, "broker1", again);
    assert_string_not_equal(first, again);
}

static void what_was_saved_unseen_is_not_done_twice(void **state)
{
    struct desk *d = *state;
    char id[COUNTER_ID_SIZE];

    screens_run(d, "broker1", 24, 80, HALF_TYPED, &(struct buf){0});
    id_of_draft(d, "broker1", id);
    /* It was sent, and the program never heard what became of it. */
    desk_sit(d, "broker1");
    run_with_id(d, "note.add", "{person: P1, kind: contact, text: Rang the daughter}", id);
    screens_see(d, "broker1", ":\n\"go P1\nEnter\ni\nEnter\nF10\n= said\n", "was not done twice");
    desk_sees(d, "broker1", "notes", "{person: P1}", "text", "Rang the daughter");
    desk_sees(d, "broker1", "drafts", "{}", "screen", "");
}

static void something_else_under_the_same_id_is_told(void **state)
{
    struct desk *d = *state;
    char id[COUNTER_ID_SIZE];

    screens_run(d, "broker1", 24, 80, HALF_TYPED, &(struct buf){0});
    id_of_draft(d, "broker1", id);
    desk_sit(d, "broker1");
    run_with_id(d, "note.add", "{person: P1, kind: contact, text: Rang the daughter}", id);
    screens_see(d, "broker1", ":\n\"go P1\nEnter\ni\nEnter\nTab\n\" and son\nF10\n= said\n",
                "What you sent first was saved after all");
    desk_sees(d, "broker1", "notes", "{person: P1}", "text", "Rang the daughter");
}

static void saving_twice_saves_once(void **state)
{
    struct desk *d = *state;

    screens_run(d, "broker1", 24, 80, HALF_TYPED "\nF10 F10 Ctrl-D\n", &(struct buf){0});
    desk_sees(d, "broker1", "notes", "{person: P1}", "text", "Rang the daughter");
}

static void a_screens_own_number_goes_back_to_its_list(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "Enter\n1\n= the list\n", "▸ !! K1");
    screens_see(d, "broker1", "2\nEnter\n]\nEnter\n1\n2\n= as it was left\n", "Package K3");
    screens_see(d, "broker1", "2\nEnter\n]\nEnter\n2\n= the list\n", "People ·");
    /* By the mouse as well, and what is half typed is asked about. */
    screens_see(d, "planner1", "2\na\n\"Que\nclick 1 12\n= asked\n", "Keep it for later");
}

static void what_is_missing_is_named(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", ":\n\"go P1\nEnter\ni\nF10\n= named\n",
                "2 fields need another look: Kind, Note");
    /* Said once: at the field, and the line above the keys says only that nothing was saved. */
    screens_see(d, "broker1", ":\n\"go P1\nEnter\ni\nTab Tab Tab Tab\n= round the end\n",
                "the first field again");
}

static void who_approves_reads_what_it_is(void **state)
{
    struct desk *d = *state;

    desk_do(d, "maker", "authority.grant",
            "{staff: supervisor1, power: package, limit: 9999999, from: 2016-11-01}");
    desk_do(d, "broker1", "package.confirm", "{package: K4}");
    screens_see(d, "supervisor1", "Shift-Tab\na\n= the form\n", "Marlowe, Ivy, package K4");
    screens_see(d, "supervisor1", "Shift-Tab\na\n= the form\n", "a week · in all £");
    screens_see(d, "supervisor1", "Shift-Tab\na\n= the form\n", "From      21/11/2016");
    screens_see(d, "supervisor1", "Shift-Tab\na\n= the form\n", "is the author of it (S1)");
}

#define WITH_DESK(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        WITH_DESK(a_draft_keeps_the_id),
        WITH_DESK(what_was_saved_unseen_is_not_done_twice),
        WITH_DESK(something_else_under_the_same_id_is_told),
        WITH_DESK(saving_twice_saves_once),
        WITH_DESK(what_is_missing_is_named),
        WITH_DESK(who_approves_reads_what_it_is),
        WITH_DESK(a_screens_own_number_goes_back_to_its_list),
    };
    return RUN_TESTS(t);
}
