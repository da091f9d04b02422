/* Records and forms by keys alone: opened, typed, refused, kept, undone. */
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

/* --- records ----------------------------------------------------------------------------------- */

static void a_package_is_opened_whole(void **state)
{
    screens_like(*state, "broker1", "package-80", 24, 80,
                 "Enter\n= the package\n]\n= missing\n]\n= visits\no\n= who may be offered it\n"
                 "Esc\n= the list as it was\n");
    screens_like(*state, "broker1", "package-120", 40, 120, "Enter\n= the package\n");
}

static void a_person_is_opened_whole(void **state)
{
    screens_like(*state, "planner1", "person-80", 24, 80,
                 "2\nDown Down\nEnter\n= the person\n]\n= packages\n");
}

static void why_tells_rule_source_and_what_was_read(void **state)
{
    screens_like(*state, "broker1", "why-80", 24, 80, "o\nDown\n= the reserve may not\nw\n= why\n");
}

/* --- offering ---------------------------------------------------------------------------------- */

static void an_offer_goes_out_and_is_taken_back(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "o\nEnter\n= the form\n", "Vale Homecare");
    /* What was offered has gone from its section: the next one waits under the cursor. */
    screens_see(d, "broker1", "o\nEnter\nF10\nEsc\n= the next\n", "▸ !  K2");
    desk_sees(d, "broker1", "offers", "{package: K1}", "state", "sent");
    screens_see(d, "broker1", "3\n:\n\"go K1\nEnter\no\n= who has it\n", "sent  ");
    screens_see(d, "broker1", "3\n:\n\"go K1\nEnter\no\nEnter\n= until when\n", "until 14/11/2016");
    screens_see(d, "broker1", "o\nEnter\nF10\n= said\n", "sent to Beacon Care");
    screens_see(d, "broker1", "3\no\nu\n= nothing to undo\n", "can be undone with a key");
}

static void a_reply_is_recorded_from_the_row(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "Down Down\n-\n= the form\n", "O1");
    screens_like(d, "broker1", "decline-80", 24, 80,
                 "Down Down\n-\nF4\n= reasons to choose from\nDown\nEnter\n= chosen\n");
    screens_see(d, "broker1", "Down Down\n-\nS\n\"no-capacity\nF10\n= answered\n", "decline");
}

static void claiming_is_one_key_and_undone_with_another(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "c\n= claimed\n", "Yours now.");
    desk_sees(d, "broker1", "packages", "{ref: K1}", "claimed_by", "broker1");
    screens_see(d, "broker1", "b\nc\nu\n= back\n", "Handed back");
    desk_sees(d, "broker1", "packages", "{ref: K1}", "claimed_by", "");
    screens_see(d, "broker1", "c\nu\nCtrl-R\n= again\n", "Yours now.");
}

/* --- refusals ---------------------------------------------------------------------------------- */

static void what_was_typed_stays_when_it_is_refused(void **state)
{
    struct desk *d = *state;

    screens_like(d, "planner1", "refused-80", 24, 80,
                 "2\na\n\"Okafor\nTab\n\"Grace\nTab Tab Tab Tab\n\"3/2/1932\n"
                 "Tab Tab Tab Tab Tab Tab Tab\n\"LE11 3TU\nF10\n= refused, side by side\nF2\n"
                 "= why\n");
    desk_sees(d, "planner1", "people", "{name: 'Okafor, Grace'}", "ref", "P1");
}

static void what_one_may_not_do_says_so(void **state)
{
    screens_see(*state, "auditor1", "2\na\n= not an auditor's\n", "w why");
    screens_see(*state, "auditor1", "3\nc\n= an auditor changes nothing\n",
                "may not run work.claim");
}

/* --- keeping ----------------------------------------------------------------------------------- */

static void a_half_typed_form_survives_the_terminal(void **state)
{
    struct desk *d = *state;

    /* The script ends here: the line has dropped. */
    screens_run(d, "planner1", 24, 80, "2\na\n\"Quennell\nTab\n\"Ottol", &(struct buf){0});
    desk_sees(d, "planner1", "drafts", "{}", "screen", "person.add");
    desk_sees(d, "planner2", "drafts", "{}", "screen", "");
    screens_see(d, "planner1", "2\na\n= asked\n", "Bring it back?");
    screens_see(d, "planner1", "2\na\nEnter\n= there again\n", "Ottol");
    /* What is kept for its author is not on the audit row. */
    screens_see(d, "auditor1", "A\n= the newest\n", "draft.keep");
    desk_sees(d, "planner1", "drafts", "{}", "screen", "person.add");
}

