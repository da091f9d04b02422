/* session.c - staff and their roles, and who is at the keyboard
 *
 * Identity  The operating system's login.  A member of staff keeps the id of the first row that
 * their login ever had, so a corrected name does not make another person of them.
 */
#include "core/store/inside.h"

#include <string.h>

const struct word role_words[] = {{"broker", "Broker"},
                                  {"planner", "Support planner"},
                                  {"reablement", "Reablement"},
                                  {"supervisor", "Supervisor"},
                                  {"chc", "CHC nurse"},
                                  {"finance", "Finance officer"},
                                  {"pool-manager", "Pool manager"},
                                  {"clerk", "Clerk to the board"},
                                  {"auditor", "Auditor"},
                                  {"admin", "Administrator"},
                                  {"privacy", "Privacy officer"},
                                  {NULL, NULL}};

static const struct field staff_rows[] = {
    {FIELD(struct staff, login, FIELD_TEXT), .flags = FIELD_KEY, .max = 32, .label = "Login",
     .help = "Name at the operating system."},
    {FIELD(struct staff, name, FIELD_TEXT), .max = 80, .label = "Name",
     .help = "As colleagues know them."},
    {FIELD(struct staff, employer, FIELD_TEXT), .max = 20, .label = "Employer",
     .help = "Organisation whose staff they are."},
    {FIELD(struct staff, works_for, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20,
     .label = "Works for", .help = "Organisation they are lent to."},
    {FIELD(struct staff, valid_from, FIELD_DATE), .label = "From", .help = "First day."},
    {FIELD(struct staff, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To", .help = "Last day, when known."},
};
static const struct fields staff_fields = FIELDS("staff", staff_rows, struct staff);
const struct table table_staff = {.name = "staff",
                                  .shown = "Member of staff",
                                  .fields = &staff_fields,
                                  .flags = TABLE_KNOWN,
                                  .no_overlap = "login"};

static const struct field staff_role_rows[] = {
    {FIELD(struct staff_role, staff_id, FIELD_INT), .label = "Member of staff"},
    {FIELD(struct staff_role, role, FIELD_ENUM), .words = role_words, .label = "Role"},
    {FIELD(struct staff_role, valid_from, FIELD_DATE), .label = "From", .help = "First day."},
    {FIELD(struct staff_role, valid_to, FIELD_DATE), .flags = FIELD_OPTIONAL | FIELD_OPEN_END,
     .label = "To", .help = "Last day, when known."},
};
static const struct fields staff_role_fields =
    FIELDS("staff_role", staff_role_rows, struct staff_role);
const struct table table_staff_role = {.name = "staff_role",
                                       .shown = "Role",
                                       .fields = &staff_role_fields,
                                       .flags = TABLE_KNOWN,
                                       .no_overlap = "staff_id, role"};

static bool find_staff(struct store *st, const char *login, date_t today, struct arena *a,
                       struct session *out, bool *known, bool *here, struct fault *why)
{
    struct staff found;
    int64_t first;

    *known = false;
    if (!query_one_int(st, "SELECT min(id) FROM staff WHERE login = ?1", ARGS(TEXT(login)), &first,
                       why))
        return false;
    if (first != ABSENT) {
        *known = true;
        out->staff_id = first;
    }
    if (!row_where(st, &table_staff,
                   "login = ?1 AND known_to IS NULL AND valid_from <= ?2 AND "
                   "(valid_to IS NULL OR valid_to > ?2) ORDER BY id",
                   ARGS(TEXT(login), INT(today.day)), &found, here, a, why))
        return false;
    if (*here) {
        out->name = found.name;
        out->employer = found.employer;
        out->body = found.works_for ? found.works_for : found.employer;
    }
    return true;
}

static bool find_roles(struct store *st, const char *login, date_t today, unsigned *roles,
                       struct fault *why)
{
    struct cursor *c;
    bool row, fine;

    *roles = 0;
    if (!query_open(st,
                    "SELECT DISTINCT r.role FROM staff s JOIN staff_role r ON r.staff_id = s.id "
                    "WHERE s.login = ?1 AND r.known_to IS NULL AND r.valid_from <= ?2 AND "
                    "(r.valid_to IS NULL OR r.valid_to > ?2)",
                    ARGS(TEXT(login), INT(today.day)), &c, why))
        return false;
    while ((fine = query_next(c, &row, why)) && row) {
        int64_t role = word_index(role_words, query_text(c, 0));
        if (role != ABSENT)
            *roles |= ROLE(role);
    }
    query_close(c);
    return fine;
}

unsigned session_acting(const struct session *s)
{
    return s->role == ABSENT ? s->roles : s->roles & ROLE((unsigned)s->role);
}

static bool choose_role(struct session *out, int64_t role, struct fault *why)
{
    out->role = ABSENT;
    if (role != ABSENT) {
        if (role < 0 || role >= ROLE__COUNT || !(out->roles & ROLE(role)))
            return deny(why, "AC-3", "reliability.md F4",
                        "%s does not hold the role %s today; name a role they hold, or none.",
                        out->login, role >= 0 && role < ROLE__COUNT ? role_words[role].code : "?");
        out->role = role;
    } else if (out->roles && (out->roles & (out->roles - 1)) == 0) {
        for (role = 0; !(out->roles & ROLE(role));)
            role++;
        out->role = role;
    }
    return true;
}

static bool identify(struct store *st, const char *login, int64_t role, struct arena *a,
                     struct session *out, struct fault *why)
{
    const char *maker;
    bool known, here;

    if (!store_setting_read(st, "maker_login", &maker, why))
        return false;
    bool is_maker = maker && st->kind != STORE_REAL && strcmp(maker, login) == 0;
    if (!find_staff(st, login, out->today, a, out, &known, &here, why) ||
        !find_roles(st, login, out->today, &out->roles, why))
        return false;
    if (is_maker) {
        out->roles = ROLES_ALL;
        out->body = NULL;
        out->name = here ? out->name : out->login;
        return choose_role(out, role, why);
    }
    if (!known)
        return deny(why, "AC-1", "reliability.md F10",
                    "%s is not on the staff list of this store; an administrator enrols new staff.",
                    login);
    if (!here || out->roles == 0)
        return deny(why, "AC-2", "reliability.md F10",
                    "%s holds no role in this store on this day; an administrator grants roles.",
                    login);
    return choose_role(out, role, why);
}

bool session_open(struct store *st, const char *login, int64_t role, date_t today, datetime_t now,
                  struct arena *a, struct session *out, struct fault *why)
{
    *out = (struct session){.store = st,
                            .login = arena_text(a, login),
                            .role = ABSENT,
                            .today = today,
                            .now = now,
                            .practice = st->kind != STORE_REAL};
    if (!out->login)
        return fault_memory(why);
    if (identify(st, login, role, a, out, why))
        return true;
    if (why->kind == FAULT_DENIED)
        tx_denied(st, out, "session.open", NULL, why);
    return false;
}
