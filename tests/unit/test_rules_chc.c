/* The Checklist, the Decision Support Tool and the team: every boundary of domain.md 1.3 to 1.6. */
#include "tests/unit/chc_figures.h"

static struct chc_test_figures t;

/* --- chc.checklist ---------------------------------------------------------------------------- */

/* Letters in the order of the form, a dot for a blank:
 * BR NU CO SK MO CM PE CG BE DR AS, of which BR BE DR AS have the asterisk. */
static struct checklist_facts sheet(const char *letters, const char *because, const char *completed)
{
    struct checklist_facts f = {.override_reason = because,
                                .completed = completed ? day(completed) : day("2020-01-01")};

    assert_int_equal(strlen(letters), CHC_CHECKLIST_DOMAINS);
    for (int d = 0; d < CHC_CHECKLIST_DOMAINS; d++)
        f.score[d] = letters[d] == '.' ? ABSENT : letters[d] - 'A';
    return f;
}

static const struct {
    const char *why, *letters, *because, *completed, *outcome, *codes;
    int64_t a, b, asterisk, overridden;
} sheets[] = {
    {"case 1: two As", "CACACCCCCCC", NULL, NULL, "full-assessment", "CHC-012", 2, 0, 0, 0},
    {"case 2: one A and three Bs", "CBCBACBCCCC", NULL, NULL, "no-full-assessment", "CHC-016", 1, 3,
     0, 0},
    {"case 3: one A and four Bs", "CBBBACBCCCC", NULL, NULL, "full-assessment", "CHC-014", 1, 4, 0,
     0},
    {"case 4: four Bs", "CBBBCCBCCCC", NULL, NULL, "no-full-assessment", "CHC-016", 0, 4, 0, 0},
    {"case 5: five Bs", "CBBBCBBCCCC", NULL, NULL, "full-assessment", "CHC-013", 0, 5, 0, 0},
    {"case 6: A in Behaviour", "CCCCCCCCACC", NULL, NULL, "full-assessment", "CHC-011", 1, 0, 1, 0},
    {"A in Breathing", "ACCCCCCCCCC", NULL, NULL, "full-assessment", "CHC-011", 1, 0, 1, 0},
    {"A in Drugs", "CCCCCCCCCAC", NULL, NULL, "full-assessment", "CHC-011", 1, 0, 1, 0},
    {"A in Altered states", "CCCCCCCCCCA", NULL, NULL, "full-assessment", "CHC-011", 1, 0, 1, 0},
    {"A in Cognition has no asterisk", "CCCCCCCACCC", NULL, NULL, "no-full-assessment", "CHC-016",
     1, 0, 0, 0},
    {"a B with an asterisk is a B", "BCCCCCCCBBB", NULL, NULL, "no-full-assessment", "CHC-016", 0,
     4, 0, 0},
    {"all C", "CCCCCCCCCCC", NULL, NULL, "no-full-assessment", "CHC-016", 0, 0, 0, 0},
    {"all A", "AAAAAAAAAAA", NULL, NULL, "full-assessment", "CHC-011 CHC-012", 11, 0, 1, 0},
    {"one A and ten Bs", "BABBBBBBBBB", NULL, NULL, "full-assessment", "CHC-013 CHC-014", 1, 10, 0,
     0},
    {"case 7: Breathing blank", ".CACACCCCCC", NULL, NULL, "incomplete", "CHC-010", 2, 0, 0, 0},
    {"a blank beside an asterisk A", ".CCCCCCCACC", NULL, NULL, "incomplete", "CHC-010", 1, 0, 1,
     0},
    {"all blank", "...........", NULL, NULL, "incomplete", "CHC-010", 0, 0, 0, 0},
    {"a blank is not overridden", ".CCCCCCCCCC", "worse at night", NULL, "incomplete", "CHC-010", 0,
     0, 0, 0},
    {"case 8: overridden", "CBCBACBCCCC", "worse at night", NULL, "full-assessment", "CHC-015", 1,
     3, 0, 1},
    {"a positive sheet ignores it", "CACACCCCCCC", "worse at night", NULL, "full-assessment",
     "CHC-012", 2, 0, 0, 0},
    {"two As on the last day of that tool", "CACACCCCCCC", NULL, "2022-06-30", "full-assessment",
     "CHC-012", 2, 0, 0, 0},
    {"two As on the first day of the next", "CACACCCCCCC", NULL, "2022-07-01", "no-full-assessment",
     "CHC-016", 2, 0, 0, 0},
};

