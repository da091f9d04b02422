/* approvers.c - who may approve a proposal, and why each other person may not
 *
 * Meaning   One judgement serves the approval itself and its rehearsal, so the two cannot differ.
 * Limits    are of the gross exposure; nobody without a dated limit has any power, and a deputy has
 *           what the person they stand in for has, on those days, and no exclusion of their own is
 *           lifted by it.
 * Source    reliability.md 6 (S1, S14, S17, S18); peers.md 1 (faults 1 to 3), (d) 7.
 */
#include "core/ops/proposal_inside.h"

#include <string.h>

enum { ROLLING_DAYS = 7 };

struct power_held {
    money_t limit; /* MONEY_NONE: none */
    const char *for_name;
};

static bool limit_of(struct call *c, int64_t staff_id, int64_t power, money_t *out,
                     struct fault *why)
{
    /* What is no sum has no limit; who made a demonstration holds every role and every power. */
    if (!power_is_sum(power) || (staff_id == 0 && c->who->practice)) {
        *out = (money_t){MONEY_MOST};
        return true;
    }
    return query_one_int(
        c->store,
        "SELECT max(limit_pence) FROM authority WHERE staff_id = ?1 AND power = ?2"
        " AND known_to IS NULL AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to > ?3)",
        ARGS(INT(staff_id), TEXT(power_words[power].code), INT(c->who->today.day)), &out->pence,
        why);
}

/* The role that approving takes, held today: S18 for old proposals too. */
static bool has_role(struct call *c, int64_t staff_id, bool *out, struct fault *why)
{
    int64_t n;

    *out = staff_id == 0 && c->who->practice;
    if (*out)
        return true;
    if (!query_one_int(c->store,
                       "SELECT count(*) FROM staff_role r JOIN staff f ON f.id = r.staff_id"
                       " JOIN staff s ON s.login = f.login"
                       " WHERE r.staff_id = ?1 AND r.role IN ('supervisor', 'pool-manager')"
                       " AND r.known_to IS NULL AND r.valid_from <= ?2"
                       " AND (r.valid_to IS NULL OR r.valid_to > ?2)"
                       " AND s.known_to IS NULL AND s.valid_from <= ?2"
                       " AND (s.valid_to IS NULL OR s.valid_to > ?2)",
                       ARGS(INT(staff_id), INT(c->who->today.day)), &n, why))
        return false;
    *out = n > 0;
    return true;
}

/* The largest limit, in one's own right or as a deputy. */
static bool power_of(struct call *c, const struct proposal *p, int64_t staff_id,
                     struct power_held *out, struct fault *why)
{
    struct list stands_for;
    money_t limit;

    *out = (struct power_held){.limit = MONEY_NONE};
    if (!limit_of(c, staff_id, p->power, &out->limit, why) ||
        !rows_where(c->store, &table_deputy,
                    "staff_id = ?1 AND known_to IS NULL AND valid_from <= ?2"
                    " AND (valid_to IS NULL OR valid_to > ?2) ORDER BY id",
                    ARGS(INT(staff_id), INT(c->who->today.day)), c->arena, &stands_for, why))
        return false;
    const struct deputy *d = stands_for.items;
    for (size_t i = 0; i < stands_for.count; i++) {
        struct staff s;
        bool holds;
        /* An author's own power is not lent to get round S1. */
        if (d[i].for_id == p->author_id || d[i].for_id == p->editor_id)
            continue;
        /* Nor is there any to lend once who is stood in for approves nothing any more (S18). */
        if (!has_role(c, d[i].for_id, &holds, why))
            return false;
        if (!holds)
            continue;
        if (!limit_of(c, d[i].for_id, p->power, &limit, why))
            return false;
        if (limit.pence == ABSENT ||
            (out->limit.pence != ABSENT && limit.pence <= out->limit.pence))
            continue;
        if (!row_get(c->store, &table_staff, d[i].for_id, &s, c->arena, why))
            return false;
        *out = (struct power_held){limit, s.name};
    }
    return true;
}

/* Does somebody stand in for who was asked, today? */
static bool stands_in(struct call *c, int64_t staff_id, int64_t for_id, bool *out,
                      struct fault *why)
{
    int64_t n;

    if (!query_one_int(c->store,
                       "SELECT count(*) FROM deputy WHERE staff_id = ?1 AND for_id = ?2"
                       " AND known_to IS NULL AND valid_from <= ?3"
                       " AND (valid_to IS NULL OR valid_to > ?3)",
                       ARGS(INT(staff_id), INT(for_id), INT(c->who->today.day)), &n, why))
        return false;
    *out = n > 0;
    return true;
}

/* What this person has approved within seven days for the same person with the same provider (S14):
 * a split order is one order.  What several providers deliver counts with each of them. */
