/* The cost-transfer gate: T1 to T8 of domain.md 1.17, each on both sides, and all together. */
#include "tests/unit/chc_figures.h"

#include "core/rules/funding/funding.h"

static struct chc_test_figures t;

/* Facts that permit CHC to council on 21 November 2016, by the paper's own words. */
#define FROM_CHC                                                                                   \
    "from_funder=icb to_funder=la kind=eligibility effective=2016-11-21 consulted=true "           \
    "dispute_open=false terms_in_force=true last_eligibility_decision=2016-03-01 "                 \
    "joint_reassessment_on=2016-11-01 mdt_valid=true icb_decision=neither "                        \
    "icb_decision_on=2016-11-10 receiver_agreed_from=2016-11-21"
/* Facts that permit council to CHC back to the 29th day. */
#define TO_CHC                                                                                     \
    "from_funder=la to_funder=icb kind=eligibility effective=2026-02-03 consulted=true "           \
    "dispute_open=false terms_in_force=true joint_reassessment_on=2026-02-01 mdt_valid=true "      \
    "icb_decision=eligible icb_decision_on=2026-03-10 receiver_agreed_from=2026-02-03 "            \
    "received=2026-01-05"

/* `change` names facts that replace those before, or with "-name" take one out. */
static const struct {
    const char *why, *facts, *change, *codes;
} cases[] = {
    {"CHC to council, all there", FROM_CHC, "", ""},
    {"case 25: no joint reassessment", FROM_CHC, "-joint_reassessment_on", "T1"},
    {"T1 on the day of the last decision", FROM_CHC, "joint_reassessment_on=2016-03-01", "T1"},
    {"T1 the day after it", FROM_CHC, "joint_reassessment_on=2016-03-02", ""},
    {"T1 on the day of the change", FROM_CHC, "joint_reassessment_on=2016-11-21", ""},
    {"T1 a day after the change", FROM_CHC, "joint_reassessment_on=2016-11-22", "T1"},
    {"T1 no decision before", FROM_CHC, "-last_eligibility_decision", ""},
    {"T1 team not valid", FROM_CHC, "mdt_valid=false", "T1"},
    {"T1 team not known", FROM_CHC, "-mdt_valid", "T1"},
    {"T1 a fast track does not carry away from CHC", FROM_CHC,
     "-joint_reassessment_on fast_track_accepted_on=2016-11-01", "T1"},
    {"T2 no decision", FROM_CHC, "-icb_decision", "T2"},
    {"T2 still eligible", FROM_CHC, "icb_decision=eligible", "T2"},
    {"T2 fast track", FROM_CHC, "icb_decision=fast-track", "T2"},
    {"T2 nursing care alone", FROM_CHC, "icb_decision=fnc", ""},
    {"T3 not agreed", FROM_CHC, "-receiver_agreed_from", "T3"},
    {"T3 agreed a day later", FROM_CHC, "receiver_agreed_from=2016-11-22", "T3"},
    {"T3 agreed before", FROM_CHC, "receiver_agreed_from=2016-11-01", ""},
    {"T4 not consulted", FROM_CHC, "consulted=false", "T4"},
    {"case 29: T5 a dispute", FROM_CHC, "dispute_open=true", "T5"},
    {"case 27: T6 before the decision", FROM_CHC,
     "effective=2016-11-09 receiver_agreed_from=2016-11-09", "T6"},
    {"T6 on the day of the decision", FROM_CHC,
     "effective=2016-11-10 receiver_agreed_from=2016-11-10", ""},
    {"T6 by the day of the case", FROM_CHC, "-icb_decision_on decided=2016-11-22", "T6"},
    {"T6 to joint is away from the NHS too", FROM_CHC,
     "to_funder=joint effective=2016-11-09 receiver_agreed_from=2016-11-09", "T6"},
    {"case 28: T7 no terms", FROM_CHC, "terms_in_force=false", "T7"},
    {"case 28: overridden", FROM_CHC, "terms_in_force=false supervisor_override_reason=agreed", ""},
    {"an override lifts T7 alone", FROM_CHC,
     "terms_in_force=false supervisor_override_reason=agreed consulted=false", "T4"},
    {"T8 a charge after its assessment", FROM_CHC,
     "charge_from=2016-11-21 financial_assessment_on=2016-11-20", ""},
    {"T8 a charge on its day", FROM_CHC,
     "charge_from=2016-11-21 financial_assessment_on=2016-11-21", "T8"},
    {"T8 no assessment", FROM_CHC, "charge_from=2016-11-21", "T8"},
    {"T8 for a day that CHC funds", FROM_CHC,
     "charge_from=2016-11-20 financial_assessment_on=2016-11-01", "T8"},
    {"T8 to the person, from the change", FROM_CHC,
     "to_funder=client financial_assessment_on=2016-11-20", ""},
    {"T8 to the person, not assessed", FROM_CHC, "to_funder=client", "T8"},
    {"nothing there, with a dispute", FROM_CHC,
     "-joint_reassessment_on -icb_decision -receiver_agreed_from consulted=false dispute_open=true "
     "terms_in_force=false effective=2016-11-09 charge_from=2016-11-01",
     "T1 T2 T3 T4 T5 T6 T7 T8"},
    {"council to CHC, from the 29th day", TO_CHC, "", ""},
    {"T6 a day before the 29th", TO_CHC, "effective=2026-02-02 receiver_agreed_from=2026-02-02",
     "T6"},
    {"T6 back to the decision that was revised", TO_CHC,
     "effective=2026-01-20 receiver_agreed_from=2026-01-20 original_decision=2026-01-20 "
     "joint_reassessment_on=2026-01-10",
     ""},
    {"T6 and no further", TO_CHC,
     "effective=2026-01-19 receiver_agreed_from=2026-01-19 original_decision=2026-01-20 "
     "joint_reassessment_on=2026-01-10",
     "T6"},
    {"T6 nothing to go back by", TO_CHC, "-received", "T6"},
    {"T6 not backdated at all", TO_CHC, "-received effective=2026-03-10", ""},
    {"T1 an accepted fast track replaces team and tool", TO_CHC,
     "-joint_reassessment_on -mdt_valid icb_decision=fast-track fast_track_accepted_on=2026-02-03",
     ""},
    {"T1 not before it was accepted", TO_CHC,
     "-joint_reassessment_on -mdt_valid icb_decision=fast-track fast_track_accepted_on=2026-02-04",
     "T1"},
    {"T2 not eligible", TO_CHC, "icb_decision=neither", "T2"},
    {"T8 no charge under CHC", TO_CHC, "charge_from=2026-02-03 financial_assessment_on=2026-01-01",
     "T8"},
    {"ICB to ICB: no T1, no T2", TO_CHC,
     "from_funder=icb kind=organisation -joint_reassessment_on -mdt_valid -icb_decision "
     "-icb_decision_on",
     ""},
    {"ICB to ICB still needs its receiver", TO_CHC,
     "from_funder=icb kind=organisation -joint_reassessment_on -icb_decision -icb_decision_on "
     "-receiver_agreed_from",
     "T3"},
    {"another split", FROM_CHC, "from_funder=joint to_funder=joint kind=split", ""},
    {"another split is not backdated", FROM_CHC,
     "from_funder=joint to_funder=joint kind=split effective=2016-11-09 "
     "receiver_agreed_from=2016-11-09",
     "T6"},
};

