/* The life of an offer, what a provider is shown, who may be offered a package. */
#include "core/ops/offer_inside.h"
#include "core/views/market_views.h"
#include "tests/unit/desk.h"

/* --- the life ------------------------------------------------------------------------------------ */

static void every_state_is_entered_and_every_event_has_a_row(void **state)
{
    (void)state;
    for (int s = OFFER_SENT; s <= OFFER_WITHDRAWN; s++) {
        bool entered = false;
        for (size_t i = 0; i < offer_step_count; i++)
            entered = entered || (int)offer_steps[i].next == s;
        if (!entered)
            fail_msg("no row enters %s", offer_state_words[s].code);
    }
    assert_null(offer_state_words[OFFER_WITHDRAWN + 1].code);
    for (int e = 0; e < EVENT__COUNT; e++) {
        const struct operation *op = op_find(offer_event_words[e].code);
        if (!op)
            fail_msg("%s is no operation", offer_event_words[e].code);
        if (op->roles != offer_roles((enum offer_event)e))
            fail_msg("%s: the operation is for other roles than its rows", op->name);
        assert_true(offer_roles((enum offer_event)e) != 0);
    }
    assert_null(offer_event_words[EVENT__COUNT].code);
}

static void one_row_for_a_state_and_an_event(void **state)
{
    static const enum offer_state ends[] = {OFFER_DECLINED, OFFER_EXPIRED, OFFER_WITHDRAWN};

    (void)state;
    for (size_t i = 0; i < offer_step_count; i++)
        for (size_t k = 0; k < i; k++)
            assert_false(offer_steps[i].from == offer_steps[k].from &&
                         offer_steps[i].event == offer_steps[k].event);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        for (int e = 0; e < EVENT__COUNT; e++)
            assert_null(offer_step((int)ends[i], (enum offer_event)e));
    for (size_t i = 0; i < offer_step_count; i++)
        if (offer_steps[i].from == OFFER_NEW)
            assert_true(offer_steps[i].event == EVENT_MAKE || offer_steps[i].event == EVENT_SPOT);
}

/* --- a desk with a lot, three providers and a package ------------------------------------------------ */

static int set_up(void **state)
{
    struct desk *d = desk_open();

    desk_market(d);
    desk_do(d, "broker1", "provider.add", "{ref: V3, name: Teal, registered_from: 2012-04-01}");
    desk_do(d, "maker", "award.add",
            "{ref: W3, lot: '02', provider: V3, role: reserve, weekly_minutes: 6000, from: "
            "2016-11-07}");
    desk_do(d, "maker", "award.add",
            "{ref: W2, lot: '02', provider: V2, role: sub, lead: W1, weekly_minutes: 300, from: "
            "2016-11-07, rates: [{pence: 1800}]}");
    desk_do(
        d, "planner1", "person.add",
        "{ref: P1, family_name: Quennell, given_name: Ottoline, born: 1931-02-03, nhs_number: 999 "
        "000 0018, address: '17 Invented Lane', postcode: LE11 3TU}");
    desk_do(
        d, "planner1", "package.request",
        "{ref: K1, person: P1, priority: routine, needed_by: 2016-11-21, consent_to_share: true, "
        "language: Welsh, visits: [{days: daily, band: morning, minutes: 60, carers: 1, tasks: "
        "Wash "
        "and dress}, {days: mon, band: tea, minutes: 30, carers: 2}]}");
    *state = d;
    return 0;
}

static int tear_down(void **state)
{
    desk_close(*state);
    return 0;
}

/* "Vale offer; Beacon B5 B7": each candidate with its codes. */
static const char *candidates(struct desk *d, const char *package)
{
    struct fault why = {0};
    struct list list;
    struct buf b = {0};

    desk_sit(d, "broker1");
    if (!candidates_of(d->counter, package, &d->arena, &list, &why))
        return fault_word(why.kind);
    const struct candidate *k = list.items;
    for (size_t i = 0; i < list.count; i++) {
        buf_printf(&b, "%s%s %s", i ? "; " : "", k[i].provider.name, k[i].decision.outcome);
        for (size_t r = 0; r < k[i].decision.reasons; r++)
            buf_printf(&b, " %s", k[i].decision.reason[r].code);
    }
    const char *out = arena_text(&d->arena, b.text ? b.text : "");
    buf_release(&b);
    return out;
}