static bool approved_before(struct call *c, const struct proposal *p, int64_t staff_id,
                            money_t *out, struct fault *why)
{
    datetime_t since = {c->who->now.minute - ROLLING_DAYS * INT64_C(1440)};

    if (!query_one_int(c->store,
                       "SELECT coalesce(sum(exposure_pence), 0) FROM proposal WHERE decided_by = ?1"
                       " AND decided > ?2 AND id <> ?3 AND state IN ('approved', 'applied')"
                       " AND power = ?6 AND person_id = ?4"
                       " AND (provider_id = ?5 OR provider_id IS NULL OR ?5 IS NULL)",
                       ARGS(INT(staff_id), INT(since.minute), INT(p->head.id), INT(p->person_id),
                            INT(p->provider_id), TEXT(power_words[p->power].code)),
                       &out->pence, why))
        return false;
    return true;
}

static bool judge_limit(struct call *c, const struct proposal *p, const struct power_held *held,
                        struct approver *out, struct fault *why)
{
    char limit[32], sum[32];
    money_t before, all;

    if (held->limit.pence == ABSENT) {
        out->code = "AP-3";
        out->why_not =
            arena_printf(c->arena, "no limit for %s is in force, and no limit is no power",
                         power_words[p->power].shown);
        return true;
    }
    money_print(held->limit, limit, sizeof limit);
    if (p->exposure_pence.pence > held->limit.pence) {
        out->code = "AP-4";
        out->why_not = arena_printf(c->arena, "the limit of %s is under the exposure of %s", limit,
                                    money_print(p->exposure_pence, sum, sizeof sum));
        return true;
    }
    if (!approved_before(c, p, out->staff_id, &before, why))
        return false;
    if (!money_add(before, p->exposure_pence, &all) || all.pence > held->limit.pence) {
        out->code = "S14";
        out->why_not = arena_printf(
            c->arena,
            "with %s approved in the last %d days for this person with this provider it "
            "would pass the limit of %s",
            money_print(before, sum, sizeof sum), ROLLING_DAYS, limit);
        return true;
    }
    out->may = true;
    return true;
}

/* Nobody decides on their own role or power, whoever asked for it. */
static bool is_about(const struct proposal *p, const char *login)
{
    return p->power == POWER_ROLE && strncmp(p->base, "staff ", 6) == 0 &&
           strcmp(p->base + 6, login) == 0;
}

bool approver_judge(struct call *c, const struct proposal *p, const struct staff *s,
                    struct approver *out, struct fault *why)
{
    struct power_held held;
    bool role, asked = true;

    *out = (struct approver){
        .staff_id = s->head.id, .login = s->login, .name = s->name, .limit = MONEY_NONE};
    if (!has_role(c, s->head.id, &role, why) || !power_of(c, p, s->head.id, &held, why))
        return false;
    if (p->asked_id != ABSENT && p->asked_id != s->head.id &&
        !stands_in(c, s->head.id, p->asked_id, &asked, why))
        return false;
    out->limit = held.limit;
    out->for_name = held.for_name;
    if (s->head.id == p->author_id) {
        out->code = "S1";
        out->why_not = "is the author of it";
    } else if (s->head.id == p->editor_id) {
        out->code = "S1";
        out->why_not = "changed it last";
    } else if (is_about(p, s->login)) {
        out->code = "S9";
        out->why_not = "is who it is about";
    } else if (!role) {
        out->code = "S18";
        out->why_not = "holds no role that approves today";
    } else if (!asked) {
        out->code = "AP-5";
        out->why_not = "somebody else was asked";
    } else {
        if (power_is_sum(p->power))
            return judge_limit(c, p, &held, out, why);
        out->may = true;
    }
    return true;
}

/* What somebody did and holds goes by the first row that their login had, whatever was corrected. */
static bool by_first_row(struct call *c, struct staff *s, struct fault *why)
{
    return query_one_int(c->store, "SELECT min(id) FROM staff WHERE login = ?1",
                         ARGS(TEXT(s->login)), &s->head.id, why);
}

bool proposal_approvers(struct call *c, const struct proposal *p, struct list *out,
                        struct fault *why)
{
    struct list staff;

    /* Whoever holds a role that approves, a limit, or wrote it. */
    if (!rows_where(c->store, &table_staff,
                    "known_to IS NULL AND login IN (SELECT login FROM staff WHERE id IN (?1, ?2)"
                    " OR id IN (SELECT staff_id FROM authority WHERE known_to IS NULL)"
                    " OR id IN (SELECT staff_id FROM staff_role WHERE known_to IS NULL"
                    "           AND role IN ('supervisor', 'pool-manager')))"
                    " ORDER BY login",
                    ARGS(INT(p->author_id), INT(p->editor_id)), c->arena, &staff, why))
        return false;
    struct approver *a = arena_take_array(c->arena, staff.count ? staff.count : 1, sizeof *a);
    if (!a)
        return fault_memory(why);
    struct staff *s = staff.items;
    for (size_t i = 0; i < staff.count; i++)
        if (!by_first_row(c, &s[i], why) || !approver_judge(c, p, &s[i], &a[i], why))
            return false;
    *out = (struct list){a, staff.count};
    return true;
}
