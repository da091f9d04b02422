/* Alerts: what staff must know before they go, from a day to a day. */
#include "core/ops/person_inside.h"

struct alert_args {
    const char *person;
    int64_t kind, alert;
    const char *detail;
    date_t from, to;
    int64_t restricted;
    const char *reason;
};

#define KIND_ROW                                                                                   \
    {                                                                                              \
        FIELD(struct alert_args, kind, FIELD_ENUM), .words = alert_words, .label = "Alert",        \
                                                    .help = "What staff must know."                \
    }
#define NUMBER_ROW                                                                                 \
    {                                                                                              \
        FIELD(struct alert_args, alert, FIELD_INT),                                                \
            .flags = FIELD_OPTIONAL, .min = 1, .max = INT64_MAX, .label = "Number",                \
            .help = "Which of several of that kind: its number in the list of alerts."             \
    }
#define DETAIL_ROW                                                                                 \
    {                                                                                              \
        FIELD(struct alert_args, detail, FIELD_TEXT),                                              \
            .flags = FIELD_OPTIONAL | FIELD_LINES | FIELD_PERSONAL | FIELD_THIRD, .max = 1000,     \
            .label = "Detail", .help = "In a sentence or two."                                     \
    }
#define RESTRICTED_ROW                                                                             \
    {                                                                                              \
        FIELD(struct alert_args, restricted, FIELD_BOOL),                                          \
            .flags = FIELD_OPTIONAL, .label = "Restricted",                                        \
            .help = "Shown to planners, supervisors and NHS staff alone; safeguarding is, unless " \
                    "you say "                                                                     \
                    "no."                                                                          \
    }
#define TO_ROW(optional)                                                                           \
    {                                                                                              \
        FIELD(struct alert_args, to, FIELD_DATE), .flags = (optional), .label = "To",              \
                                                  .help = "Last day it holds."                     \
    }

static const struct field add_rows[] = {
    ARG_PERSON(struct alert_args),
    KIND_ROW,
    DETAIL_ROW,
    {FIELD(struct alert_args, from, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "From",
     .help = "First day; today when left out."},
    TO_ROW(FIELD_OPTIONAL),
    RESTRICTED_ROW,
};
static const struct fields add_args = FIELDS("alert.add", add_rows, struct alert_args);

static bool check_days(const struct person *p, date_t from, date_t to, struct fault *why)
{
    char a[24], b[24];

    if (!person_check_day(p, "from", from, why))
        return false;
    if (!date_given(to) || to.day >= from.day)
        return true;
    return fail(why, FAULT_INPUT, "to",
                "The last day, %s, is before the first, %s: put one of them right.",
                date_print(to, a, sizeof a), date_print(from, b, sizeof b));
}

/* The last day, as the store keeps it. */
static date_t until(date_t last)
{
    return date_given(last) ? date_add_days(last, 1) : DATE_NONE;
}

static bool add(struct call *c, struct fault *why)
{
    const struct alert_args *a = c->args;
    date_t from = date_given(a->from) ? a->from : c->who->today;
    struct person p;

    if (!person_by_ref(c, "person", a->person, &p, why) || !check_days(&p, from, a->to, why))
        return false;
    struct alert row = {
        .person_id = p.head.id,
        .valid_from = from,
        .valid_to = until(a->to),
        .kind = a->kind,
        .detail = a->detail,
        .restricted = a->restricted != ABSENT ? a->restricted : alert_is_restricted(a->kind),
    };
    if (!row_add(c->store, &table_alert, &row, why))
        return false;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "Alert put on %s: %s.", p.ref, alert_words[a->kind].shown);
    return true;
}

/* The one alert meant: by number, else the only one of its kind that has not ended by `on`. */
static bool find(struct call *c, const struct alert_args *a, const struct person *p, date_t on,
                 struct alert *out, struct fault *why)
{
    struct list rows;