static void candidates_stand_in_the_order_of_the_contract(void **state)
{
    struct desk *d = *state;
    struct fault why = {0};
    struct list list;

    assert_string_equal(candidates(d, "K1"), "Vale offer; Beacon refused B5 B7; Teal refused B7");
    assert_true(candidates_of(d->counter, "K1", &d->arena, &list, &why));
    const struct candidate *k = list.items;
    assert_int_equal(k[0].week.weekly_minutes, 480);
    assert_int_equal(k[0].week.weekly_pence.pence, 16000);
    assert_int_equal(k[0].week.double_handed, 1);
    assert_int_equal(k[0].committed, 0);
    assert_null(k[0].past);
    assert_int_equal(k[2].week.weekly_pence.pence, ABSENT); /* it has no rate */

    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    /* all of it is out: what is left is nothing, and the list shows the whole */
    desk_do(d, "broker1", "offer.decline", "{offer: O1, code: times}");
    assert_string_equal(candidates(d, "K1"), "Vale offer; Beacon refused B5; Teal offer");
    assert_true(candidates_of(d->counter, "K1", &d->arena, &list, &why));
    k = list.items;
    assert_true(k[0].answered && !k[1].answered);
    assert_string_equal(k[0].past, "declined 14/11/2016");
    /* Beacon may not be offered it, so it is Teal's turn, which has no price */
    desk_refused(d, "broker1", "offer.make", "{package: K1}", "RT-1");
    assert_string_equal(candidates(d, "K9"), "missing");
}

static void looking_changes_nothing(void **state)
{
    struct desk *d = *state;
    int64_t head = store_head(counter_store(d->counter));

    assert_non_null(candidates(d, "K1"));
    assert_int_equal(store_head(counter_store(d->counter)), head);
}

static void what_is_promised_takes_room_until_it_is_given_back(void **state)
{
    struct desk *d = *state;
    static const char free_of_w1[] = "{ref: W1}";

    desk_sees(d, "broker1", "awards", free_of_w1, "committed headroom", "0|6000");
    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    desk_sees(d, "broker1", "awards", free_of_w1, "committed headroom", "480|5520");
    desk_do(d, "broker1", "offer.accept-part", "{offer: O1, visits: '2'}");
    desk_sees(d, "broker1", "awards", free_of_w1, "committed headroom", "60|5940");
    desk_do(d, "broker1", "offer.withdraw", "{offer: O1, reason: Start too late}");
    desk_sees(d, "broker1", "awards", free_of_w1, "committed headroom", "0|6000");
    desk_sees(d, "broker1", "lots", "{code: '02'}", "lead capacity committed headroom band waiting",
              "Vale|6300|0|6300|A|1");
}

static void the_clock_lets_offers_run_out(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1, due: 2016-11-14T12:00}");
    d->now.minute += 120;
    desk_do(d, "admin1", "clock.tick", "{}");
    desk_sees(d, "broker1", "offers", "{ref: O1}", "state", "sent"); /* due now is not late */
    d->now.minute += 1;
    desk_do(d, "admin1", "clock.tick", "{}");
    desk_sees(d, "broker1", "offers", "{ref: O1}", "state replied", "expired|2016-11-14T12:01");
    desk_sees(d, "broker1", "providers", "{ref: V1}", "offers accepted", "1|0");
}

static void a_reply_of_a_form_is_for_the_revision_it_showed(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    desk_do(d, "broker1", "offer.decline", "{offer: O1, code: risk, rev: 1}");
    desk_not(d, "broker2", "offer.decline", "{offer: O1, code: times, rev: 1}", FAULT_STALE);
}

/* --- what a provider is shown -------------------------------------------------------------------------- */

static void nothing_shown_to_a_provider_is_personal(void **state)
{
    const struct view *v = view_find("offer-extract");
    static const char *const shown[] = {
        "id",        "offer",         "provider",       "lot",          "lot_name",
        "outward",   "number",        "days",           "band",         "at",
        "tolerance", "time_critical", "minutes",        "carers",       "personal_care",
        "tasks",     "needs",         "weekly_minutes", "weekly_pence", "due"};

    (void)state;
    assert_non_null(v);
    assert_int_equal(v->flags & VIEW_PERSON, 0);
    assert_int_equal(v->columns->count, sizeof shown / sizeof *shown);
    for (size_t i = 0; i < v->columns->count; i++) {
        const struct field *f = &v->columns->field[i];
        assert_string_equal(f->name, shown[i]);
        if (f->flags & (FIELD_PERSONAL | FIELD_THIRD | FIELD_NHS | FIELD_POSTCODE))
            fail_msg("%s identifies somebody", f->name);
    }
}