static void leaving_a_form_asks(void **state)
{
    struct desk *d = *state;

    screens_see(d, "planner1", "2\na\n\"Que\nEsc\n= asked\n", "Keep it for later");
    /* Keys typed before the question was seen answer nothing. */
    screens_see(d, "planner1", "2\na\nS\n\"Que\nEsc t Enter\n= still asking\n",
                "Keep it for later");
    screens_see(d, "planner1", "2\na\nS\n\"Que\nEsc\nT\n= thrown away\n", "▸ P3");
    desk_sees(d, "planner1", "drafts", "{}", "screen", "");
    screens_see(d, "planner1", "2\na\n\"Que\nEsc\nK\n= kept\n", "Kept for seven days");
    desk_sees(d, "planner1", "drafts", "{}", "screen", "person.add");
    /* Saved or given up, it is gone. */
    screens_see(d, "planner1", "2\na\nS\n= afresh\n", "Add a person");
    desk_sees(d, "planner1", "drafts", "{}", "screen", "");
}

static void what_is_final_is_asked_about(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "Down Down\nX\n\"Wrong visits sent\nF10\n= asked\n",
                "Withdraw an offer");
    desk_sees(d, "broker1", "offers", "{ref: O1}", "state", "sent");
    screens_see(d, "broker1", "Down Down\nX\nS\n\"Wrong visits sent\nF10\nW\n= done\n",
                "withdrawn");
    desk_sees(d, "broker1", "offers", "{ref: O1}", "state", "withdrawn");
}

/* --- time, filters, files ---------------------------------------------------------------------- */

static void another_time_is_for_reading(void **state)
{
    screens_like(*state, "broker1", "time-80", 24, 80,
                 "3\nT\n= asked\n\"1/12/2016\nF10\n= as at December\nc\n= nothing is written\nT\n"
                 "= now\n");
    /* Known at the third transaction nobody was there yet. */
    screens_see(*state, "broker1", "5\nT\nTab\n\"3\nF10\n= known at\n", "as known at 3");
}

static void a_filter_is_kept_under_a_name(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "3\nf\n\"singh\nEnter\nF3\na\n\"Mine\nF10\n= kept\n", "is kept");
    desk_sees(d, "broker1", "filters", "{}", "view name", "packages|Mine");
}

/* Each person's own, a list at a time, and found again by the next run of the program. */
static void columns_are_kept_for_each_person(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "3\nC\n= the panel's keys\n", "Space show/hide");
    screens_see(d, "broker1", "3\nC\nDown Down\nSpace Esc\n= without who\n", "Package  Lot");
    desk_sees(d, "broker1", "columns", "{}", "view", "packages");
    screens_see(d, "broker1", "3\n= again\n", "Package  Lot");
    screens_see(d, "planner1", "3\n= somebody else's\n", "Package  Name");
    screens_see(d, "broker1", "3\nC\n\"0\nEsc\n= as usual\n", "Package  Name");
    screens_see(d, "broker1", "3\n= and stay so\n", "Package  Name");
    /* They are no filter of anybody's. */
    desk_sees(d, "broker1", "filters", "{}", "name", "");
    /* A tab that is worked out has its own, also when it is worked out again. */
    screens_see(d, "broker1", "3\no\nC\nSpace Esc\nr\n= no place\n", "▸ Vale Homecare");
    desk_sees(d, "broker1", "columns", "{}", "view", "candidates / packages");
}

static void what_is_on_the_screen_is_exported(void **state)
{
    struct desk *d = *state;
    char script[400], line[400];
    struct buf out = {0};

    snprintf(script, sizeof script, "3\nf\n\"singh\nEnter\nE\nCtrl-U\n\"%s/out.csv\nF10\n= done\n",
             d->folder);
    screens_run(d, "supervisor1", 24, 80, script, &out);
    snprintf(line, sizeof line, "%s/out.csv", d->folder);
    FILE *f = fopen(line, "r");
    if (!f)
        fail_msg("no file: %s", out.text);
    assert_non_null(fgets(line, sizeof line, f));
    assert_non_null(strstr(line, "name"));
    assert_non_null(fgets(line, sizeof line, f));
    assert_non_null(strstr(line, "Singh-Hale"));
    assert_null(fgets(line, sizeof line, f));
    fclose(f);
    buf_release(&out);
}

