#include "tests/unit/rule_cases.h"

#include "core/rules/identity/identity.h"

/* domain.md 7.3 and 10 (35, 36), and both sides of each condition. */
static const struct {
    const char *number, *canonical; /* NULL: invalid */
    const char *codes;
} numbers[] = {
    {"9434765919", "9434765919", ""},
    {"943 476 5919", "9434765919", ""},
    {"  943 476 5919 ", "9434765919", ""},
    {"4010232137", "4010232137", ""},
    {"4505577104", "4505577104", ""},
    {"4857773457", "4857773457", ""},
    {"1234567881", "1234567881", ""},
    {"9990000018", "9990000018", "ID-007"},
    {"9991234500", "9991234500", "ID-007"},
    {"9990000050", "9990000050", "ID-007"},
    {"999 000 0018", "9990000018", "ID-007"},
    /* wrong check: one off, two swapped */
    {"9434765918", NULL, "ID-006"},
    {"9434765991", NULL, "ID-006"},
    {"9876544320", NULL, "ID-006"},
    /* nine digits whose check is 10, whatever the tenth */
    {"4010232173", NULL, "ID-005"},
    {"9990000000", NULL, "ID-005"},
    {"1234567890", NULL, "ID-005"},
    {"1234567891", NULL, "ID-005"},
    /* length: one under, one over, none, many */
    {"943476591", NULL, "ID-002"},
    {"94347659190", NULL, "ID-002"},
    {"1", NULL, "ID-002"},
    {"94347659199434765919", NULL, "ID-002"},
    /* characters */
    {"943476591X", NULL, "ID-001"},
    {"943-476-5919", NULL, "ID-001"},
    {"943.476.5919", NULL, "ID-001"},
    {"9434765919a", NULL, "ID-001"},
    {"+9434765919", NULL, "ID-001"},
    {"\xef\xbc\x99"
     "434765919",
     NULL, "ID-001"}, /* a full-width nine */
    /* spaces that stand elsewhere */
    {"9434 765919", NULL, "ID-003"},
    {"943 4765919", NULL, "ID-003"},
    {"943476 5919", NULL, "ID-003"},
    {"943  476 5919", NULL, "ID-003"},
    {"94 3476 5919", NULL, "ID-003"},
    /* repeated digits, though every one of them passes the check */
    {"0000000000", NULL, "ID-004"},
    {"1111111111", NULL, "ID-004"},
    {"2222222222", NULL, "ID-004"},
    {"3333333333", NULL, "ID-004"},
    {"4444444444", NULL, "ID-004"},
    {"5555555555", NULL, "ID-004"},
    {"6666666666", NULL, "ID-004"},
    {"7777777777", NULL, "ID-004"},
    {"8888888888", NULL, "ID-004"},
    {"9999999999", NULL, "ID-004"},
    {"999 999 9999", NULL, "ID-004"},
};

static void nhs_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct nhs_number_facts f = {numbers[i].number};
        struct asked q;
        ask(&q, &rule_identity_nhs_number, &f, NULL);
        const struct nhs_number_values *v = q.d.values;
        print_message("identity.nhs-number \"%s\"\n", numbers[i].number);
        assert_true(q.good);
        assert_string_equal(q.d.outcome, numbers[i].canonical ? "valid" : "invalid");
        assert_string_equal(q.codes, numbers[i].codes);
        if (numbers[i].canonical) {
            assert_string_equal(v->canonical, numbers[i].canonical);
            assert_int_equal(v->test_range, strncmp(numbers[i].canonical, "999", 3) == 0);
        } else {
            assert_null(v->canonical);
            assert_int_equal(v->test_range, ABSENT);
        }
        answered(&q);
    }
}

/* Of the ten numbers with the same nine digits at most one is valid, and it is the one that a sum
 * written out the other way finds: weights 1 to 9 from the left, modulo 11. */
