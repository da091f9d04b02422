#include "core/rules/chc/chc.h"

#include "core/base/text.h"

#include <string.h>

enum { MEMBERS_MOST = 50, PROFESSION_MOST = 60, KEY_SIZE = 4 * PROFESSION_MOST + 1 };

static const struct word kinds[] = {{"health", "health"}, {"social", "social care"}, {NULL, NULL}};

static const struct field member_rows[] = {
    {FIELD(struct mdt_member, profession, FIELD_TEXT), .max = PROFESSION_MOST,
     .label = "Profession", .help = "Nurse, physiotherapist, social worker …"},
    {FIELD(struct mdt_member, kind, FIELD_ENUM), .words = kinds, .label = "Kind",
     .help = "A healthcare profession, or somebody responsible for social-care assessments."},
};
static const struct fields member_table = FIELDS("member", member_rows, struct mdt_member);

static const struct field fact_rows[] = {
    {FIELD(struct mdt_facts, members, FIELD_LIST), .of = &member_table, .max = MEMBERS_MOST,
     .label = "Members",
     .help = "Who made the recommendation; family and advocates take part and are not members.",
     .source = "SI 2012/2996 reg 21(13)"},
};
static const struct fields facts = FIELDS("chc.mdt", fact_rows, struct mdt_facts);

static const char *const outcomes[] = {"valid", "invalid", NULL};

/* "Nurse" and "nurse" are one profession. */
static bool same_profession(const struct mdt_member *a, const struct mdt_member *b)
{
    char first[KEY_SIZE], second[KEY_SIZE];

    text_fold(a->profession, first, sizeof first);
    text_fold(b->profession, second, sizeof second);
    return strcmp(first, second) == 0;
}

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct mdt_facts *f = record;
    const struct mdt_member *member = f->members.items, *first = NULL;
    bool several = false, social = false;

    (void)figures;
    (void)a;
    (void)why;
    for (size_t i = 0; i < f->members.count; i++) {
        if (member[i].kind == CHC_SOCIAL)
            social = true;
        else if (!first)
            first = &member[i];
        else
            several = several || !same_profession(first, &member[i]);
    }
    out->outcome = "valid";
    if (several)
        decision_cite(out, "CHC-031", "Professionals from different healthcare professions.");
    if (first && social)
        decision_cite(out, "CHC-032",
                      "A healthcare professional with somebody responsible for social-care "
                      "assessments.");
    if (!out->reasons)
        decision_refuse(out, "invalid", "CHC-030",
                        "A team has two professionals of different healthcare professions, or one "
                        "and somebody responsible for social-care assessments.");
    return true;
}

static const char *const codes[] = {"CHC-030", "CHC-031", "CHC-032", NULL};

const struct rule rule_chc_mdt = {
    .name = "chc.mdt",
    .title = "Is this a multidisciplinary team?",
    .source = "SI 2012/2996 reg 21(13); domain.md 1.6",
    .facts = &facts,
    .values = NULL,
    .outcomes = outcomes,
    .codes = codes,
    .about = "Two professionals from different healthcare professions, or one healthcare "
             "professional and one person responsible for social-care assessments. Two of one "
             "profession are no team. Where nobody is from social care the reason is kept.",
    .eval = eval,
};