static void no_row_shown_to_a_provider_names_the_person(void **state)
{
    struct desk *d = *state;
    const char *rows;
    static const char *const secret[] = {"Quennell", "Ottoline", "9990000018", "999 000",
                                         "Invented", "17",       "LE11 3TU",   "3TU",
                                         "P1",       "K1",       "1931"};

    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    rows = desk_look(d, "broker1", "offer-extract", "{offer: O1}", NULL,
                     "offer provider lot lot_name outward number days band at tolerance minutes "
                     "carers tasks needs weekly_minutes weekly_pence due");
    assert_non_null(strstr(rows, "O1|Vale|02|Charnwood North|LE11|1|"));
    assert_non_null(strstr(rows, "Language: Welsh"));
    assert_non_null(strstr(rows, " / O1|Vale|02|Charnwood North|LE11|2|"));
    for (size_t i = 0; i < sizeof secret / sizeof *secret; i++)
        if (strstr(rows, secret[i]))
            fail_msg("\"%s\" is in %s", secret[i], rows);
    /* a planner sees the person, and no extract for a provider */
    assert_string_equal(desk_look(d, "planner1", "offer-extract", "{offer: O1}", NULL, "offer"),
                        "denied");
}

/* What identifies is found however it is written, and what does not is let through. */
static void words_that_name_the_person_stop_an_offer(void **state)
{
    struct desk *d = *state;
    static const struct {
        const char *equipment;
        bool names;
    } cases[] = {
        {"Hoist for QUENNELL", true}, {"Ottoline's frame", true},
        {"o-t-t-o-l-i-n-e", false},   {"quennells", false},
        {"at LE11 3TU", true},        {"at le113tu", true},
        {"in LE11", false},           {"17, Invented Lane", true},
        {"up invented lane", true},   {"invented equipment", false},
        {"NHS 999-000-0018", true},   {"9990000018", true},
        {"serial 99900", false},      {"Hoist, two slings", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *args =
            arena_printf(&d->arena, "{package: K1, equipment: \"%s\"}", cases[i].equipment);
        desk_do(d, "planner1", "package.change", args);
        bool made = desk_run(d, "broker1", "offer.make", "{package: K1}");
        if (made == cases[i].names)
            fail_msg("\"%s\" %s", cases[i].equipment, made ? "went out" : d->all.list[0].text);
        if (made) {
            const char *back =
                arena_printf(&d->arena, "{offer: %s, reason: Try}", d->answer.subject_ref);
            desk_do(d, "broker1", "offer.withdraw", back);
        } else {
            desk_code(d, "OF-3");
        }
    }
}

static void what_was_sent_is_kept_as_it_was_sent(void **state)
{
    struct desk *d = *state;

    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K1}");
    desk_do(d, "planner1", "package.change", "{package: K1, language: Polish}");
    desk_sees(d, "broker1", "offer-extract", "{offer: O1, number: '1'}", "needs",
              "Language: Welsh");
}

int main(int argc, char **argv)
{
#define WITH_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_state_is_entered_and_every_event_has_a_row),
        cmocka_unit_test(one_row_for_a_state_and_an_event),
        WITH_DESK(candidates_stand_in_the_order_of_the_contract),
        WITH_DESK(looking_changes_nothing),
        WITH_DESK(what_is_promised_takes_room_until_it_is_given_back),
        WITH_DESK(the_clock_lets_offers_run_out),
        WITH_DESK(a_reply_of_a_form_is_for_the_revision_it_showed),
        cmocka_unit_test(nothing_shown_to_a_provider_is_personal),
        WITH_DESK(no_row_shown_to_a_provider_names_the_person),
        WITH_DESK(words_that_name_the_person_stop_an_offer),
        WITH_DESK(what_was_sent_is_kept_as_it_was_sent),
    };
    return RUN_TESTS(t);
}