/* The last of each name stands. */
static void merged(const char *facts, const char *change, char *out, size_t size)
{
    char copy[1024], *rest = copy;

    out[0] = '\0';
    snprintf(copy, sizeof copy, "%s", facts);
    for (char *pair; (pair = strsep(&rest, " ")) != NULL;) {
        char name[64], take_out[72], put_in[72], changes[512];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(pair, "="), pair);
        snprintf(take_out, sizeof take_out, " -%s ", name);
        snprintf(put_in, sizeof put_in, " %s=", name);
        snprintf(changes, sizeof changes, " %s ", change);
        if (!strstr(changes, take_out) && !strstr(changes, put_in))
            snprintf(out + strlen(out), size - strlen(out), "%s ", pair);
    }
    snprintf(copy, sizeof copy, "%s", change);
    rest = copy;
    for (char *pair; (pair = strsep(&rest, " ")) != NULL;)
        if (*pair && *pair != '-')
            snprintf(out + strlen(out), size - strlen(out), "%s ", pair);
}

static void gate(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct fault why = {0};
        struct transfer_facts f;
        struct asked q;
        char pairs[1024], words[64];
        merged(cases[i].facts, cases[i].change, pairs, sizeof pairs);
        print_message("funding.transfer: %s\n", cases[i].why);
        if (!facts_of(&rule_funding_transfer, pairs, &f, &a, &why))
            fail_msg("%s: %s", why.field, why.text);
        ask(&q, &rule_funding_transfer, &f, &t.figures);
        assert_true(q.good);
        const struct transfer_values *v = q.d.values;
        assert_string_equal(q.codes, cases[i].codes);
        assert_string_equal(words_of(&v->refused_by, words, sizeof words), cases[i].codes);
        assert_string_equal(q.d.outcome, cases[i].codes[0] ? "refused" : "permitted");
        answered(&q);
        arena_release(&a);
    }
}

/* A payer that stays needs another kind of change. */
static void same_payer(void **state)
{
    struct arena a = {0};
    struct fault why = {0};
    struct transfer_facts f;
    struct asked q;
    char pairs[1024];

    (void)state;
    merged(FROM_CHC, "to_funder=icb", pairs, sizeof pairs);
    assert_true(facts_of(&rule_funding_transfer, pairs, &f, &a, &why));
    ask(&q, &rule_funding_transfer, &f, &t.figures);
    assert_false(q.good);
    assert_int_equal(q.why.kind, FAULT_INPUT);
    assert_string_equal(q.why.field, "to_funder");
    answered(&q);
    arena_release(&a);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest all[] = {cmocka_unit_test(gate), cmocka_unit_test(same_payer)};

    chc_figures(&t);
    return RUN_TESTS(all);
}