static void checklist(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        struct checklist_facts f = sheet(sheets[i].letters, sheets[i].because, sheets[i].completed);
        struct asked q;
        print_message("chc.checklist: %s\n", sheets[i].why);
        ask(&q, &rule_chc_checklist, &f, &t.figures);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, sheets[i].outcome);
        assert_string_equal(q.codes, sheets[i].codes);
        const struct checklist_values *v = q.d.values;
        assert_int_equal(v->count_a, sheets[i].a);
        assert_int_equal(v->count_b, sheets[i].b);
        assert_int_equal(v->asterisk_a, sheets[i].asterisk);
        assert_int_equal(v->overridden, sheets[i].overridden);
        answered(&q);
    }
}

/* Case 9: all 177,147 sheets, counted another way: letters as digits of base three, thresholds as the
 * four lines of domain.md 1.3 say them. */
static void every_sheet(void **state)
{
    static const bool asterisk[CHC_CHECKLIST_DOMAINS] = {
        [0] = true, [8] = true, [9] = true, [10] = true};
    long full = 0, walked = 0;

    (void)state;
    for (long n = 0; n < 177147; n++) {
        int count[3] = {0}, any = 0;
        struct checklist_facts f = {.completed = day("2020-01-01")};
        long rest = n;
        for (int d = 0; d < CHC_CHECKLIST_DOMAINS; d++, rest /= 3) {
            int digit = (int)(rest % 3);
            f.score[d] = digit;
            count[digit]++;
            any |= digit == 0 && asterisk[d];
        }
        bool expected = count[0] >= 2 || count[1] >= 5 || (count[0] >= 1 && count[1] >= 4) || any;
        struct arena a = {0};
        struct decision d;
        struct fault why = {0};
        assert_true(rule_eval_codes(&rule_chc_checklist, &f, &t.figures, &a, &d, &why));
        if (strcmp(d.outcome, expected ? "full-assessment" : "no-full-assessment") != 0)
            fail_msg("sheet %ld: %d A, %d B: %s", n, count[0], count[1], d.outcome);
        full += expected;
        walked++;
        arena_release(&a);
    }
    assert_int_equal(walked, 177147);
    /* By arithmetic: under every threshold are the sheets without an A in the four and either no A
     * and at most four Bs in eleven, or one A in the seven and at most three Bs in the other ten. */
    long under = 0, choose_11[] = {1, 11, 55, 165, 330}, choose_10[] = {1, 10, 45, 120};
    for (int b = 0; b <= 4; b++)
        under += choose_11[b];
    for (int b = 0; b <= 3; b++)
        under += 7 * choose_10[b];
    assert_int_equal(full, 177147 - under);
}

/* --- chc.dst ---------------------------------------------------------------------------------- */

/* Levels in the order of the form: BR NU CO SK MO CM PE CG BE DR AS OT. */
static struct dst_facts levels(const char *letters, const char *completed)
{
    struct dst_facts f = {.completed = completed ? day(completed) : day("2020-01-01")};

    assert_int_equal(strlen(letters), CHC_DOMAINS);
    for (int d = 0; d < CHC_DOMAINS; d++)
        f.level[d] = level_of(letters[d]);
    return f;
}

