#include "core/rules/identity/identity.h"

#include "core/base/text.h"

#include <stdio.h>
#include <string.h>

static const struct field fact_rows[] = {
    {FIELD(struct postcode_facts, postcode, FIELD_TEXT), .label = "Postcode",
     .help = "The postcode as written, in capitals or not.", .source = "domain.md 7.3"},
};
static const struct fields facts = FIELDS("identity.postcode", fact_rows, struct postcode_facts);

static const struct field value_rows[] = {
    {FIELD(struct postcode_values, canonical, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Postcode", .help = "Capitals, one space before the last three; blank when invalid."},
    {FIELD(struct postcode_values, outward, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Outward half", .help = "The postal district, which may leave the council."},
    {FIELD(struct postcode_values, inward, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Inward half", .help = "The last three characters."},
};
static const struct fields values =
    FIELDS("identity.postcode values", value_rows, struct postcode_values);

static const char *const outcomes[] = {"valid", "invalid", NULL};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Says why text that text_postcode did not accept is none: one reason for each half that is wrong.
 */
static void diagnose(const char *text, struct decision *d)
{
    const char *last_space = NULL;
    size_t length = strlen(text), spaces = 0;

    while (length && text[length - 1] == ' ')
        length--;
    while (length && *text == ' ') {
        text++;
        length--;
    }
    for (size_t i = 0; i < length; i++) {
        if (text[i] == ' ') {
            spaces += text[i + 1] != ' ';
            last_space = text + i;
        } else if (!is_digit(text[i]) && !is_letter(text[i])) {
            decision_refuse(d, "invalid", "ID-011",
                            "It holds a character that is neither a letter nor a digit; write it "
                            "as in LE11 3TU.");
            return;
        }
    }
    if (spaces > 1) {
        decision_refuse(d, "invalid", "ID-011",
                        "It is written in more than two parts; one space stands before the last "
                        "three characters, as in LE11 3TU.");
        return;
    }
    size_t tail = last_space ? (size_t)(text + length - last_space - 1) : length < 3 ? length : 3;
    const char *inward = text + length - tail;
    /* A half is right when it makes a postcode with a half that is known to be right. */
    char trial[32], canonical[9];
    snprintf(trial, sizeof trial, "LE1 %.8s", inward);
    bool inward_wrong = tail != 3 || !text_postcode(trial, canonical);
    size_t head = length - tail;
    snprintf(trial, sizeof trial, "%.*s 1AA", head < 8 ? (int)head : 8, text);
    bool outward_wrong = head == 0 || !text_postcode(trial, canonical);
    if (inward_wrong)
        decision_refuse(d, "invalid", "ID-012",
                        "Its second half should be a digit and two letters, as 3TU in LE11 3TU; C, "
                        "I, K, M, O and V are not used there.");
    if (outward_wrong || !inward_wrong)
        decision_refuse(d, "invalid", "ID-013",
                        "Its first half should be the letters and digits of a postal district, as "
                        "LE11 in LE11 3TU.");
}

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct postcode_facts *f = record;
    struct postcode_values *v = out->values;
    char canonical[9];

    (void)figures;
    if (!text_postcode(f->postcode, canonical)) {
        diagnose(f->postcode, out);
        return true;
    }
    const char *space = strchr(canonical, ' ');
    out->outcome = "valid";
    v->canonical = arena_text(a, canonical);
    v->outward = arena_copy(a, canonical, (size_t)(space - canonical));
    v->inward = arena_text(a, space + 1);
    if (!v->canonical || !v->outward || !v->inward)
        return fault_memory(why);
    return true;
}

static const char *const codes[] = {"ID-011", "ID-012", "ID-013", NULL};

const struct rule rule_identity_postcode = {
    .name = "identity.postcode",
    .title = "Is this a postcode?",
    .source = "Royal Mail postcode format; domain.md 7.3",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "The shape of a postcode, with its two halves. Case is folded and a run of spaces "
        "counts as one. Whether the postcode exists, and in which district it lies, is a look-up "
        "and not this rule.",
    .eval = eval,
};
