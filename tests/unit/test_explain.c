/* Why a clock stands where it stands and a figure is what it is: what the words rest on. */
#include "core/ops/explain.h"
#include "tests/unit/desk.h"

/* A lot, two providers with prices, and a package of eight hours a week needed in a week's time. */
static int set_up(void **state)
{
    struct desk *d = desk_open();

    desk_market(d);
    desk_do(d, "maker", "award.add",
            "{ref: W2, lot: '02', provider: V2, role: reserve, weekly_minutes: 300, from: "
            "2016-11-07, rates: [{pence: 1800}]}");
    desk_do(d, "planner1", "person.add",
            "{ref: P1, family_name: Quennell, given_name: Ottoline, born: 1931-02-03, address: '17 "
            "Invented Lane', postcode: LE11 3TU}");
    desk_do(d, "planner1", "package.request",
            "{ref: K1, person: P1, priority: routine, needed_by: 2016-11-21, consent_to_share: "
            "true, visits: [{days: daily, band: morning, minutes: 60, carers: 1, tasks: Wash}, "
            "{days: mon, band: tea, minutes: 30, carers: 2}]}");
    *state = d;
    return 0;
}

static int tear_down(void **state)
{
    desk_close(*state);
    return 0;
}

static const char *told(struct desk *d, const char *kind, const char *ref)
{
    struct fault why = {0};
    struct buf b = {0};

    desk_sit(d, "broker1");
    if (!explain(d->counter, kind, ref, &d->arena, &b, &why))
        fail_msg("%s %s: %s", kind, ref, why.text);
    const char *out = arena_text(&d->arena, b.text ? b.text : "");
    buf_release(&b);
    return out;
}

static void says(struct desk *d, const char *kind, const char *ref, const char *words)
{
    const char *all = told(d, kind, ref);

    if (!strstr(all, words))
        fail_msg("%s %s does not say \"%s\" but\n%s", kind, ref, words, all);
}

static void silent(struct desk *d, const char *kind, const char *ref, const char *words)
{
    if (strstr(told(d, kind, ref), words))
        fail_msg("%s %s says \"%s\"", kind, ref, words);
}

static void a_reply_is_due_by_the_priority(void **state)
{
    struct desk *d = *state;

    says(d, "package", "K1", "Care is needed by Monday 21/11/2016, 17:00: 7 days left.");
    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    says(d, "package", "K1",
         "The reply of Vale is due on Wednesday 16/11/2016, 10:00: 2 days left.");
    says(d, "offer", "O1", "Priority routine allows 16h 00m of office time (response.yaml: ");
    says(d, "offer", "O1", "Office time is 09:00 to 17:00");
    silent(d, "offer", "O1", "given by hand");
    silent(d, "offer", "O1", "Not counted");
}

static void days_that_do_not_count_are_named(void **state)
{
    struct desk *d = *state;

    d->now = (datetime_t){d->now.minute + INT64_C(4) * 1440}; /* Friday 18/11/2016, 10:00 */
    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    says(d, "offer", "O1", "is due on Tuesday 22/11/2016, 10:00");
    says(d, "offer", "O1", "Not counted: Saturday 19/11/2016, Sunday 20/11/2016.");
    d->now = (datetime_t){d->now.minute + INT64_C(4) * 1440 + 130};
    says(d, "offer", "O1", "2h 10m over.");
}

static void an_hour_given_by_hand_is_said_to_be(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1, due: '2016-11-14T12:00'}");
    says(d, "offer", "O1", "is due on Monday 14/11/2016, 12:00: 2h 00m left.");
    says(d, "offer", "O1", "The hour was given by hand");
    says(d, "offer", "O1", "to Wednesday 16/11/2016, 10:00");
    desk_do(d, "broker1", "offer.decline", "{offer: O1, code: times}");
    says(d, "offer", "O1", "Offer O1: Declined on Monday 14/11/2016, 10:00.");
    silent(d, "offer", "O1", "left");
}

static void a_price_is_made_of_visits_and_a_rate(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    says(d, "offer", "O1", "The price of offer O1 is £160.00 a week for 8h 00m.");
    says(d, "offer", "O1", "Visit 1, Morning: £20.00 for 60 minutes × 7 days = £140.00");
    says(d, "offer", "O1", "Visit 2, Tea: £10.00 for 30 minutes × 1 day × 2 carers = £20.00");
    says(d, "offer", "O1", "Rate of award W1: £20.00 for an hour from 07/11/2016");
    silent(d, "offer", "O1", "from 07/11/2016 (");
    silent(d, "offer", "O1", "what was agreed stands");
    desk_do(d, "maker", "rate.add", "{award: W1, pence: 2400, from: 2016-11-14}");
    says(d, "offer", "O1", "it would be £192.00: what was agreed stands.");
    desk_do(d, "maker", "rate.add",
            "{award: W1, pence: 2000, from: 2016-11-14, source: Variation 3}");
    says(d, "offer", "O1", "£20.00 for an hour from 14/11/2016 (Variation 3); a visit by");
}

/* Told on the day itself, that day is paid in full; the hold ends with its last day. */
static void a_rest_tells_until_when_what_is_paid(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "package.take-on",
            "{ref: K2, person: P1, provider: V1, award: W1, start: 2016-11-07, price: 10500, "
            "visits: [{days: daily, band: bed, minutes: 60, carers: 1, tasks: Wash}]}");
    desk_do(d, "broker1", "package.suspend", "{package: K2, from: 2016-11-14, reason: hospital}");
    says(d, "package", "K2", "It rests and is paid in full until");
    silent(d, "package", "K2", "a retainer of");
    d->now.minute += 1440;
    says(d, "package", "K2", "It rests: while it is held a retainer of 0% is paid, now £0.00");
    silent(d, "package", "K2", "paid in full until");
    d->now.minute += 12 * 1440; /* the last day of the hold, 27/11/2016 */
    says(d, "package", "K2", "It rests: while it is held");
    d->now.minute += 1440;
    says(d, "package", "K2", "It rests, is held no longer and costs nothing");
    silent(d, "package", "K2", "while it is held");
}