static const struct {
    const char *why, *letters, *completed, *outcome, *codes;
} tools[] = {
    {"case 10: one Priority", "NNNNNNNNPNNN", NULL, "clear-eligible", "CHC-022"},
    {"case 11: two Severe", "NNNNSNNSNNNN", NULL, "clear-eligible", "CHC-023"},
    {"both", "PNNSSNNNNNNN", NULL, "clear-eligible", "CHC-022 CHC-023"},
    {"Severe in the twelfth counts", "NNNNNNNSNNNS", NULL, "clear-eligible", "CHC-023"},
    {"case 12: one Severe and a Moderate", "NMNSNNNNNNNN", NULL, "may-indicate", "CHC-024"},
    {"one Severe and a Low", "NLNSNNNNNNNN", NULL, "may-indicate", "CHC-024"},
    {"one Severe alone", "NNNSNNNNNNNN", NULL, "judgement", "CHC-028"},
    {"case 13: High and two Moderate", "NHMNMNNNNNNN", NULL, "may-indicate", "CHC-025"},
    {"two Moderate", "NNMNMNNNNNNN", NULL, "may-indicate", "CHC-025"},
    {"one High alone", "NHNNNNNNNNNN", NULL, "judgement", "CHC-028"},
    {"one Moderate among Lows", "LLMLLLLLLLLL", NULL, "judgement", "CHC-028"},
    {"case 14: all No needs", "NNNNNNNNNNNN", NULL, "not-indicated", "CHC-027"},
    {"case 14: all Low", "LLLLLLLLLLLL", NULL, "unlikely", "CHC-026"},
    {"one Low", "NNNNNNNNNNNL", NULL, "unlikely", "CHC-026"},
    {"case 15: Altered states Severe", "NNNNNNNNNNSN", NULL, "invalid", "CHC-020"},
    {"case 15: Communication Severe", "NNNNNSNNNNNN", NULL, "invalid", "CHC-020"},
    {"case 15: Nutrition Priority", "NPNNNNNNNNNN", NULL, "invalid", "CHC-020"},
    {"two impossible levels, and a blank", "NPNNNSNNNNN.", NULL, "invalid", "CHC-020 CHC-020"},
    {"case 17: a dispute is recorded at the higher", "NNNNSNNSNNNN", NULL, "clear-eligible",
     "CHC-023"},
    {"a blank beside a Priority", "PNNNNNNNNNN.", NULL, "incomplete", "CHC-021"},
    {"all blank", "............", NULL, "incomplete", "CHC-021"},
    {"Priority under the tool of that day", "NNNNNNNNPNNN", "2022-06-30", "clear-eligible",
     "CHC-022"},
    {"the next tool has none there", "NNNNNNNNPNNN", "2022-07-01", "invalid", "CHC-020"},
};

static void dst(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
        struct dst_facts f = levels(tools[i].letters, tools[i].completed);
        struct asked q;
        print_message("chc.dst: %s\n", tools[i].why);
        ask(&q, &rule_chc_dst, &f, &t.figures);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, tools[i].outcome);
        assert_string_equal(q.codes, tools[i].codes);
        answered(&q);
    }
    struct dst_facts f = levels("PHMLNHMLSPNN", NULL);
    struct asked q;
    ask(&q, &rule_chc_dst, &f, &t.figures);
    const struct dst_values *v = q.d.values;
    assert_int_equal(v->priorities, 2);
    assert_int_equal(v->severes, 1);
    assert_int_equal(v->highs, 2);
    assert_int_equal(v->moderates, 2);
    assert_int_equal(v->lows, 2);
    answered(&q);
}

/* Every level of every domain: taken where the form has it, refused by name where it has not. */
static void every_level(void **state)
{
    int taken = 0;

    (void)state;
    for (int d = 0; d < CHC_DOMAINS; d++)
        for (const char *l = "NLMHSP"; *l; l++) {
            char letters[] = "NNNNNNNNNNNN";
            letters[d] = *l;
            struct dst_facts f = levels(letters, NULL);
            struct asked q;
            ask(&q, &rule_chc_dst, &f, &t.figures);
            bool permitted = strchr(dst_levels[d], *l) != NULL;
            assert_true(q.good);
            assert_int_equal(strcmp(q.d.outcome, "invalid") != 0, permitted);
            if (!permitted)
                assert_non_null(strstr(q.d.reason[0].text, chc_domain_words[d].shown));
            taken += permitted;
            answered(&q);
        }
    assert_int_equal(taken, 6 + 5 + 4 + 5 + 5 + 4 + 4 + 5 + 6 + 6 + 5 + 5);
}

