/* Putting a person's own particulars right, and names they had before. */
#include "core/ops/person_inside.h"

#include <string.h>

/* What may be taken away again. */
enum clearable {
    CLEAR_TITLE,
    CLEAR_KNOWN_AS,
    CLEAR_NHS_NUMBER,
    CLEAR_NHS_STATUS,
    CLEAR_SEX,
    CLEAR_LANGUAGE,
    CLEAR_PHONE,
    CLEAR_DIED
};
static const struct word clearable_words[] = {
    {"title", "Title"},
    {"known_as", "Known as"},
    {"nhs_number", "NHS number"},
    {"nhs_status", "NHS number status"},
    {"sex", "Sex"},
    {"language", "Language"},
    {"phone", "Phone"},
    {"died", "Day of death"},
    {NULL, NULL},
};

struct change_args {
    const char *person;
    int64_t rev;
    const char *family_name, *given_name, *title, *known_as;
    date_t born;
    const char *nhs_number;
    int64_t nhs_status, sex;
    const char *language, *phone;
    struct list clear; /* of int64_t: clearable_words */
    int64_t correction;
    const char *reason;
};

static const struct field change_rows[] = {
    ARG_PERSON(struct change_args),
    ARG_REV(struct change_args),
    {FIELD(struct change_args, family_name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .max = 100, .label = "Family name", .help = "The name from now on."},
    {FIELD(struct change_args, given_name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .max = 100, .label = "Given name", .help = "Given names from now on."},
    {FIELD(struct change_args, title, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .max = 35, .label = "Title", .help = "Mrs, Mr, Dr and so on."},
    {FIELD(struct change_args, known_as, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .max = 100, .label = "Known as", .help = "What the person likes to be called."},
    {FIELD(struct change_args, born, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .label = "Born", .help = "Date of birth."},
    {FIELD(struct change_args, nhs_number, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_NHS, .label = "NHS number",
     .help = "Ten digits.", .source = "domain.md 7.3"},
    {FIELD(struct change_args, nhs_status, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = nhs_status_words, .label = "NHS number status",
     .help = "How far the number was traced.", .source = "NHS Data Dictionary"},
    {FIELD(struct change_args, sex, FIELD_ENUM), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .words = sex_words, .label = "Sex", .help = "As the person says."},
    {FIELD(struct change_args, language, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 60,
     .label = "Language", .help = "The language the person likes to be spoken to in."},
    {FIELD(struct change_args, phone, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .max = 40, .label = "Phone", .help = "Telephone number."},
    {FIELD(struct change_args, clear, FIELD_LIST), .flags = FIELD_OPTIONAL, .item = FIELD_ENUM,
     .words = clearable_words, .max = 8, .label = "Take away",
     .help = "What is no longer known, or was never so."},
    {FIELD(struct change_args, correction, FIELD_BOOL), .flags = FIELD_OPTIONAL,
     .label = "The name was wrong",
     .help = "Yes: the old name was a mistake, and is not kept as a former name."},
    ARG_REASON(struct change_args, FIELD_OPTIONAL),
};
static const struct fields change_args = FIELDS("person.change", change_rows, struct change_args);

static void take(const char **to, const char *given)
{
    if (given)
        *to = given;
}

static void take_number(int64_t *to, int64_t given)
{
    if (given != ABSENT)
        *to = given;
}

static void clear(struct person *p, const struct list *what)
{
    const int64_t *each = what->items;

    for (size_t i = 0; i < what->count; i++)
        switch ((enum clearable)each[i]) {
        case CLEAR_TITLE:
            p->title = NULL;
            break;
        case CLEAR_KNOWN_AS:
            p->known_as = NULL;
            break;
        case CLEAR_NHS_NUMBER:
            p->nhs_number = NULL;
            break;
        case CLEAR_NHS_STATUS:
            p->nhs_status = ABSENT;
            break;
        case CLEAR_SEX:
            p->sex = ABSENT;
            break;
        case CLEAR_LANGUAGE:
            p->language = NULL;
            break;
        case CLEAR_PHONE:
            p->phone = NULL;
            break;
        case CLEAR_DIED:
            p->died = DATE_NONE;
            break;
        }
}

static bool keep_former(struct call *c, const struct person *old, const struct person *p,
                        struct fault *why)
{
    struct person_name n = {
        .person_id = p->head.id, .kind = NAME_FORMER, .family_name = old->family_name};

    if (strcmp(old->family_name, p->family_name) == 0)
        return true;
    if (strcmp(old->given_name, p->given_name) != 0)
        n.given_name = old->given_name;
    return row_add(c->store, &table_person_name, &n, why);
}

static bool change(struct call *c, struct fault *why)
{
    const struct change_args *a = c->args;
    struct person old, p;
    const char *before;

    if (!person_by_ref(c, "person", a->person, &old, why) ||
        !row_seen(c->store, &table_person, &old, a->rev, why) ||
        !person_words_now(c, old.head.id, &before, why))
        return false;
    p = old;
    take(&p.family_name, a->family_name);
    take(&p.given_name, a->given_name);
    take(&p.title, a->title);
    take(&p.known_as, a->known_as);
    take(&p.nhs_number, a->nhs_number);
    take(&p.language, a->language);
    take(&p.phone, a->phone);
    take_number(&p.nhs_status, a->nhs_status);
    take_number(&p.sex, a->sex);
    take_number(&p.born.day, a->born.day);
    clear(&p, &a->clear);
    if (date_given(p.born) && p.born.day > c->who->today.day)
        return fail(why, FAULT_INPUT, "born", "The date of birth is in the future: put it right.");
    if (!person_number_free(c, p.head.id, p.nhs_number, why) || !person_set_sort_key(c, &p, why) ||
        !row_change(c->store, &table_person, &p, why) ||
        (a->correction != 1 && !keep_former(c, &old, &p, why)) ||
        !person_reindex(c, p.head.id, before, why))
        return false;
    c->reason = a->reason;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, p.head.rev == old.head.rev ? "%s is as it was." : "%s changed.", p.ref);
    return true;
}

const struct operation op_person_change = {
    .name = "person.change",
    .title = "Change a person's particulars",
    .help = "Name, date of birth, NHS number and the like. A family name that changes is kept as a "
            "former name, unless it was a mistake. Moves and practices have operations of their "
            "own.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &change_args,
    .writes = WRITES("person", "person_name", "person_search"),
    .run = change,
};

/* --- other names ------------------------------------------------------------------------------ */

struct name_args {
    const char *person;
    int64_t kind;
    const char *family_name, *given_name;
};
static const struct field name_rows[] = {
    ARG_PERSON(struct name_args),
    {FIELD(struct name_args, kind, FIELD_ENUM), .words = name_kind_words, .label = "Kind",
     .help = "Former, maiden or also used."},
    {FIELD(struct name_args, family_name, FIELD_TEXT), .flags = FIELD_PERSONAL, .max = 100,
     .label = "Family name", .help = "The family name."},
    {FIELD(struct name_args, given_name, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_PERSONAL,
     .max = 100, .label = "Given name", .help = "Given names, where they differ too."},
};
static const struct fields name_args = FIELDS("person.add-name", name_rows, struct name_args);

static bool add_name(struct call *c, struct fault *why)
{
    const struct name_args *a = c->args;
    struct person p;
    const char *before;

    if (!person_by_ref(c, "person", a->person, &p, why) ||
        !person_words_now(c, p.head.id, &before, why))
        return false;
    struct person_name n = {.person_id = p.head.id,
                            .kind = a->kind,
                            .family_name = a->family_name,
                            .given_name = a->given_name};
    if (!row_add(c->store, &table_person_name, &n, why) ||
        !person_reindex(c, p.head.id, before, why))
        return false;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "%s is found by that name too.", p.ref);
    return true;
}

const struct operation op_person_add_name = {
    .name = "person.add-name",
    .title = "Add another name",
    .help = "A name the person had before or also uses, found by search.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &name_args,
    .writes = WRITES("person_name", "person_search"),
    .run = add_name,
};