static void head_room_is_capacity_less_what_is_promised(void **state)
{
    struct desk *d = *state;

    says(d, "award", "W1", "Vale has 100h 00m a week free in lot 02 Charnwood North.");
    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    says(d, "award", "W1", "Vale has 92h 00m a week free");
    says(d, "award", "W1", "less 8h 00m offered");
    says(d, "award", "W1", "Those offers: O1 8h 00m.");
    says(d, "provider", "V1", "Vale has 92h 00m a week free");
    says(d, "lot", "02",
         "92h 00m a week is free in lot 02 Charnwood North."); /* no reserve in it */
    says(d, "lot", "02", "Beacon has 5h 00m a week free");
}

static void an_approval_tells_its_clock_its_sum_and_who_may(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    desk_do(d, "broker1", "offer.accept", "{offer: O1, start: 2016-11-21}");
    says(d, "package", "K1", "Vale can start on Monday 21/11/2016: 7 days left.");
    desk_do(d, "maker", "authority.grant",
            "{staff: supervisor1, power: package, limit: 5000000, from: 2016-11-01}");
    desk_do(d, "broker1", "package.confirm", "{package: K1}");
    const char *a = desk_look(d, "broker1", "approvals", "{}", NULL, "ref");
    says(d, "proposal", a, "is due on Tuesday 15/11/2016, 17:00: 31h 00m left.");
    says(d, "proposal", a, "asks for £8,342.86 in all, gross.");
    says(d, "proposal", a, "£160.00 a week × 365 days ÷ 7: no last day is known");
    says(d, "proposal", a, "May approve it: ");
    says(d, "package", "K1", "asks for £8,342.86 in all, gross.");
    char args[60];
    snprintf(args, sizeof args, "{proposal: %s}", a);
    desk_do(d, "supervisor1", "proposal.approve", args);
    says(d, "proposal", a, "is to be used by Monday 21/11/2016: 7 days left.");
    says(d, "proposal", a, "for 5 working days (terms.yaml: Convention");
    desk_do(d, "broker1", "package.confirm", "{package: K1}");
    says(d, "package", "K1", "Line 1 costs £160.00 a week for 8h 00m.");
    says(d, "package", "K1", "Approved as ");
    says(d, "package", "K1", "Known since 14/11/2016 10:00: recorded by broker1");
    silent(d, "package", "K1", "Care is needed");
    desk_do(d, "broker1", "package.suspend", "{package: K1, from: 2016-11-22, reason: hospital}");
    says(d, "package", "K1", "Line 1 is held to Monday 05/12/2016");
    says(d, "package", "K1",
         "A provider holds the place for 14 days (terms.yaml: Common practice; a hospital stay");
}

/* A refusal makes work: until when is everybody's to know, in which words is not. */
static void words_that_may_name_are_for_those_told_names(void **state)
{
    static const struct {
        const char *login;
        bool shut, told;
    } cases[] = {{"broker1", false, true},    {"supervisor1", false, true},
                 {"finance1", false, false},  {"pool1", false, false},
                 {"broker1", true, false},    {"supervisor1", true, true},
                 {"supervisor2", true, false}};
    struct desk *d = *state;
    bool shut = false;

    desk_do(d, "maker", "authority.grant",
            "{staff: supervisor1, power: package, limit: 9000000, from: 2016-11-01}");
    desk_do(d, "broker1", "package.start-urgent",
            "{package: K1, provider: V1, start: 2016-11-14, interim_to: 2016-11-20, reason: Came "
            "home today}");
    desk_do(d, "supervisor1", "proposal.refuse", "{proposal: A10001, reason: Not agreed}");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why = {0};
        struct buf b = {0};
        if (cases[i].shut && !shut) {
            desk_do(d, "supervisor1", "person.restrict", "{person: P1, reason: Our own staff}");
            desk_do(d, "supervisor1", "person.open",
                    "{person: P1, reason: To look at what the move means for her care}");
            shut = true;
        }
        desk_sit(d, cases[i].login);
        assert_true(explain(d->counter, "package", "K1", &d->arena, &b, &why));
        assert_non_null(strstr(b.text, "Somebody is to look at it by"));
        assert_int_equal(strstr(b.text, "was refused and the care runs") != NULL, cases[i].told);
        buf_release(&b);
    }
}

static void what_has_neither_is_silent(void **state)
{
    struct desk *d = *state;
    struct fault why = {0};
    struct buf b = {0};

    assert_string_equal(told(d, "person", "P1"), "");
    assert_false(explain(d->counter, "package", "K9", &d->arena, &b, &why));
    assert_int_equal(why.kind, FAULT_MISSING);
    buf_release(&b);
    desk_check(d);
}

int main(int argc, char **argv)
{
#define WITH_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest t[] = {
        WITH_DESK(a_reply_is_due_by_the_priority),
        WITH_DESK(days_that_do_not_count_are_named),
        WITH_DESK(an_hour_given_by_hand_is_said_to_be),
        WITH_DESK(a_price_is_made_of_visits_and_a_rate),
        WITH_DESK(a_rest_tells_until_when_what_is_paid),
        WITH_DESK(head_room_is_capacity_less_what_is_promised),
        WITH_DESK(an_approval_tells_its_clock_its_sum_and_who_may),
        WITH_DESK(words_that_may_name_are_for_those_told_names),
        WITH_DESK(what_has_neither_is_silent),
    };
    return RUN_TESTS(t);
}