    if (!rows_where(
            c->store, &table_alert,
            "person_id = ?1 AND known_to IS NULL AND kind = ?2 AND (?3 IS NULL OR id = ?3) "
            "AND (valid_to IS NULL OR valid_to > ?4) ORDER BY valid_from, id",
            ARGS(INT(p->head.id), TEXT(alert_words[a->kind].code), INT(a->alert), INT(on.day)),
            c->arena, &rows, why))
        return false;
    if (rows.count == 1) {
        *out = *(const struct alert *)rows.items;
        return true;
    }
    if (rows.count)
        return fail(why, FAULT_INPUT, "alert",
                    "%s has %zu alerts of that kind: say which by its number in the list.", p->ref,
                    rows.count);
    return fail(why, FAULT_MISSING, "kind",
                "%s has no such alert now: look in the list of alerts (htlah list alerts).",
                p->ref);
}

static const struct field change_rows[] = {
    ARG_PERSON(struct alert_args), KIND_ROW,       NUMBER_ROW, DETAIL_ROW,
    TO_ROW(FIELD_OPTIONAL),        RESTRICTED_ROW,
};
static const struct fields change_args = FIELDS("alert.change", change_rows, struct alert_args);

/* From today on; what it said until then is kept as it was. */
static bool change(struct call *c, struct fault *why)
{
    const struct alert_args *a = c->args;
    date_t today = c->who->today;
    struct person p;
    struct alert old;

    if (!person_by_ref(c, "person", a->person, &p, why) || !find(c, a, &p, today, &old, why))
        return false;
    struct alert row = old;
    if (a->detail)
        row.detail = a->detail;
    if (a->restricted != ABSENT)
        row.restricted = a->restricted;
    if (date_given(a->to))
        row.valid_to = until(a->to);
    if (!check_days(&p, old.valid_from, a->to, why))
        return false;
    if (old.valid_from.day >= today.day || (date_given(a->to) && a->to.day < today.day)) {
        if (!row_replace(c->store, &table_alert, &old, &row, why))
            return false;
    } else {
        struct alert cut = old;
        cut.valid_to = today;
        row.valid_from = today;
        if (!row_replace(c->store, &table_alert, &old, &cut, why) ||
            !row_add(c->store, &table_alert, &row, why))
            return false;
    }
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "Alert of %s changed: %s.", p.ref, alert_words[a->kind].shown);
    return true;
}

static const struct field end_rows[] = {
    ARG_PERSON(struct alert_args),
    KIND_ROW,
    NUMBER_ROW,
    TO_ROW(0),
    ARG_REASON(struct alert_args, FIELD_OPTIONAL),
};
static const struct fields end_args = FIELDS("alert.end", end_rows, struct alert_args);

static bool end(struct call *c, struct fault *why)
{
    const struct alert_args *a = c->args;
    struct person p;
    struct alert old;

    if (!person_by_ref(c, "person", a->person, &p, why) || !find(c, a, &p, a->to, &old, why) ||
        !check_days(&p, old.valid_from, a->to, why))
        return false;
    struct alert row = old;
    row.valid_to = until(a->to);
    if (!row_replace(c->store, &table_alert, &old, &row, why))
        return false;
    c->reason = a->reason;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "Alert of %s ended: %s.", p.ref, alert_words[a->kind].shown);
    return true;
}

const struct operation op_alert_add = {
    .name = "alert.add",
    .title = "Put an alert on a person",
    .help = "What staff must know: lives alone, two carers, key safe, a risk, safeguarding and so "
            "on.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &add_args,
    .writes = WRITES("alert"),
    .run = add,
};
const struct operation op_alert_change = {
    .name = "alert.change",
    .title = "Change an alert",
    .help = "From today on; what it said before is kept.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &change_args,
    .writes = WRITES("alert"),
    .run = change,
};
const struct operation op_alert_end = {
    .name = "alert.end",
    .title = "End an alert",
    .help = "It holds no longer than the day given.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &end_args,
    .writes = WRITES("alert"),
    .run = end,
};
