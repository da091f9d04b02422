/* The life of a proposal is one table: each state is reached, each way stands once, ends are ends. */
#include "tests/unit/run.h"

#include "core/ops/proposal_life.h"

enum { STATES = PROPOSAL_STALE + 1 };

static void every_state_is_entered_by_a_row(void **state)
{
    (void)state;
    for (int64_t s = 0; s < STATES; s++) {
        size_t entered = 0;
        for (size_t i = 0; i < proposal_life_count; i++)
            entered += (int64_t)proposal_life[i].to == s;
        if (!entered)
            fail_msg("no row enters %s", proposal_state_words[s].code);
    }
    assert_null(proposal_state_words[STATES].code);
}

static void a_state_and_an_event_lead_to_one_state(void **state)
{
    (void)state;
    for (size_t i = 0; i < proposal_life_count; i++)
        for (size_t j = i + 1; j < proposal_life_count; j++)
            assert_false(proposal_life[i].from == proposal_life[j].from &&
                         proposal_life[i].event == proposal_life[j].event);
}

static void what_is_over_stays_over(void **state)
{
    static const enum proposal_state over[] = {PROPOSAL_APPLIED, PROPOSAL_WITHDRAWN,
                                               PROPOSAL_REFUSED, PROPOSAL_STALE};
    int64_t to = 77;

    (void)state;
    for (size_t i = 0; i < 4; i++)
        for (int e = EVENT_SUBMIT; e <= EVENT_MOVE; e++)
            assert_false(proposal_next(over[i], (enum proposal_event)e, &to));
    assert_int_equal(to, 77);
}

static void only_what_was_submitted_can_be_approved_and_only_approved_applied(void **state)
{
    int64_t to;

    (void)state;
    for (int64_t s = 0; s < STATES; s++) {
        assert_int_equal(proposal_next(s, EVENT_APPROVE, &to), s == PROPOSAL_SUBMITTED);
        assert_int_equal(proposal_next(s, EVENT_APPLY, &to), s == PROPOSAL_APPROVED);
    }
}

static void a_changed_proposal_must_be_submitted_again(void **state)
{
    int64_t to;

    (void)state;
    assert_true(proposal_next(PROPOSAL_RETURNED, EVENT_CHANGE, &to));
    assert_int_equal(to, PROPOSAL_DRAFT);
    assert_true(proposal_next(to, EVENT_SUBMIT, &to));
    assert_int_equal(to, PROPOSAL_SUBMITTED);
}

static void each_event_has_a_word(void **state)
{
    (void)state;
    assert_string_equal(proposal_event_word(EVENT_APPROVE), "approve");
    assert_string_equal(proposal_event_word(EVENT_WITHDRAW), "withdraw");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_is_entered_by_a_row),
        cmocka_unit_test(a_state_and_an_event_lead_to_one_state),
        cmocka_unit_test(what_is_over_stays_over),
        cmocka_unit_test(only_what_was_submitted_can_be_approved_and_only_approved_applied),
        cmocka_unit_test(a_changed_proposal_must_be_submitted_again),
        cmocka_unit_test(each_event_has_a_word),
    };
    return RUN_TESTS(tests);
}
