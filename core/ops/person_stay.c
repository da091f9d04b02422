/* Stays: from when to when somebody was in hospital or in a care home.
 *
 * Meaning   A dated fact of the person, not of their packages: what is suspended for it, or ended, is
 *           decided by people, and named here.
 * One       at a time of each kind: who lives in a care home may still be in hospital for a while.
 * Source    domain.md 3.2 and 3.5, 7.1 (Client Level Data: hospital, residential and nursing care).
 */
#include "core/ops/person_inside.h"

#include "core/ops/package.h"

struct stay_args {
    const char *person;
    int64_t kind;
    date_t from, to;
    int64_t planned;
    const char *place, *reason;
};

#define KIND_ROW                                                                                   \
    {                                                                                              \
        FIELD(struct stay_args, kind, FIELD_ENUM), .words = stay_words, .label = "Where",          \
                                                   .help = "A hospital, or a care home."           \
    }
#define FROM_ROW(flags_, help_)                                                                    \
    {                                                                                              \
        FIELD(struct stay_args, from, FIELD_DATE), .flags = (flags_), .label = "From",             \
                                                   .help = (help_)                                 \
    }
#define TO_ROW(flags_)                                                                             \
    {                                                                                              \
        FIELD(struct stay_args, to, FIELD_DATE), .flags = (flags_), .label = "To",                 \
                                                 .help = "The day of discharge or of moving out."  \
    }
#define PLANNED_ROW                                                                                \
    {                                                                                              \
        FIELD(struct stay_args, planned, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "Planned", \
                                                      .help = "Yes where it was arranged, no for " \
                                                              "an emergency; blank: not known."    \
    }
#define PLACE_ROW                                                                                  \
    {                                                                                              \
        FIELD(struct stay_args, place, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 120,           \
                                                    .label = "Place",                              \
                                                    .help = "Which hospital, ward or home."        \
    }

static bool days_are_right(const struct person *p, date_t from, date_t to, struct fault *why)
{
    char last[24], first[24];

    if (!person_check_day(p, "from", from, why))
        return false;
    if (!date_given(to))
        return true;
    if (to.day < from.day)
        return fail(why, FAULT_INPUT, "to",
                    "The last day, %s, is before the first, %s: put one of them right.",
                    date_print(to, last, sizeof last), date_print(from, first, sizeof first));
    return person_check_day(p, "to", to, why);
}

/* SY-1: none of that kind on any of these days, but for `except`. */
static bool is_free(struct call *c, const struct person *p, int64_t kind, date_t from, date_t until,
                    int64_t except, struct fault *why)
{
    struct list rows;
    char day[24];

    if (!rows_where(c->store, &table_stay,
                    "person_id = ?1 AND known_to IS NULL AND kind = ?2 AND id <> ?3 "
                    "AND (?5 IS NULL OR valid_from < ?5) AND (valid_to IS NULL OR valid_to > ?4) "
                    "ORDER BY valid_from LIMIT 1",
                    ARGS(INT(p->head.id), TEXT(stay_words[kind].code), INT(except), INT(from.day),
                         INT(date_given(until) ? until.day : ABSENT)),
                    c->arena, &rows, why))
        return false;
    if (!rows.count)
        return true;
    const struct stay *other = rows.items;
    return refuse(why, "SY-1", "domain.md 3.2",
                  "%s has a stay of that kind from %s already: end or correct that one.", p->ref,
                  date_print(other->valid_from, day, sizeof day));
}

/* What runs on the first day of a stay, for somebody to rest or end. */
static bool tell_what_runs(struct call *c, const struct person *p, date_t from, struct fault *why)
{
    struct cursor *row;
    bool more, fine;
    char day[24];

    if (!query_open(c->store,
                    "SELECT k.ref FROM package k WHERE k.person_id = ?1 AND EXISTS (SELECT 1 FROM "
                    "line l WHERE l.package_id = k.id AND l.known_to IS NULL AND l.valid_from <= "
                    "?2 AND (l.valid_to IS NULL OR l.valid_to > ?2) AND NOT EXISTS (SELECT 1 FROM "
                    "suspension s WHERE s.package_id = k.id AND s.line_number = l.number AND "
                    "s.known_to IS NULL AND s.valid_from <= ?2 AND (s.valid_to IS NULL OR "
                    "s.valid_to > ?2))) ORDER BY k.ref",
                    ARGS(INT(p->head.id), INT(from.day)), &row, why))
        return false;
    while ((fine = query_next(row, &more, why)) && more)
        call_remark(c, "SY-2", "Package %s runs on %s: rest it, or end it.", query_text(row, 0),
                    date_print(from, day, sizeof day));
    query_close(row);
    return fine;
}

/* --- a new one -------------------------------------------------------------------------------- */

static const struct field add_rows[] = {
    ARG_PERSON(struct stay_args), KIND_ROW,    FROM_ROW(0, "The day of admission or of moving in."),
    TO_ROW(FIELD_OPTIONAL),       PLANNED_ROW, PLACE_ROW,
};
static const struct fields add_args = FIELDS("stay.add", add_rows, struct stay_args);

static bool add(struct call *c, struct fault *why)
{
    const struct stay_args *a = c->args;
    struct person p;

    if (!person_by_ref(c, "person", a->person, &p, why) || !days_are_right(&p, a->from, a->to, why))
        return false;
    struct stay row = {
        .person_id = p.head.id,
        .valid_from = a->from,
        .valid_to = date_given(a->to) ? date_add_days(a->to, 1) : DATE_NONE,
        .kind = a->kind,
        .planned = a->planned,
        .place = a->place,
    };
    if (!is_free(c, &p, a->kind, row.valid_from, row.valid_to, 0, why) ||
        !row_add(c->store, &table_stay, &row, why) || !tell_what_runs(c, &p, a->from, why))
        return false;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "%s: %s on record.", p.ref, stay_words[a->kind].shown);
    return true;
}

const struct operation op_stay_add = {
    .name = "stay.add",
    .title = "Record a stay in hospital or a care home",
    .help = "From the day of admission or of moving in. What runs on that day is named, for "
            "somebody to rest or end it; nothing stops by itself.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &add_args,
    .writes = WRITES("stay"),
    .run = add,
};

/* --- its end, and its correction -------------------------------------------------------------- */

/* The one of that kind that began on the day; without a day, the one that has not ended. */
static bool find(struct call *c, const struct person *p, int64_t kind, date_t from,
                 struct stay *out, struct fault *why)
{
    struct list rows;
    bool dated = date_given(from);

    if (!rows_where(
            c->store, &table_stay,
            "person_id = ?1 AND known_to IS NULL AND kind = ?2 AND (valid_from = ?3 OR "
            "(?3 IS NULL AND valid_to IS NULL)) ORDER BY valid_from DESC LIMIT 1",
            ARGS(INT(p->head.id), TEXT(stay_words[kind].code), INT(dated ? from.day : ABSENT)),
            c->arena, &rows, why))
        return false;
    if (!rows.count)
        return fail(why, FAULT_MISSING, dated ? "from" : "kind",
                    "%s has no such stay %s: look in the list of stays (htlah list stays).", p->ref,
                    dated ? "from that day" : "now");
    *out = *(const struct stay *)rows.items;
    return true;
}

static const struct field end_rows[] = {
    ARG_PERSON(struct stay_args),
    KIND_ROW,
    TO_ROW(0),
};
static const struct fields end_args = FIELDS("stay.end", end_rows, struct stay_args);

static bool end(struct call *c, struct fault *why)
{
    const struct stay_args *a = c->args;
    struct person p;
    struct stay old;
    char day[24];

    if (!person_by_ref(c, "person", a->person, &p, why) ||
        !find(c, &p, a->kind, DATE_NONE, &old, why) ||
        !days_are_right(&p, old.valid_from, a->to, why))
        return false;
    struct stay row = old;
    row.valid_to = date_add_days(a->to, 1);
    if (!row_replace(c->store, &table_stay, &old, &row, why))
        return false;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "%s: %s ended on %s.", p.ref, stay_words[a->kind].shown,
             date_print(a->to, day, sizeof day));
    return true;
}

