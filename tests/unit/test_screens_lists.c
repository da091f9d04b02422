/* The screens of line 2 as they stand, at the sizes that are promised. */
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

static void work_is_home(void **state)
{
    screens_like(*state, "broker1", "work-80", 24, 80, "= work\nDown\n= one down\nG\n= the last\n");
    screens_like(*state, "broker1", "work-120", 40, 120, "= work\n");
}

static void people_and_packages_stand_beside_what_is_known(void **state)
{
    screens_like(*state, "broker1", "people-80", 24, 80, "2\n= people\n");
    screens_like(*state, "broker1", "people-120", 40, 120, "2\n= people\n");
    screens_like(*state, "broker1", "packages-80", 24, 80, "3\n= packages\n");
    screens_like(*state, "broker1", "packages-120", 40, 120, "3\n= packages\n");
}

static void lots_are_tiles(void **state)
{
    screens_like(*state, "broker1", "lots-80", 24, 80, "5\n= lots\nRight\n= the lot beside\n");
    screens_like(*state, "broker1", "lots-120", 40, 120, "5\n= lots\n");
    screens_see(*state, "broker1", "5\nm\n= no boundary was imported\n", "No boundary");
}

static void the_audit_is_newest_first(void **state)
{
    screens_like(*state, "auditor1", "audit-80", 24, 80, "A\n= audit\n");
}

static void a_transaction_tells_why(void **state)
{
    screens_see(*state, "broker1", "A\nDown\nw\n= why\n", "brokerage.may-offer");
}

static void the_mouse_chooses_rows_screens_and_keys(void **state)
{
    screens_see(*state, "broker1", "click 6 10\n= the second row\n", "▸ !  K2");
    screens_see(*state, "broker1", "open 6 10\n= opened\n", "Package K2");
    screens_see(*state, "broker1", "click 1 14\n= people\n", "Brzęk, Halina");
    screens_see(*state, "broker1", "click 23 15\n= offer\n", "Providers");
}

static void the_first_screen_is_not_left_by_chance(void **state)
{
    screens_see(*state, "broker1", "3\nq\nq\n= still here\n", "Q leaves the program");
    /* After Q nothing more is shown. */
    struct buf out = {0};
    screens_run(*state, "broker1", 24, 80, "Q\n= nothing\nDown\n= nothing either\n", &out);
    assert_null(out.text);
    buf_release(&out);
}

static void below_the_least_size_it_says_so_and_recovers(void **state)
{
    screens_like(*state, "broker1", "small", 10, 40,
                 "= 40 by 10\nresize 1 1\n= 1 by 1\nresize 24 80\n= again\n");
}

static void searching_goes_as_one_types(void **state)
{
    screens_like(*state, "broker1", "people-search", 24, 80,
                 "2\n/\n\"brzek\n= found without its accent\nEnter\n= kept\nEsc\n= all again\n");
}

static void a_filter_takes_words_with_columns(void **state)
{
    screens_see(*state, "broker1", "3\nf\n\"state=offered\nEnter\n= filtered\n", "1 of 4");
    screens_see(*state, "broker1", "3\nf\n\"lot:05\nEnter\n= filtered\n", "1 of 4");
}

static void tab_goes_from_section_to_section(void **state)
{
    screens_see(*state, "broker1", "Tab\n= replies\n", "▸    K3");
    screens_see(*state, "broker1", "Tab Tab\n= accepted\n", "▸    K4");
    screens_see(*state, "broker1", "Tab Tab Tab\n= round\n", "▸ !! K1");
    screens_see(*state, "broker1", "Shift-Tab\n= the last\n", "▸    K4");
}

static void where_one_was_is_kept(void **state)
{
    screens_see(*state, "broker1", "3\nDown Down\n2\n3\n= the third row still\n", "▸ K3");
}

/* No meaning by colour alone: what is urgent has its mark, what is late the word. */
static void what_is_urgent_or_late_is_said_in_words(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "= work\n", "▸ !! K1");
    d->now.minute += 3 * 1440;
    screens_see(d, "broker1", "= three days on\n", "2d late");
}

static void plain_letters_alone_where_the_locale_has_no_others(void **state)
{
    struct buf out = {0};

    screens_run_with(*state, "broker1", 24, 80, GLYPHS_ASCII, "= work\n2\n= people\n5\n= lots\n",
                     &out);
    for (const char *p = out.text; *p; p++)
        assert_true((unsigned char)*p < 0x80);
    assert_non_null(strstr(out.text, "Brzek, Halina"));
    buf_release(&out);
}

#define WITH_DESK(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* How many is said first; each is done or refused by itself, and what was refused stays marked. */
static void what_is_marked_is_done_to_each(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "work.claim", "{package: K2}");
    screens_see(d, "broker2", "3\nSpace\nSpace\nc\n= asked\n", "2 rows are marked.");
    screens_see(d, "broker2", "3\nSpace\nSpace\nc\nN\n= not done\n", "Not done; the marks stay.");
    desk_sees(d, "broker2", "packages", "{ref: K1}", "claimed_by", "");
    screens_see(d, "broker2", "3\nSpace\nSpace\nc\nC\n= done\n", "Claim: 1 of 2 done");
    desk_sees(d, "broker2", "packages", "{ref: K1}", "claimed_by", "broker2");
    desk_sees(d, "broker2", "packages", "{ref: K2}", "claimed_by", "broker1");
    screens_see(d, "broker2", "Space\nk\np\n= one at a time\n", "done to one at a time: Esc");
    screens_see(d, "broker2", "Space\nEsc\n= no mark\n", "all marks taken off");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        WITH_DESK(work_is_home),
        WITH_DESK(people_and_packages_stand_beside_what_is_known),
        WITH_DESK(lots_are_tiles),
        WITH_DESK(the_audit_is_newest_first),
        WITH_DESK(a_transaction_tells_why),
        WITH_DESK(the_mouse_chooses_rows_screens_and_keys),
        WITH_DESK(the_first_screen_is_not_left_by_chance),
        WITH_DESK(below_the_least_size_it_says_so_and_recovers),
        WITH_DESK(searching_goes_as_one_types),
        WITH_DESK(a_filter_takes_words_with_columns),
        WITH_DESK(tab_goes_from_section_to_section),
        WITH_DESK(where_one_was_is_kept),
        WITH_DESK(what_is_urgent_or_late_is_said_in_words),
        WITH_DESK(what_is_marked_is_done_to_each),
        WITH_DESK(plain_letters_alone_where_the_locale_has_no_others),
    };
    return RUN_TESTS(t);
}