/* A day before the first tool has none: bad input that names the fact. */
static void no_tool(void **state)
{
    struct checklist_facts c = sheet("CCCCCCCCCCC", NULL, "2018-09-30");
    struct dst_facts d = levels("NNNNNNNNNNNN", "2018-09-30");
    struct asked q;

    (void)state;
    ask(&q, &rule_chc_checklist, &c, &t.figures);
    assert_false(q.good);
    assert_string_equal(q.why.field, "completed");
    answered(&q);
    ask(&q, &rule_chc_dst, &d, &t.figures);
    assert_false(q.good);
    assert_string_equal(q.why.field, "completed");
    answered(&q);
    /* without a day the newest stands: three As are asked for there */
    c = sheet("CACACCCCCCC", NULL, NULL);
    c.completed = DATE_NONE;
    ask(&q, &rule_chc_checklist, &c, &t.figures);
    assert_string_equal(q.d.outcome, "no-full-assessment");
    answered(&q);
}

/* Facts as files give them: another letter is bad input, a blank is left out. */
static void letters(void **state)
{
    static const struct {
        const struct rule *rule;
        const char *pairs, *field;
    } cases[] = {
        {&rule_chc_checklist, "breathing=A", NULL},
        {&rule_chc_checklist, "breathing=D", "breathing"},
        {&rule_chc_checklist, "breathing=a", "breathing"},
        {&rule_chc_dst, "breathing=P other=L", NULL},
        {&rule_chc_dst, "breathing=A", "breathing"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct fault why = {0};
        union {
            struct checklist_facts c;
            struct dst_facts d;
        } f;
        bool good = facts_of(cases[i].rule, cases[i].pairs, &f, &a, &why);
        print_message("%s %s\n", cases[i].rule->name, cases[i].pairs);
        assert_int_equal(good, cases[i].field == NULL);
        if (!good)
            assert_string_equal(why.field, cases[i].field);
        arena_release(&a);
    }
}

/* --- chc.mdt ---------------------------------------------------------------------------------- */

static const struct {
    const char *why;
    struct mdt_member member[3];
    size_t count;
    const char *outcome, *codes;
} teams[] = {
    {"case 16: two nurses",
     {{"nurse", CHC_HEALTH}, {"nurse", CHC_HEALTH}},
     2,
     "invalid",
     "CHC-030"},
    {"one profession however written",
     {{"Nurse", CHC_HEALTH}, {"nurse", CHC_HEALTH}},
     2,
     "invalid",
     "CHC-030"},
    {"case 16: nurse and physiotherapist",
     {{"nurse", CHC_HEALTH}, {"physiotherapist", CHC_HEALTH}},
     2,
     "valid",
     "CHC-031"},
    {"case 16: nurse and social-care assessor",
     {{"nurse", CHC_HEALTH}, {"social worker", CHC_SOCIAL}},
     2,
     "valid",
     "CHC-032"},
    {"the social worker named first",
     {{"social worker", CHC_SOCIAL}, {"nurse", CHC_HEALTH}},
     2,
     "valid",
     "CHC-032"},
    {"case 16: one doctor", {{"doctor", CHC_HEALTH}}, 1, "invalid", "CHC-030"},
    {"two social workers",
     {{"social worker", CHC_SOCIAL}, {"care manager", CHC_SOCIAL}},
     2,
     "invalid",
     "CHC-030"},
    {"two nurses and a doctor",
     {{"nurse", CHC_HEALTH}, {"nurse", CHC_HEALTH}, {"doctor", CHC_HEALTH}},
     3,
     "valid",
     "CHC-031"},
    {"all three kinds",
     {{"nurse", CHC_HEALTH}, {"doctor", CHC_HEALTH}, {"social worker", CHC_SOCIAL}},
     3,
     "valid",
     "CHC-031 CHC-032"},
    {"nobody", {{NULL, 0}}, 0, "invalid", "CHC-030"},
};

static void mdt(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof teams / sizeof *teams; i++) {
        struct mdt_member member[3];
        memcpy(member, teams[i].member, sizeof member);
        struct mdt_facts f = {{member, teams[i].count}};
        struct asked q;
        print_message("chc.mdt: %s\n", teams[i].why);
        ask(&q, &rule_chc_mdt, &f, NULL);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, teams[i].outcome);
        assert_string_equal(q.codes, teams[i].codes);
        answered(&q);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(checklist),   cmocka_unit_test(every_sheet), cmocka_unit_test(dst),
        cmocka_unit_test(every_level), cmocka_unit_test(no_tool),     cmocka_unit_test(letters),
        cmocka_unit_test(mdt),
    };

    chc_figures(&t);
    return RUN_TESTS(all);
}
