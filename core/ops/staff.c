/* staff.c - who works here, in which roles, until when */
#include "core/ops/staff.h"
#include "core/ops/proposal.h"

#include <stdio.h>
#include <string.h>

#define DUTIES "reliability.md 6"

/* Roles that approve: an administrator holds none of them (S10). */
enum {
    APPROVING = ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_FINANCE) | ROLE(ROLE_POOL_MANAGER) |
                ROLE(ROLE_CHC) | ROLE(ROLE_PRIVACY),
    GRANTING = ROLE(ROLE_ADMIN)
};

/* --- people who work here ------------------------------------------------------------------------ */

/* A member of staff is the first row that their login had, whatever was corrected since: that is the
 * id their roles and everything they did refer to. */
struct known_staff {
    struct staff row; /* as it stands */
    int64_t id;
};

static bool find_staff(struct call *c, const char *login, struct known_staff *out, bool *found,
                       struct fault *why)
{
    return query_one_int(c->store, "SELECT min(id) FROM staff WHERE login = ?1", ARGS(TEXT(login)),
                         &out->id, why) &&
           row_where(c->store, &table_staff,
                     "login = ?1 AND known_to IS NULL ORDER BY valid_from DESC", ARGS(TEXT(login)),
                     &out->row, found, c->arena, why);
}

static bool staff_there(struct call *c, const char *login, struct known_staff *out,
                        struct fault *why)
{
    bool found;

    if (!find_staff(c, login, out, &found, why))
        return false;
    return found ||
           fail(why, FAULT_MISSING, "staff",
                "Nobody here has the login %.40s: look in the list of staff (htlah list staff).",
                login);
}

bool staff_by_login(struct call *c, const char *arg, const char *login, struct staff *out,
                    struct fault *why)
{
    struct known_staff s;
    struct fault first = {0};

    if (!staff_there(c, login, &s, &first)) {
        snprintf(first.field, sizeof first.field, "%s", arg);
        *why = first;
        return false;
    }
    *out = s.row;
    out->head.id = s.id;
    return true;
}

bool staff_name(struct call *c, int64_t staff_id, const char **out, struct fault *why)
{
    if (!query_one_text(c->store,
                        "SELECT s.name FROM staff f JOIN staff s ON s.login = f.login "
                        "WHERE f.id = ?1 ORDER BY s.known_to IS NOT NULL, s.valid_from DESC, s.id "
                        "DESC LIMIT 1",
                        ARGS(INT(staff_id)), c->arena, out, why))
        return false;
    if (!*out)
        *out = "nobody";
    return true;
}

/* --- roles --------------------------------------------------------------------------------------- */

static bool roles_of(struct call *c, int64_t staff_id, struct list *out, struct fault *why)
{
    return rows_where(c->store, &table_staff_role,
                      "staff_id = ?1 AND known_to IS NULL ORDER BY valid_from, id",
                      ARGS(INT(staff_id)), c->arena, out, why);
}

static bool meets(date_t from, date_t to, const struct staff_role *r)
{
    return (!date_given(r->valid_to) || r->valid_to.day > from.day) &&
           (!date_given(to) || r->valid_from.day < to.day);
}

/* Roles that never meet in one person.  The maker of a demonstration is spared: it has them all. */
static bool may_meet(struct call *c, const char *login, int64_t wanted, unsigned others,
                     struct fault *why)
{
    unsigned all = others | ROLE(wanted);
    const unsigned auditor = ROLE(ROLE_AUDITOR), admin = ROLE(ROLE_ADMIN);

    if (c->who->practice && c->who->staff_id == 0)
        return true;
    if (all & auditor && all & ~auditor)
        return deny(
            why, "S10", DUTIES,
            "%s would be an auditor with a role that writes; an auditor holds no other role.",
            login);
    if (all & admin && all & APPROVING)
        return deny(why, "S10", DUTIES,
                    "%s would be an administrator with a role that approves; two people hold them.",
                    login);
    const unsigned finance = ROLE(ROLE_FINANCE), buying = ROLE(ROLE_BROKER);
    if (all & finance && all & buying)
        return deny(why, "S10", DUTIES,
                    "%s would choose providers and settle what they are paid; two people do that.",
                    login);
    return true;
}

