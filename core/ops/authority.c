/* authority.c - dated power to approve, and who stands in for whom
 *
 * Source    reliability.md 6 (S9, S10, S17); peers.md (d) 7: no limit is no power.
 */
#include "core/ops/proposal_inside.h"
#include "core/ops/staff.h"

#include <string.h>

static const struct field authority_rows[] = {
    {FIELD(struct authority, staff_id, FIELD_INT), .label = "Staff"},
    {FIELD(struct authority, power, FIELD_ENUM), .words = limit_words, .label = "Power"},
    {FIELD(struct authority, limit_pence, FIELD_MONEY), .label = "Limit"},
    {FIELD(struct authority, decision, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Given by"},
    {FIELD(struct authority, valid_from, FIELD_DATE), .label = "From"},
    {FIELD(struct authority, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
};
static const struct fields authority_fields = FIELDS("authority", authority_rows, struct authority);
const struct table table_authority = {
    .name = "authority",
    .shown = "Authority",
    .fields = &authority_fields,
    .flags = TABLE_KNOWN,
    .no_overlap = "staff_id, power",
};

static const struct field deputy_rows[] = {
    {FIELD(struct deputy, for_id, FIELD_INT), .refers = "staff", .label = "For"},
    {FIELD(struct deputy, staff_id, FIELD_INT), .label = "Deputy"},
    {FIELD(struct deputy, valid_from, FIELD_DATE), .label = "From"},
    {FIELD(struct deputy, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To"},
};
static const struct fields deputy_fields = FIELDS("deputy", deputy_rows, struct deputy);
const struct table table_deputy = {
    .name = "deputy",
    .shown = "Deputy",
    .fields = &deputy_fields,
    .flags = TABLE_KNOWN,
    .no_overlap = "for_id, staff_id",
};

#define LAST_DAY                                                                                   \
    .flags = FIELD_OPTIONAL, .label = "To",                                                        \
    .help = "Last day of it; leave empty where none is known."

/* The last day as the first day no longer in it. */
static bool until(date_t from, date_t last, date_t *out, struct fault *why)
{
    *out = date_given(last) ? date_add_days(last, 1) : DATE_NONE;
    return !date_given(last) || last.day >= from.day ||
           fail(why, FAULT_REFUSED, "to", "The last day is before the first.");
}

/* --- authority.grant, authority.end --------------------------------------------------------------- */

struct grant_args {
    const char *staff;
    int64_t power;
    money_t limit;
    const char *decision;
    date_t from, to;
};
static const struct field grant_rows[] = {
    {FIELD(struct grant_args, staff, FIELD_TEXT), .flags = FIELD_REF, .refers = "staff",
     .label = "Staff", .help = "Login of who may approve."},
    {FIELD(struct grant_args, power, FIELD_ENUM), .words = limit_words, .label = "Power",
     .help = "What may be approved."},
    {FIELD(struct grant_args, limit, FIELD_MONEY), .min = 0, .max = MONEY_MOST, .label = "Limit",
     .help = "The most that one gross exposure may be, in pence in files.",
     .source = "peers.md (d) 7"},
    {FIELD(struct grant_args, decision, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Decision",
     .help = "The decision or scheme of delegation that gives it."},
    {FIELD(struct grant_args, from, FIELD_DATE), .label = "From", .help = "First day of it."},
    {FIELD(struct grant_args, to, FIELD_DATE), LAST_DAY},
};
static const struct fields grant_fields = FIELDS("authority.grant", grant_rows, struct grant_args);

/* What is in force on the day, cut short at it; and what was to come, closed. */
static bool end_from(struct call *c, int64_t staff_id, int64_t power, date_t from, int64_t *ended,
                     struct fault *why)
{
    struct list known;

    if (!rows_where(c->store, &table_authority,
                    "staff_id = ?1 AND power = ?2 AND known_to IS NULL"
                    " AND (valid_to IS NULL OR valid_to > ?3)",
                    ARGS(INT(staff_id), TEXT(limit_words[power].code), INT(from.day)), c->arena,
                    &known, why))
        return false;
    const struct authority *old = known.items;
    for (size_t i = 0; i < known.count; i++) {
        if (old[i].valid_from.day >= from.day) {
            if (!row_close(c->store, &table_authority, &old[i], why))
                return false;
            continue;
        }
        struct authority cut = old[i];
        cut.valid_to = from;
        if (!row_replace(c->store, &table_authority, &old[i], &cut, why))
            return false;
    }
    *ended = (int64_t)known.count;
    return true;
}

static bool run_grant(struct call *c, struct fault *why)
{
    const struct grant_args *a = c->args;
    struct staff s;
    date_t to;
    int64_t ended;
    char money[32];

    if (!staff_by_login(c, "staff", a->staff, &s, why) || !until(a->from, a->to, &to, why))
        return false;
    if (s.head.id == c->who->staff_id && !c->bulk)
        return deny(why, "S9", S75_POWERS, "Nobody grants a power to themselves: ask another.");
    enum allowed allowed = ALLOWED_ASKED;
    const char *about = arena_printf(c->arena, "staff %s", s.login);
    call_subject(c, "staff", s.head.id, s.login);
    if (!about)
        return fault_memory(why);
    if (!proposal_second(c, POWER_ROLE, about, &allowed, why))
        return false;
    if (allowed == ALLOWED_ASKED)
        return true;
    if (!end_from(c, s.head.id, a->power, a->from, &ended, why))
        return false;
    struct authority row = {.staff_id = s.head.id,
                            .power = a->power,
                            .limit_pence = a->limit,
                            .decision = a->decision,
                            .valid_from = a->from,
                            .valid_to = to};
    call_say(c, "%s may approve %s up to %s.", s.name, limit_words[a->power].code,
             money_print(a->limit, money, sizeof money));
    return row_add(c->store, &table_authority, &row, why);
}

struct end_args {
    const char *staff;
    int64_t power;
    date_t on;
};
static const struct field end_rows[] = {
    {FIELD(struct end_args, staff, FIELD_TEXT), .flags = FIELD_REF, .refers = "staff",
     .label = "Staff", .help = "Login."},
    {FIELD(struct end_args, power, FIELD_ENUM), .words = limit_words, .label = "Power",
     .help = "What may no longer be approved."},
    {FIELD(struct end_args, on, FIELD_DATE), .label = "Last day", .help = "Last day of the power."},
};
static const struct fields end_fields = FIELDS("authority.end", end_rows, struct end_args);

static bool run_end(struct call *c, struct fault *why)
{
    const struct end_args *a = c->args;
    struct staff s;
    int64_t ended;
    char day[24];

    if (!staff_by_login(c, "staff", a->staff, &s, why) ||
        !end_from(c, s.head.id, a->power, date_add_days(a->on, 1), &ended, why))
        return false;
    if (ended == 0)
        return fail(why, FAULT_MISSING, "power", "%s has no power over %s after %s.", s.name,
                    limit_words[a->power].code, date_print(a->on, day, sizeof day));
    call_subject(c, "staff", s.head.id, s.login);
    call_say(c, "%s may approve %s to %s.", s.name, limit_words[a->power].code,
             date_print(a->on, day, sizeof day));
    return true;
}

/* --- deputies -------------------------------------------------------------------------------------- */

struct deputy_args {
    const char *for_staff, *deputy;
    date_t from, to;
};
static const struct field deputy_arg_rows[] = {
    {FIELD(struct deputy_args, for_staff, FIELD_TEXT), .flags = FIELD_REF, .refers = "staff",
     .label = "For", .help = "Login of who is away."},
    {FIELD(struct deputy_args, deputy, FIELD_TEXT), .flags = FIELD_REF, .refers = "staff",
     .label = "Deputy", .help = "Login of who stands in."},
    {FIELD(struct deputy_args, from, FIELD_DATE), .label = "From", .help = "First day."},
    {FIELD(struct deputy_args, to, FIELD_DATE), .label = "To", .help = "Last day.",
     .source = "reliability.md 6, S17"},
};
static const struct fields deputy_arg_fields =
    FIELDS("deputy.name", deputy_arg_rows, struct deputy_args);

static bool run_deputy(struct call *c, struct fault *why)
{
    const struct deputy_args *a = c->args;
    struct staff away, stand_in;
    struct deputy already;
    date_t to;
    bool found;
    char from[24], last[24];

    if (!staff_by_login(c, "for_staff", a->for_staff, &away, why) ||
        !staff_by_login(c, "deputy", a->deputy, &stand_in, why) || !until(a->from, a->to, &to, why))
        return false;
    if (away.head.id == stand_in.head.id)
        return deny(why, "S17", S75_POWERS, "Nobody is their own deputy: name somebody else.");
    if (stand_in.head.id == c->who->staff_id && !c->bulk)
        return deny(
            why, "S17", S75_POWERS,
            "Nobody gives themselves another's power: %s, or somebody else, names the deputy.",
            away.name);
    if (!row_where(c->store, &table_deputy,
                   "for_id = ?1 AND staff_id = ?2 AND known_to IS NULL AND valid_from < ?4"
                   " AND (valid_to IS NULL OR valid_to > ?3)",
                   ARGS(INT(away.head.id), INT(stand_in.head.id), INT(a->from.day), INT(to.day)),
                   &already, &found, c->arena, why))
        return false;
    if (found)
        return fail(why, FAULT_INPUT, "from",
                    "%s stands in for %s already from %s: end that first (deputy.end).",
                    stand_in.name, away.name, date_print(already.valid_from, from, sizeof from));
    struct deputy row = {.for_id = away.head.id,
                         .staff_id = stand_in.head.id,
                         .valid_from = a->from,
                         .valid_to = to};
    call_subject(c, "staff", stand_in.head.id, stand_in.login);
    call_say(c, "%s stands in for %s from %s to %s.", stand_in.name, away.name,
             date_print(a->from, from, sizeof from), date_print(a->to, last, sizeof last));
    return row_add(c->store, &table_deputy, &row, why);
}

struct deputy_end_args {
    const char *for_staff, *deputy;
    date_t on;
};
static const struct field deputy_end_rows[] = {
    {FIELD(struct deputy_end_args, for_staff, FIELD_TEXT), .flags = FIELD_REF, .refers = "staff",
     .label = "For", .help = "Login of who was away."},
    {FIELD(struct deputy_end_args, deputy, FIELD_TEXT), .flags = FIELD_REF, .refers = "staff",
     .label = "Deputy", .help = "Login of who stood in."},
    {FIELD(struct deputy_end_args, on, FIELD_DATE), .label = "Last day", .help = "Last day of it."},
};
static const struct fields deputy_end_fields =
    FIELDS("deputy.end", deputy_end_rows, struct deputy_end_args);

/* Cover that has begun ends with the day; what was to come after it is withdrawn. */
static bool cut_cover(struct call *c, const struct deputy *old, date_t end, struct fault *why)
{
    struct deputy cut = *old;

    if (old->valid_from.day >= end.day)
        return row_close(c->store, &table_deputy, old, why);
    cut.valid_to = end;
    return row_replace(c->store, &table_deputy, old, &cut, why);
}

static bool run_deputy_end(struct call *c, struct fault *why)
{
    const struct deputy_end_args *a = c->args;
    struct staff away, stand_in;
    struct list covers;
    date_t end = date_add_days(a->on, 1);

    if (!staff_by_login(c, "for_staff", a->for_staff, &away, why) ||
        !staff_by_login(c, "deputy", a->deputy, &stand_in, why) ||
        !rows_where(c->store, &table_deputy,
                    "for_id = ?1 AND staff_id = ?2 AND known_to IS NULL"
                    " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY valid_from",
                    ARGS(INT(away.head.id), INT(stand_in.head.id), INT(end.day)), c->arena, &covers,
                    why))
        return false;
    if (!covers.count)
        return fail(why, FAULT_MISSING, "deputy", "%s does not stand in for %s after that day.",
                    stand_in.name, away.name);
    call_subject(c, "staff", stand_in.head.id, stand_in.login);
    call_say(c, "%s no longer stands in for %s.", stand_in.name, away.name);
    for (size_t i = 0; i < covers.count; i++)
        if (!cut_cover(c, (const struct deputy *)covers.items + i, end, why))
            return false;
    return true;
}

static const struct operation grant = {
    .name = "authority.grant",
    .title = "Grant power to approve",
    .help = "Gives somebody a dated limit, once a second person has approved it; what they had "
            "before ends the day before.",
    .roles = ROLE(ROLE_ADMIN) | ROLE(ROLE_POOL_MANAGER),
    .args = &grant_fields,
    .writes = WRITES("authority", "proposal"),
    .run = run_grant,
};
static const struct operation end = {
    .name = "authority.end",
    .title = "End power to approve",
    .help = "Takes somebody's power away after a day.",
    .roles = ROLE(ROLE_ADMIN) | ROLE(ROLE_POOL_MANAGER),
    .flags = OP_CAREFUL,
    .args = &end_fields,
    .writes = WRITES("authority"),
    .run = run_end,
};
static const struct operation name_deputy = {
    .name = "deputy.name",
    .title = "Name a deputy",
    .help =
        "Somebody acts with another's power for some days; what they may not do themselves stays "
        "forbidden. Each further deputy is named by another.",
    .roles = ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_POOL_MANAGER) | ROLE(ROLE_ADMIN),
    .args = &deputy_arg_fields,
    .writes = WRITES("deputy"),
    .run = run_deputy,
};
static const struct operation end_deputy = {
    .name = "deputy.end",
    .title = "End a deputy's cover",
    .help = "The cover ends after a day.",
    .roles = ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_POOL_MANAGER) | ROLE(ROLE_ADMIN),
    .args = &deputy_end_fields,
    .writes = WRITES("deputy"),
    .run = run_deputy_end,
};
const struct operation *const ops_authority[] = {&grant, &end, &name_deputy, &end_deputy, NULL};
