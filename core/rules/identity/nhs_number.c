#include "core/rules/identity/identity.h"

#include "core/base/text.h"

#include <string.h>

static const struct field fact_rows[] = {
    {FIELD(struct nhs_number_facts, number, FIELD_TEXT), .label = "Number",
     .help = "The number as written; outer spaces are trimmed.",
     .source = "NHS Data Dictionary: NHS NUMBER"},
};
static const struct fields facts =
    FIELDS("identity.nhs-number", fact_rows, struct nhs_number_facts);

static const struct field value_rows[] = {
    {FIELD(struct nhs_number_values, canonical, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Number", .help = "The ten digits without spaces; blank when invalid."},
    {FIELD(struct nhs_number_values, test_range, FIELD_BOOL), .flags = FIELD_OPTIONAL,
     .label = "Test range", .help = "Whether it begins 999; blank when invalid."},
};
static const struct fields values =
    FIELDS("identity.nhs-number values", value_rows, struct nhs_number_values);

static const char *const outcomes[] = {"valid", "invalid", NULL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 0 … 10: what the tenth digit should be, were there a digit for 10. */
static int check_of(const char digits[10])
{
    int sum = 0;

    for (int i = 0; i < 9; i++)
        sum += (digits[i] - '0') * (10 - i);
    return (11 - sum % 11) % 11;
}

/* Says why text that text_nhs_number did not accept is none.  Later conditions are looked at only
 * where earlier ones leave ten digits to look at. */
static void diagnose(const char *text, struct decision *d)
{
    char digits[10];
    size_t count = 0, others = 0;
    bool repeated = true;

    for (const char *p = text; *p; p++) {
        if (is_digit(*p)) {
            if (count < sizeof digits)
                digits[count] = *p;
            repeated = repeated && *p == digits[0];
            count++;
        } else if (*p != ' ') {
            others++;
        }
    }
    if (others) {
        decision_refuse(d, "invalid", "ID-001",
                        "It holds a character that is not a digit; an NHS number is ten digits, "
                        "spaced as 943 476 5919 or not at all.");
    } else if (count != sizeof digits) {
        decision_refuse(d, "invalid", "ID-002", "It has %zu digit%s; an NHS number has ten.", count,
                        count == 1 ? "" : "s");
    } else if (repeated) {
        decision_refuse(d, "invalid", "ID-004",
                        "The same digit ten times over is a placeholder, not anybody's number.");
    } else if (check_of(digits) == 10) {
        decision_refuse(d, "invalid", "ID-005",
                        "No NHS number begins with these nine digits: their check comes to 10.");
    } else if (check_of(digits) != digits[9] - '0') {
        decision_refuse(d, "invalid", "ID-006",
                        "The last digit should be %d for these nine digits: look for a mistyped "
                        "or swapped digit.",
                        check_of(digits));
    } else {
        decision_refuse(d, "invalid", "ID-003",
                        "Its spaces stand in the wrong places; they may stand only as in "
                        "943 476 5919.");
    }
}

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct nhs_number_facts *f = record;
    struct nhs_number_values *v = out->values;
    char canonical[11];

    (void)figures;
    if (!text_nhs_number(f->number, canonical)) {
        diagnose(f->number, out);
        return true;
    }
    out->outcome = "valid";
    v->canonical = arena_text(a, canonical);
    if (!v->canonical)
        return fault_memory(why);
    v->test_range = strncmp(canonical, "999", 3) == 0;
    if (v->test_range)
        decision_cite(out, "ID-007",
                      "It begins with 999: a number for tests, which belongs to nobody.");
    return true;
}

static const char *const codes[] = {"ID-001", "ID-002", "ID-003", "ID-004",
                                    "ID-005", "ID-006", "ID-007", NULL};

const struct rule rule_identity_nhs_number = {
    .name = "identity.nhs-number",
    .title = "Is this an NHS number?",
    .source = "NHS Data Dictionary: NHS NUMBER; domain.md 7.3",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "Ten digits whose last is the Modulus 11 check of the nine before it. Spaces may stand "
        "as in 943 476 5919; hyphens and one digit ten times over are not accepted. A valid "
        "number need not be anybody's: only tracing tells.",
    .eval = eval,
};