const struct operation op_stay_end = {
    .name = "stay.end",
    .title = "Record a discharge",
    .help = "The last day of the stay that has not ended: discharged, or moved out.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &end_args,
    .writes = WRITES("stay"),
    .run = end,
};

static const struct field correct_rows[] = {
    ARG_PERSON(struct stay_args),
    KIND_ROW,
    FROM_ROW(0, "The first day it has on record."),
    {FIELD(struct stay_args, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "To",
     .help = "The right last day; left out: it has not ended."},
    PLANNED_ROW,
    PLACE_ROW,
    ARG_REASON(struct stay_args, FIELD_OPTIONAL),
};
static const struct fields correct_args = FIELDS("stay.correct", correct_rows, struct stay_args);

static bool correct(struct call *c, struct fault *why)
{
    const struct stay_args *a = c->args;
    struct person p;
    struct stay old;

    if (!person_by_ref(c, "person", a->person, &p, why) ||
        !find(c, &p, a->kind, a->from, &old, why) || !days_are_right(&p, a->from, a->to, why))
        return false;
    struct stay row = old;
    row.valid_to = date_given(a->to) ? date_add_days(a->to, 1) : DATE_NONE;
    row.planned = a->planned;
    row.place = a->place;
    if (!is_free(c, &p, a->kind, row.valid_from, row.valid_to, old.head.id, why) ||
        !row_replace(c->store, &table_stay, &old, &row, why))
        return false;
    c->reason = a->reason;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "%s: %s put right.", p.ref, stay_words[a->kind].shown);
    return true;
}

const struct operation op_stay_correct = {
    .name = "stay.correct",
    .title = "Correct a stay",
    .help = "What is right of the stay that began on that day, whole: its last day, whether it was "
            "planned, where. What was on record stays known as it was.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &correct_args,
    .writes = WRITES("stay"),
    .run = correct,
};