static void one_check_digit_each(void **state)
{
    uint64_t seed = 20161108;
    int valid_in_all = 0;

    (void)state;
    for (int n = 0; n < 2000; n++) {
        char number[11];
        int sum = 0, valid = 0, found = -1;
        bool same = true;
        for (int i = 0; i < 9; i++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            number[i] = (char)('0' + (seed >> 33) % 10);
            sum += (i + 1) * (number[i] - '0');
            same = same && number[i] == number[0];
        }
        number[10] = '\0';
        for (char c = '0'; c <= '9'; c++) {
            number[9] = c;
            struct nhs_number_facts f = {number};
            struct asked q;
            ask(&q, &rule_identity_nhs_number, &f, NULL);
            if (strcmp(q.d.outcome, "valid") == 0) {
                valid++;
                found = c - '0';
            } else if (!same) {
                assert_string_equal(q.codes, sum % 11 == 10 ? "ID-005" : "ID-006");
            }
            answered(&q);
        }
        /* 10 i + 9 … 2 weights are the negatives of 1 … 9 modulo 11. */
        assert_int_equal(valid, sum % 11 != 10 && !(same && number[0] - '0' == sum % 11));
        if (valid)
            assert_int_equal(found, sum % 11);
        valid_in_all += valid;
    }
    assert_true(valid_in_all > 1500);
}

static void the_answer_in_json(void **state)
{
    struct nhs_number_facts f = {"943 476 5919"}, bad = {"9434765918"}, nought = {"9991234501"};
    struct buf out = {0};
    struct asked q;

    (void)state;
    ask(&q, &rule_identity_nhs_number, &f, NULL);
    decision_json(&q.d, &out);
    assert_string_equal(out.text, "{\"rule\":\"identity.nhs-number\",\"outcome\":\"valid\","
                                  "\"reasons\":[],\"values\":{\"canonical\":\"9434765919\","
                                  "\"test_range\":false}}");
    answered(&q);
    buf_clear(&out);
    ask(&q, &rule_identity_nhs_number, &bad, NULL);
    decision_json(&q.d, &out);
    assert_non_null(strstr(out.text, "\"outcome\":\"invalid\",\"reasons\":[{\"rule\":\"ID-006\","
                                     "\"source\":\"NHS Data Dictionary: NHS NUMBER (Modulus 11)\","
                                     "\"text\":\"The last digit should be 9"));
    assert_non_null(strstr(out.text, "\"values\":{\"canonical\":null,\"test_range\":null}}"));
    answered(&q);
    ask(&q, &rule_identity_nhs_number, &nought, NULL);
    assert_non_null(strstr(q.d.reason[0].text, "The last digit should be 0 "));
    answered(&q);
    buf_release(&out);
}