static bool may_get(struct call *c, const char *login, int64_t staff_id, int64_t role, date_t from,
                    date_t to, struct fault *why)
{
    struct list held;
    unsigned others = 0;

    if (!roles_of(c, staff_id, &held, why))
        return false;
    for (size_t i = 0; i < held.count; i++) {
        const struct staff_role *r = (const struct staff_role *)held.items + i;
        if (!meets(from, to, r))
            continue;
        if (r->role == role)
            return fail(why, FAULT_INPUT, "role", "%s is %s in these days already.", login,
                        role_words[role].shown);
        others |= ROLE(r->role);
    }
    return may_meet(c, login, role, others, why);
}

/* What somebody new would hold, all at once. */
static bool may_hold(struct call *c, const char *login, const int64_t *roles, size_t count,
                     struct fault *why)
{
    unsigned others = 0;

    for (size_t i = 0; i < count; i++) {
        if (!may_meet(c, login, roles[i], others, why))
            return false;
        others |= ROLE(roles[i]);
    }
    return true;
}

static bool grant(struct call *c, const char *login, int64_t staff_id, int64_t role, date_t from,
                  date_t to, struct fault *why)
{
    if (!may_get(c, login, staff_id, role, from, to, why))
        return false;
    struct staff_role row = {
        .staff_id = staff_id, .role = role, .valid_from = from, .valid_to = to};
    return row_add(c->store, &table_staff_role, &row, why);
}

/* First day no longer in it, from the last day given. */
static date_t after(date_t last)
{
    return date_given(last) ? date_add_days(last, 1) : last;
}

static bool in_order(date_t from, date_t last, struct fault *why)
{
    return !date_given(last) || last.day >= from.day ||
           fail(why, FAULT_INPUT, "to", "The last day is before the first; put them in order.");
}

static bool not_oneself(struct call *c, int64_t staff_id, struct fault *why)
{
    return staff_id != c->who->staff_id ||
           deny(why, "S9", DUTIES,
                "Nobody grants a role to themselves; ask another administrator.");
}

/* An administrator alone makes nobody anything: a second person decides first. */
static bool decided(struct call *c, const char *login, enum allowed *out, struct fault *why)
{
    const char *about = arena_printf(c->arena, "staff %s", login);

    *out = ALLOWED_ASKED;
    if (!about)
        return fault_memory(why);
    return proposal_second(c, POWER_ROLE, about, out, why);
}

/* --- staff.add ----------------------------------------------------------------------------------- */

struct add_staff {
    const char *login, *name, *employer, *works_for;
    struct list roles;
    date_t from, to;
};

