/* A new person: everything that is known at first contact, in one go. */
#include "core/ops/person_inside.h"

#include "core/base/text.h"

#include <string.h>

struct add_args {
    const char *ref;
    const char *family_name, *given_name, *title, *known_as, *former_family_name;
    date_t born;
    const char *nhs_number;
    int64_t nhs_status, sex;
    const char *language, *phone;
    const char *address, *postcode, *gp_practice;
    date_t from;
    struct list alerts;           /* of int64_t: alert_words */
    struct list not_duplicate_of; /* of const char * */
    const char *confirmed_new;
};

static const struct field add_rows[] = {
    {FIELD(struct add_args, ref, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_KEY, .max = 32,
     .label = "Reference", .help = "The record's own reference; given when left out."},
    {FIELD(struct add_args, family_name, FIELD_TEXT), .flags = FIELD_PERSONAL, .max = 100,
     .label = "Family name", .help = "Family name, both parts of a double one."},
    {FIELD(struct add_args, given_name, FIELD_TEXT), .flags = FIELD_PERSONAL, .max = 100,
     .label = "Given name", .help = "Given names."},
    {FIELD(struct add_args, title, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL, .max = 35,
     .label = "Title", .help = "Mrs, Mr, Dr and so on."},
    {FIELD(struct add_args, known_as, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .max = 100, .label = "Known as", .help = "What the person likes to be called."},
    {FIELD(struct add_args, former_family_name, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL, .max = 100, .label = "Former family name",
     .help = "A family name from before, found by search."},
    {FIELD(struct add_args, born, FIELD_DATE), .flags = FIELD_PERSONAL, .label = "Born",
     .help = "Date of birth."},
    {FIELD(struct add_args, nhs_number, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_NHS, .label = "NHS number",
     .help = "Ten digits; left out while it is not known.", .source = "domain.md 7.3"},
    {FIELD(struct add_args, nhs_status, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = nhs_status_words, .label = "NHS number status",
     .help = "How far the number was traced.", .source = "NHS Data Dictionary"},
    {FIELD(struct add_args, sex, FIELD_ENUM), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .words = sex_words, .label = "Sex", .help = "As the person says."},
    {FIELD(struct add_args, language, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 60,
     .label = "Language", .help = "The language the person likes to be spoken to in."},
    {FIELD(struct add_args, phone, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL, .max = 40,
     .label = "Phone", .help = "Telephone number."},
    {FIELD(struct add_args, address, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_LINES, .max = 400, .label = "Address",
     .help = "Lines of the address, without the postcode."},
    {FIELD(struct add_args, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE | FIELD_PERSONAL,
     .label = "Postcode", .help = "Postcode of the home; ZZ99 3VZ for no fixed abode.",
     .source = "domain.md 7.3"},
    {FIELD(struct add_args, gp_practice, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 12,
     .label = "GP practice", .help = "ODS code of the practice: it says who commissions.",
     .source = "domain.md 2.7"},
    {FIELD(struct add_args, from, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "From",
     .help = "First day at this address and practice, where it is known; else today."},
    {FIELD(struct add_args, alerts, FIELD_LIST), .flags = FIELD_OPTIONAL, .item = FIELD_ENUM,
     .words = alert_words, .max = 10, .label = "Alerts", .help = "What staff must know."},
    {FIELD(struct add_args, not_duplicate_of, FIELD_LIST), .flags = FIELD_OPTIONAL,
     .item = FIELD_TEXT, .max = REASONS_MAX, .label = "Not the same as",
     .help = "References of the possible duplicates, when each was looked at and is another "
             "person."},
    {FIELD(struct add_args, confirmed_new, FIELD_TEXT), .flags = FIELD_OPTIONAL, .min = 10,
     .max = 400, .label = "Why this is a new person",
     .help = "How it was found that the possible duplicates are other people."},
};
static const struct fields add_args = FIELDS("person.add", add_rows, struct add_args);

static bool excluded(const struct add_args *a, const char *ref)
{
    const char *const *refs = a->not_duplicate_of.items;

    for (size_t i = 0; i < a->not_duplicate_of.count; i++)
        if (strcmp(refs[i], ref) == 0)
            return true;
    return false;
}

/* Possible duplicates are refused until each was looked at, and then stand beside the answer. */
static bool check_new(struct call *c, const struct add_args *a, const struct person *p,
                      struct fault *why)
{
    struct list found = {0};
    bool refused = false;

    if (!person_number_free(c, ABSENT, p->nhs_number, why) || !person_duplicates(c, p, &found, why))
        return false;
    const struct duplicate *d = found.items;
    for (size_t i = 0; i < found.count; i++) {
        if (a->confirmed_new || excluded(a, d[i].ref)) {
            call_remark(c, "PD-1", "Kept as another person than %s (%s).", d[i].ref, d[i].because);
        } else if (!refused) {
            refuse(why, "PD-1", "ecosystem.md 5 [P]",
                   "%s may be the same person: %s. Use that record; if this is somebody else, give "
                   "%s under \"Not the same as\" (in the shell, not_duplicate_of=[%s]).",
                   d[i].ref, d[i].because, d[i].ref, d[i].ref);
            refused = true;
        } else {
            fault_add_reason(why, "PD-1", "ecosystem.md 5 [P]", "So may %s: %s.", d[i].ref,
                             d[i].because);
        }
    }
    return !refused;
}

static bool choose_ref(struct call *c, const struct add_args *a, struct person *p,
                       struct fault *why)
{
    int64_t there;

    if (!a->ref)
        return call_next_ref(c, "P", &p->ref, why);
    p->ref = a->ref;
    if (!query_one_int(c->store, "SELECT id FROM person WHERE ref = ?1", ARGS(TEXT(a->ref)), &there,
                       why))
        return false;
    if (there == ABSENT)
        return true;
    return refuse(why, "PN-2", "interface.md, Imports",
                  "The reference %s belongs to another person: choose another, or leave it out.",
                  a->ref);
}

static void warn(struct call *c, const struct person *p)
{
    if (!text_is_plain(p->family_name, strlen(p->family_name)) ||
        !text_is_plain(p->given_name, strlen(p->given_name)))
        if (text_mixes_scripts(p->family_name) || text_mixes_scripts(p->given_name))
            call_remark(c, "PW-1",
                        "The name of %s has letters of two alphabets in one word; one of them may "
                        "only look right.",
                        p->ref);
    if (p->nhs_number && strncmp(p->nhs_number, "999", 3) == 0 && !c->who->practice)
        call_remark(c, "ID-007",
                    "The NHS number of %s is of the range kept for tests: it belongs to nobody.",
                    p->ref);
}

static bool add_place(struct call *c, const struct add_args *a, int64_t id, date_t from,
                      struct fault *why)
{
    struct residence r = {.person_id = id,
                          .valid_from = from,
                          .valid_to = DATE_NONE,
                          .address = a->address,
                          .postcode = a->postcode};
    struct registration g = {
        .person_id = id, .valid_from = from, .valid_to = DATE_NONE, .practice = a->gp_practice};

    if (!residence_locate(c, &r, why) || !row_add(c->store, &table_residence, &r, why))
        return false;
    return !a->gp_practice ||
           (registration_locate(c, &g, why) && row_add(c->store, &table_registration, &g, why));
}

static bool add_alerts(struct call *c, const struct add_args *a, int64_t id, date_t from,
                       struct fault *why)
{
    const int64_t *kind = a->alerts.items;

    for (size_t i = 0; i < a->alerts.count; i++) {
        struct alert row = {.person_id = id,
                            .valid_from = from,
                            .valid_to = DATE_NONE,
                            .kind = kind[i],
                            .restricted = alert_is_restricted(kind[i])};
        if (!row_add(c->store, &table_alert, &row, why))
            return false;
    }
    return true;
}

static bool add_words(struct call *c, const struct add_args *a, const struct person *p,
                      struct fault *why)
{
    struct person_words w = {{0}};

    person_words_of(&w, p);
    if (a->former_family_name)
        person_words_name(&w, a->former_family_name, NULL);
    person_words_postcode(&w, a->postcode);
    return person_index_new(c, p->head.id, &w, why);
}

static bool add(struct call *c, struct fault *why)
{
    const struct add_args *a = c->args;
    date_t from = date_given(a->from) ? a->from : c->who->today;
    struct person p = {
        .family_name = a->family_name,
        .given_name = a->given_name,
        .title = a->title,
        .known_as = a->known_as,
        .born = a->born,
        .died = DATE_NONE,
        .nhs_number = a->nhs_number,
        .nhs_status = a->nhs_status,
        .sex = a->sex,
        .language = a->language,
        .phone = a->phone,
        .merged_into = ABSENT,
    };

    if (a->born.day > c->who->today.day)
        return fail(why, FAULT_INPUT, "born", "The date of birth is in the future: put it right.");
    if (!choose_ref(c, a, &p, why) || !check_new(c, a, &p, why) ||
        !person_set_sort_key(c, &p, why) || !person_check_day(&p, "from", from, why) ||
        !row_add(c->store, &table_person, &p, why))
        return false;
    if (a->former_family_name) {
        struct person_name n = {.person_id = p.head.id, .family_name = a->former_family_name};
        if (!row_add(c->store, &table_person_name, &n, why))
            return false;
    }
    if (!add_place(c, a, p.head.id, from, why) || !add_alerts(c, a, p.head.id, from, why) ||
        !add_words(c, a, &p, why))
        return false;
    warn(c, &p);
    c->reason = a->confirmed_new;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "%s added: %s.", p.ref, person_shown(c, &p));
    return true;
}

const struct operation op_person_add = {
    .name = "person.add",
    .title = "Add a person",
    .help = "A new person with their address and GP practice. Somebody who may be on the books "
            "already is refused, with the records to compare, until you say that they differ.",
    .roles = ROLES_CARE,
    .flags = OP_OPENS,
    .args = &add_args,
    .writes =
        WRITES("person", "person_name", "residence", "registration", "alert", "person_search"),
    .run = add,
};