static const struct {
    const char *postcode, *canonical, *outward, *inward, *codes;
} postcodes[] = {
    {"LE3 8RA", "LE3 8RA", "LE3", "8RA", ""},
    {"LE10 0BB", "LE10 0BB", "LE10", "0BB", ""},
    {"LE38TB", "LE3 8TB", "LE3", "8TB", ""},
    {"LE67 3TN", "LE67 3TN", "LE67", "3TN", ""},
    {"CV13 0PE", "CV13 0PE", "CV13", "0PE", ""},
    {"PE9 1AA", "PE9 1AA", "PE9", "1AA", ""},
    {"ZZ99 3VZ", "ZZ99 3VZ", "ZZ99", "3VZ", ""},
    {"GIR 0AA", "GIR 0AA", "GIR", "0AA", ""},
    {"M1 1AE", "M1 1AE", "M1", "1AE", ""},
    {"W1A 1HQ", "W1A 1HQ", "W1A", "1HQ", ""},
    {"EC1A 1BB", "EC1A 1BB", "EC1A", "1BB", ""},
    {"le11 3tu", "LE11 3TU", "LE11", "3TU", ""},
    {"  LE11   3TU ", "LE11 3TU", "LE11", "3TU", ""},
    {"LE3 8R", NULL, NULL, NULL, "ID-012"},
    {"LE3 8RAA", NULL, NULL, NULL, "ID-012"},
    {"LE1 1CI", NULL, NULL, NULL, "ID-012"},
    {"LE1 AAA", NULL, NULL, NULL, "ID-012"},
    {"QE1 1AA", NULL, NULL, NULL, "ID-013"},
    {"LEE1 1AA", NULL, NULL, NULL, "ID-013"},
    {"LE111 1AA", NULL, NULL, NULL, "ID-013"},
    {"1AA", NULL, NULL, NULL, "ID-013"},
    {"QE1 1CI", NULL, NULL, NULL, "ID-012 ID-013"},
    {"X", NULL, NULL, NULL, "ID-012 ID-013"},
    {"AA", NULL, NULL, NULL, "ID-012 ID-013"},
    {"AZ09", NULL, NULL, NULL, "ID-012 ID-013"},
    {"az90", NULL, NULL, NULL, "ID-012 ID-013"},
    {"LE11 3TU3TU", NULL, NULL, NULL, "ID-012"},
    {"QE1  1AA", NULL, NULL, NULL, "ID-013"},
    {" LE1  1CI  ", NULL, NULL, NULL, "ID-012"},
    {" QE1 1AA  ", NULL, NULL, NULL, "ID-013"},
    {"QE1QE1QE1 1AA", NULL, NULL, NULL, "ID-013"},
    {"/LE1 1AA", NULL, NULL, NULL, "ID-011"},
    {"LE1 1A:", NULL, NULL, NULL, "ID-011"},
    {"@LE1 1AA", NULL, NULL, NULL, "ID-011"},
    {"LE1 1A[", NULL, NULL, NULL, "ID-011"},
    {"`LE1 1AA", NULL, NULL, NULL, "ID-011"},
    {"LE1 1A{", NULL, NULL, NULL, "ID-011"},
    {"LE11-3TU", NULL, NULL, NULL, "ID-011"},
    {"LE11 3TU.", NULL, NULL, NULL, "ID-011"},
    {"LE 11 3TU", NULL, NULL, NULL, "ID-011"},
    {"\xe2\x82\xac"
     "1 1AA",
     NULL, NULL, NULL, "ID-011"},
};

static void postcodes_and_their_halves(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof postcodes / sizeof *postcodes; i++) {
        struct postcode_facts f = {postcodes[i].postcode};
        struct asked q;
        ask(&q, &rule_identity_postcode, &f, NULL);
        const struct postcode_values *v = q.d.values;
        print_message("identity.postcode \"%s\"\n", postcodes[i].postcode);
        assert_true(q.good);
        assert_string_equal(q.codes, postcodes[i].codes);
        assert_string_equal(q.d.outcome, postcodes[i].canonical ? "valid" : "invalid");
        if (postcodes[i].canonical) {
            assert_string_equal(v->canonical, postcodes[i].canonical);
            assert_string_equal(v->outward, postcodes[i].outward);
            assert_string_equal(v->inward, postcodes[i].inward);
        } else {
            assert_null(v->canonical);
            assert_null(v->outward);
            assert_null(v->inward);
        }
        answered(&q);
    }
}

/* What is no number is an answer; what is no text, or none at all, is bad input. */
static void facts_as_files_give_them(void **state)
{
    static const struct {
        const char *pairs, *field; /* field NULL: good */
    } cases[] = {
        {"number=943-476-5919", NULL}, {"number=", "number"}, {"", "number"},
        {"number=x\tx", "number"},     {"numbr=1", ""},       {"number=1 number=2", "number"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a = {0};
        struct fault why = {0};
        struct nhs_number_facts f;
        bool good = facts_of(&rule_identity_nhs_number, cases[i].pairs, &f, &a, &why);
        print_message("facts \"%s\"\n", cases[i].pairs);
        assert_int_equal(good, cases[i].field == NULL);
        if (!good) {
            assert_int_equal(why.kind, FAULT_INPUT);
            assert_string_equal(why.field, cases[i].field);
        }
        arena_release(&a);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(nhs_numbers),
        cmocka_unit_test(one_check_digit_each),
        cmocka_unit_test(the_answer_in_json),
        cmocka_unit_test(postcodes_and_their_halves),
        cmocka_unit_test(facts_as_files_give_them),
    };
    return RUN_TESTS(t);
}