static const struct field add_rows[] = {
    {FIELD(struct add_staff, login, FIELD_TEXT), .flags = FIELD_KEY, .min = 1, .max = 32,
     .label = "Login", .help = "Their login on this computer's operating system."},
    {FIELD(struct add_staff, name, FIELD_TEXT), .min = 1, .max = 100, .label = "Name",
     .help = "Name as colleagues read it."},
    {FIELD(struct add_staff, employer, FIELD_TEXT), .flags = FIELD_REF, .min = 1, .max = 20,
     .refers = "organisation", .label = "Employer",
     .help = "Code of the organisation they work at.", .source = "interface.md, Staff"},
    {FIELD(struct add_staff, works_for, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL, .min = 1,
     .max = 20, .refers = "organisation", .label = "Works for",
     .help = "Code of the organisation they are seconded to."},
    {FIELD(struct add_staff, roles, FIELD_LIST), .item = FIELD_ENUM, .min = 1, .max = ROLE__COUNT,
     .words = role_words, .label = "Roles", .help = "What they may do here.",
     .source = "interface.md, Staff; reliability.md 5"},
    {FIELD(struct add_staff, from, FIELD_DATE), .label = "From", .help = "First day here."},
    {FIELD(struct add_staff, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "To",
     .help = "Last day here."},
};
static const struct fields add_fields = FIELDS("staff.add", add_rows, struct add_staff);

static bool organisation_is_there(struct call *c, const char *arg, const char *code,
                                  struct fault *why)
{
    int64_t there;

    if (!code)
        return true;
    if (!query_one_int(c->store, "SELECT 1 FROM organisation WHERE code = ?1", ARGS(TEXT(code)),
                       &there, why))
        return false;
    return there == 1 || fail(why, FAULT_MISSING, arg,
                              "There is no organisation %.20s: look in the list of organisations "
                              "(htlah list organisations).",
                              code);
}

static bool run_add(struct call *c, struct fault *why)
{
    const struct add_staff *args = c->args;
    struct staff s = {.login = args->login,
                      .name = args->name,
                      .employer = args->employer,
                      .works_for = args->works_for,
                      .valid_from = args->from,
                      .valid_to = after(args->to)};
    const int64_t *roles = args->roles.items;
    struct known_staff old;
    enum allowed allowed;
    bool found;

    if (!in_order(args->from, args->to, why) || !find_staff(c, args->login, &old, &found, why))
        return false;
    if (found && (!date_given(old.row.valid_to) || old.row.valid_to.day > args->from.day))
        return fail(why, FAULT_INPUT, "login",
                    "%s is here already; staff.grant gives them another role.", args->login);
    if (!organisation_is_there(c, "employer", args->employer, why) ||
        !organisation_is_there(c, "works_for", args->works_for, why) ||
        !may_hold(c, args->login, args->roles.items, args->roles.count, why) ||
        !decided(c, args->login, &allowed, why))
        return false;
    if (allowed == ALLOWED_ASKED)
        return true;
    if (!row_add(c->store, &table_staff, &s, why))
        return false;
    /* Who comes back is the same person: separation of duties compares people. */
    int64_t id = old.id == ABSENT ? s.head.id : old.id;
    for (size_t i = 0; i < args->roles.count; i++)
        if (!grant(c, s.login, id, roles[i], s.valid_from, s.valid_to, why))
            return false;
    call_subject(c, "staff", id, s.login);
    call_say(c, "%s (%s) added with %zu role%s.", s.name, s.login, args->roles.count,
             args->roles.count == 1 ? "" : "s");
    return true;
}

/* --- staff.grant, staff.end-role ------------------------------------------------------------------ */

struct role_args {
    const char *staff;
    int64_t role;
    date_t from, to;
};

#define STAFF_ROW(struct_type)                                                                     \
    {                                                                                              \
        FIELD(struct_type, staff, FIELD_TEXT), .flags = FIELD_REF, .min = 1, .max = 32,            \
                                               .refers = "staff", .label = "Member of staff",      \
                                               .help = "Their login."                              \
    }
#define ROLE_ROW(struct_type)                                                                      \
    {                                                                                              \
        FIELD(struct_type, role, FIELD_ENUM), .words = role_words, .label = "Role",                \
                                              .help = "What it lets them do.",                     \
                                              .source = "reliability.md 5"                         \
    }

static const struct field grant_rows[] = {
    STAFF_ROW(struct role_args),
    ROLE_ROW(struct role_args),
    {FIELD(struct role_args, from, FIELD_DATE), .label = "From", .help = "First day of the role."},
    {FIELD(struct role_args, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "To",
     .help = "Last day of the role."},
};
static const struct fields grant_fields = FIELDS("staff.grant", grant_rows, struct role_args);

static bool run_grant(struct call *c, struct fault *why)
{
    const struct role_args *args = c->args;
    struct known_staff s;
    enum allowed allowed;

    if (!staff_there(c, args->staff, &s, why) || !not_oneself(c, s.id, why) ||
        !in_order(args->from, args->to, why))
        return false;
    if (args->from.day < s.row.valid_from.day ||
        (date_given(s.row.valid_to) && args->from.day >= s.row.valid_to.day))
        return fail(why, FAULT_INPUT, "from", "%s does not work here on that day.", s.row.login);
    if (!may_get(c, s.row.login, s.id, args->role, args->from, after(args->to), why) ||
        !decided(c, s.row.login, &allowed, why))
        return false;
    call_subject(c, "staff", s.id, s.row.login);
    if (allowed == ALLOWED_ASKED)
        return true;
    if (!grant(c, s.row.login, s.id, args->role, args->from, after(args->to), why))
        return false;
    call_subject(c, "staff", s.id, s.row.login);
    call_say(c, "%s is now %s.", s.row.name, role_words[args->role].shown);
    return true;
}

struct end_role_args {
    const char *staff;
    int64_t role;
    date_t on;
};

static const struct field end_role_rows[] = {
    STAFF_ROW(struct end_role_args),
    ROLE_ROW(struct end_role_args),
    {FIELD(struct end_role_args, on, FIELD_DATE), .label = "Last day",
     .help = "Last day of the role."},
};
static const struct fields end_role_fields =
    FIELDS("staff.end-role", end_role_rows, struct end_role_args);

/* The version of a role that ends after the day; one that begins later is withdrawn whole. */
static bool end_one(struct call *c, const struct staff_role *r, date_t last, struct fault *why)
{
    struct staff_role ended = *r;

    if (r->valid_from.day > last.day)
        return row_close(c->store, &table_staff_role, r, why);
    ended.valid_to = after(last);
    return row_replace(c->store, &table_staff_role, r, &ended, why);
}

/* Ends the role, or every role when ABSENT; *count says how many there were to end. */
static bool end_roles(struct call *c, int64_t staff_id, int64_t role, date_t last, size_t *count,
                      struct fault *why)
{
    struct list held;

    *count = 0;
    if (!roles_of(c, staff_id, &held, why))
        return false;
    for (size_t i = 0; i < held.count; i++) {
        const struct staff_role *r = (const struct staff_role *)held.items + i;
        if ((role != ABSENT && r->role != role) ||
            (date_given(r->valid_to) && r->valid_to.day <= after(last).day))
            continue;
        if (!end_one(c, r, last, why))
            return false;
        ++*count;
    }
    return true;
}

static bool run_end_role(struct call *c, struct fault *why)
{
    const struct end_role_args *args = c->args;
    struct known_staff s;
    size_t count;

    if (!staff_there(c, args->staff, &s, why) ||
        !end_roles(c, s.id, args->role, args->on, &count, why))
        return false;
    if (!count)
        return fail(why, FAULT_INPUT, "role", "%s is not %s after that day.", s.row.login,
                    role_words[args->role].shown);
    char day[24];
    call_subject(c, "staff", s.id, s.row.login);
    call_say(c, "%s is %s until %s.", s.row.name, role_words[args->role].shown,
             date_print(args->on, day, sizeof day));
    return true;
}

/* --- staff.end ------------------------------------------------------------------------------------ */

struct end_args {
    const char *staff;
    date_t on;
};

static const struct field end_rows[] = {
    STAFF_ROW(struct end_args),
    {FIELD(struct end_args, on, FIELD_DATE), .label = "Last day", .help = "Last day here."},
};
static const struct fields end_fields = FIELDS("staff.end", end_rows, struct end_args);

static bool run_end(struct call *c, struct fault *why)
{
    const struct end_args *args = c->args;
    struct known_staff s;
    size_t count;
    char day[24];

    if (!staff_there(c, args->staff, &s, why))
        return false;
    if (args->on.day < s.row.valid_from.day)
        return fail(why, FAULT_INPUT, "on", "%s came only after that day.", s.row.login);
    if (date_given(s.row.valid_to) && s.row.valid_to.day <= after(args->on).day)
        return fail(why, FAULT_INPUT, "on", "%s left before that day.", s.row.login);
    struct staff ended = s.row;
    ended.valid_to = after(args->on);
    if (!end_roles(c, s.id, ABSENT, args->on, &count, why) ||
        !row_replace(c->store, &table_staff, &s.row, &ended, why))
        return false;
    call_subject(c, "staff", s.id, s.row.login);
    call_say(c, "%s works here until %s.", s.row.name, date_print(args->on, day, sizeof day));
    return true;
}

/* --- the rows ------------------------------------------------------------------------------------- */

static const struct operation op_add = {
    .name = "staff.add",
    .title = "Add a member of staff",
    .help =
        "Somebody begins to work here, under the login of their computer, in one or more roles, "
        "once a second person has approved it.",
    .roles = GRANTING,
    .flags = OP_OPENS,
    .args = &add_fields,
    .writes = WRITES("staff", "staff_role", "proposal"),
    .run = run_add,
};
static const struct operation op_grant = {
    .name = "staff.grant",
    .title = "Grant a role",
    .help =
        "A member of staff gets a further role, from a day on, once a second person has approved "
        "it. Nobody grants one to themselves.",
    .roles = GRANTING,
    .args = &grant_fields,
    .writes = WRITES("staff_role", "proposal"),
    .run = run_grant,
};
static const struct operation op_end_role = {
    .name = "staff.end-role",
    .title = "End a role",
    .help = "A member of staff has a role until a day and not after it.",
    .roles = GRANTING,
    .flags = OP_CAREFUL,
    .args = &end_role_fields,
    .writes = WRITES("staff_role"),
    .run = run_end_role,
};
static const struct operation op_end = {
    .name = "staff.end",
    .title = "End a member of staff",
    .help = "Somebody works here until a day; their roles end with it.",
    .roles = GRANTING,
    .flags = OP_CAREFUL,
    .args = &end_fields,
    .writes = WRITES("staff", "staff_role"),
    .run = run_end,
};

const struct operation *const ops_staff[] = {&op_add, &op_end, &op_end_role, &op_grant, NULL};