static void a_pane_that_rests_is_a_read(void **state)
{
    struct desk *d = *state;

    screens_run(d, "broker1", 24, 80, "2\nDown\n", &(struct buf){0});
    desk_sees(d, "auditor1", "reads", "{}", "record", "");
    screens_run(d, "broker1", 24, 80, "2\nDown\ntimeout\n", &(struct buf){0});
    desk_sees(d, "auditor1", "reads", "{}", "how", "pane");
}

static void a_restricted_record_asks_why(void **state)
{
    struct desk *d = *state;

    desk_do(d, "supervisor1", "person.restrict", "{person: P1, reason: A relative works here}");
    screens_see(d, "planner1", ":\n\"go P1\nEnter\n= asked\n", "say why you open it");
    screens_see(d, "planner1", ":\n\"go P1\nEnter\nEsc\n= nothing is shown\n", "restricted");
    screens_see(d, "planner1",
                ":\n\"go P1\nEnter\n\"Her daughter rang about tonight\nF10\n= open\n",
                "17 Invented Lane");
    desk_sees(d, "privacy1", "break-glass", "{}", "person", "P1");
}

static void a_change_sends_what_differs(void **state)
{
    struct desk *d = *state;

    screens_see(d, "planner1",
                ":\n\"go P1\nEnter\ne\nTab Tab Tab Tab Tab Tab Tab Tab Tab\n= filled\n", "Grace");
    screens_see(d, "planner1", ":\n\"go P1\nEnter\ne\nTab\nCtrl-U\n\"Gracie\nF10\n= changed\n",
                "Okafor, Gracie");
    desk_sees(d, "planner1", "people", "{ref: P1}", "name born", "Okafor, Gracie|1932-02-03");
}

static void visits_are_typed_as_a_table(void **state)
{
    struct desk *d = *state;

    screens_like(
        d, "planner1", "visits-80", 24, 80,
        ":\n\"go P4\nEnter\na\nTab\n\"urg\nTab\n\"+2\nTab Tab Tab Tab\nEnter\n\"daily\nTab\n"
        "= a row\n");
}

static void help_and_palette_have_every_key(void **state)
{
    screens_like(*state, "broker1", "help-80", 24, 80, "?\n= help\nEsc\n:\n\"spot\n= palette\n");
    screens_see(*state, "broker1", ":\n\"go K3\nEnter\n= there\n", "Package K3");
    screens_see(*state, "broker1", ":\n\"999 000 0018\nEnter\n= by number alone\n", "Person P1");
    screens_see(*state, "planner1", ":\n\"award.add\n= shown, with the reason\n",
                "planner1 (Support planner)");
}

#define WITH_DESK(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        WITH_DESK(a_package_is_opened_whole),
        WITH_DESK(a_person_is_opened_whole),
        WITH_DESK(why_tells_rule_source_and_what_was_read),
        WITH_DESK(an_offer_goes_out_and_is_taken_back),
        WITH_DESK(a_reply_is_recorded_from_the_row),
        WITH_DESK(claiming_is_one_key_and_undone_with_another),
        WITH_DESK(what_was_typed_stays_when_it_is_refused),
        WITH_DESK(what_one_may_not_do_says_so),
        WITH_DESK(a_half_typed_form_survives_the_terminal),
        WITH_DESK(leaving_a_form_asks),
        WITH_DESK(what_is_final_is_asked_about),
        WITH_DESK(another_time_is_for_reading),
        WITH_DESK(a_filter_is_kept_under_a_name),
        WITH_DESK(columns_are_kept_for_each_person),
        WITH_DESK(what_is_on_the_screen_is_exported),
        WITH_DESK(a_pane_that_rests_is_a_read),
        WITH_DESK(a_restricted_record_asks_why),
        WITH_DESK(a_change_sends_what_differs),
        WITH_DESK(visits_are_typed_as_a_table),
        WITH_DESK(help_and_palette_have_every_key),
    };
    return RUN_TESTS(t);
}
