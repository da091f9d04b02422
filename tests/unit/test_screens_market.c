/* A provider's answers, spot purchases and approvals, by the keys that the footer names. */
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

/* --- answers ----------------------------------------------------------------------------------- */

static void an_offer_is_accepted_in_part(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "offer.make", "{ref: O3, package: K1}");
    screens_see(d, "broker1", "Tab\n= the keys\n", "= part");
    screens_see(d, "broker1", "Tab\n\"=\n= what was offered\n", "Visit 2   daily · Tea · 30m × 1");
    screens_see(d, "broker1", "Tab\n\"=\n\"7\nF10\n= no such visit\n", "There is no visit 7");
    screens_see(d, "broker1", "Tab\n\"=\nS\n\"1,2\nF10\n= all of it\n",
                "all of them: name some of");
    screens_see(d, "broker1", "Tab\n\"=\nS\n\"1\nF10\n= done\n",
                "visits 2 are to\n| be offered on. · Next in order: Beacon");
    screens_see(d, "broker1", "Tab Tab\n= a part\n",
                "What      Vale Homecare takes visits 1 alone");
    desk_sees(d, "broker1", "offers", "{ref: O3}", "state", "accepted-part");
}

static void what_nobody_answered_runs_out(void **state)
{
    struct desk *d = *state;

    screens_see(d, "broker1", "Tab\nL\n= in time still\n", "it has not run out");
    d->now.minute += 10 * 1440;
    screens_see(d, "broker1", "Tab\n= late\n", "8d late");
    screens_see(d, "broker1", "Tab\nEnter\no\n= the reason\n", "no reply by 16/11/2016");
    screens_see(d, "broker1", "Tab\nL\n= run out\n", "Next in order: Beacon");
    screens_see(d, "broker1", "= to place again\n", "To place 3");
}

/* --- spot purchases and approvals -------------------------------------------------------------- */

static void a_spot_purchase_waits_for_a_supervisor(void **state)
{
    struct desk *d = *state;

    desk_do(d, "maker", "authority.grant",
            "{staff: supervisor1, power: spot, limit: 9999999, from: 2016-11-01}");
    screens_see(d, "broker1",
                "Down\np\n\"V1\nTab\n\"90\nTab Tab Tab Tab Tab\n\"Soon\nF10\n= not yet\n",
                "offer it there first");
    desk_do(d, "broker1", "offer.make", "{ref: O3, package: K2}");
    desk_do(d, "broker1", "offer.decline", "{offer: O3, code: no-capacity}");
    screens_see(
        d, "broker1",
        "Down\np\nS\n\"V1\nTab\n\"90\nTab Tab Tab Tab Tab\n\"Nobody else can come\nF10\n= sent\n",
        "Sent for approval as A10001");
    screens_see(d, "supervisor1", "Shift-Tab\n= waits\n", "To approve 1");
    screens_see(d, "supervisor1", "Shift-Tab\na\n= read\n",
                "Costs     £90.00 a week · in all £4,692.86");
    screens_see(d, "supervisor1", "Shift-Tab\nR\n\"Why not the reserve?\nF10\n= returned\n",
                "Returned A10001");
    screens_see(d, "broker1", "G\n= mine again\n", "What      Why not the reserve?");
    screens_see(d, "broker1", "G\ne\n= change\n",
                "Decided   supervisor1, 14/11/2016 10:00: Why not the reserve?");
    screens_see(d, "broker1", "G\ne\n\" She is full\nF10\n= still mine\n",
                "What      changed: submit it");
    screens_see(d, "broker1", "G\nB\nF10\n= submitted\n", "Submitted A10001");
    screens_see(d, "supervisor1", "Shift-Tab\na\nF10\n= approved\n", "Approved A10001");
    screens_see(d, "broker1", "G\n= approved\n", "approved by supervisor1");
    screens_see(d, "broker1", "G\nB\nF10\n= in effect\n",
                "Spot purchase O10004 from Vale Homecare");
}

static void what_was_approved_is_not_undone_by_a_key(void **state)
{
    struct desk *d = *state;

    desk_do(d, "maker", "authority.grant",
            "{staff: supervisor1, power: package, limit: 9999999, from: 2016-11-01}");
    desk_do(d, "broker1", "package.confirm", "{package: K4}");
    screens_see(d, "supervisor1", "Shift-Tab\na\nF10\nu\n= nothing to undo\n",
                "Nothing done here can be undone with a key");
    desk_sees(d, "broker1", "approvals", "{ref: A10001}", "state", "approved");
}

static void a_proposal_is_refused_or_withdrawn(void **state)
{
    struct desk *d = *state;

    desk_do(d, "maker", "authority.grant",
            "{staff: supervisor1, power: package, limit: 9999999, from: 2016-11-01}");
    desk_do(d, "broker1", "package.confirm", "{package: K4}");
    screens_see(d, "supervisor1", "Shift-Tab\nw\n= why it waits\n", "£");
    screens_see(d, "supervisor1", "Shift-Tab\nX\nF10\n= the reason is needed\n", "Reason");
    screens_see(d, "supervisor1",
                "Shift-Tab\nX\nS\n\"Not before the review\nF10\n= asked\nR\n= no\n",
                "Refused A10001");
    desk_sees(d, "broker1", "approvals", "{ref: A10001}", "state", "refused");
}

/* Whoever put something in finds it in a list of their own, and takes it back from there. */
static void what_i_proposed_is_a_list_of_mine(void **state)
{
    struct desk *d = *state;
    static const char list[] = ":\n\"list.my-proposals\nEnter\n";
    char script[200];

    desk_do(d, "admin1", "staff.grant", "{staff: planner2, role: supervisor, from: 2016-11-14}");
    desk_sees(d, "admin1", "my-proposals", "{}", "state", "submitted");
    desk_sees(d, "supervisor1", "my-proposals", "{}", "ref", "");
    snprintf(script, sizeof script, "%s= mine\n", list);
    screens_see(d, "admin1", script, "d withdraw");
    screens_see(d, "supervisor1", script, "Nothing you proposed waits for anybody.");
    snprintf(script, sizeof script, "%sd\nS\n\"The wrong role\nF10\n\"W\n= asked\n", list);
    screens_see(d, "admin1", script, "Withdrew Q10001");
    desk_sees(d, "admin1", "my-proposals", "{}", "ref", "");
}

/* Nobody is told to refer people who may not, and no key is named that needs a row. */
static void an_empty_day_names_no_key_of_a_row(void **state)
{
    screens_see(*state, "finance1", "= nothing\n", "Nothing is waiting for you. Look under People");
    screens_see(*state, "finance1", "= nothing\n", "|  / find  f filter  ");
}

#define WITH_DESK(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        WITH_DESK(an_offer_is_accepted_in_part),
        WITH_DESK(what_nobody_answered_runs_out),
        WITH_DESK(a_spot_purchase_waits_for_a_supervisor),
        WITH_DESK(what_was_approved_is_not_undone_by_a_key),
        WITH_DESK(a_proposal_is_refused_or_withdrawn),
        WITH_DESK(what_i_proposed_is_a_list_of_mine),
        WITH_DESK(an_empty_day_names_no_key_of_a_row),
    };
    return RUN_TESTS(t);
}
