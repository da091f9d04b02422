/* proposal_allows.c - may an operation go on: under an approval for exactly this, or not yet
 *
 * Source    architecture.md, Asking and deciding; reliability.md 6 (S1, S15, S16, S18).
 */
#include "core/ops/proposal_inside.h"

#include <string.h>

/* An approval of exactly these arguments that may still be used.  What cannot be used any more is
 * made stale, so that the person sees why it is asked for again. */
static bool usable(struct call *c, struct proposal *p, const char *base, bool *good,
                   struct fault *why)
{
    char day[24];

    *good = false;
    if (strcmp(p->base, base) != 0) {
        p->decision_text = "the package has changed since it was submitted";
    } else if (date_given(p->usable_to) && p->usable_to.day < c->who->today.day) {
        p->decision_text = arena_printf(c->arena, "the approval could be used to %s",
                                        date_print(p->usable_to, day, sizeof day));
        if (!p->decision_text)
            return fault_memory(why);
    } else {
        *good = true;
        return true;
    }
    call_remark(c, "S15", "The approval of %s is out of date: %s.", p->ref, p->decision_text);
    return proposal_move(c, p, EVENT_MOVE, why);
}

/* Proposals of this package for the same operation that are still alive. */
static bool find_open(struct call *c, const struct wanted *w, const char *args, const char *base,
                      struct proposal *out, bool *found, struct fault *why)
{
    struct list open;
    bool good;

    *found = false;
    if (!rows_where(c->store, &table_proposal,
                    w->about ? "package_id IS ?1 AND operation = ?2 AND args = ?3"
                               " AND state IN ('submitted', 'approved') ORDER BY id"
                             : "package_id = ?1 AND operation = ?2 AND ?3 IS NOT NULL"
                               " AND state IN ('submitted', 'approved', 'returned', 'draft')"
                               " ORDER BY id",
                    ARGS(INT(w->package_id), TEXT(w->operation->name), TEXT(args)), c->arena, &open,
                    why))
        return false;
    struct proposal *p = open.items;
    for (size_t i = 0; i < open.count; i++) {
        bool same = strcmp(p[i].args, args) == 0;
        if (p[i].state == PROPOSAL_APPROVED && same) {
            if (!usable(c, &p[i], base, &good, why))
                return false;
            if (good) {
                *out = p[i];
                *found = true;
            }
        } else if (p[i].state == PROPOSAL_SUBMITTED && same && strcmp(p[i].base, base) == 0) {
            return refuse(why, "AP-2", S75_POWERS,
                          "This is waiting for approval already, as %s: nothing more is needed "
                          "until it is decided.",
                          p[i].ref);
        } else {
            p[i].decision_text = "another one was submitted in its place";
            if (!proposal_move(c, &p[i], EVENT_WITHDRAW, why))
                return false;
        }
    }
    return true;
}

static bool submit(struct call *c, const struct wanted *w, const char *args, const char *base,
                   struct proposal *p, struct fault *why)
{
    *p = (struct proposal){
        .operation = w->operation->name,
        .args = args,
        .package_id = w->package_id,
        .person_id = w->person_id,
        .provider_id = w->provider_id ? w->provider_id : ABSENT,
        .exposure_pence = w->exposure,
        .weekly_pence = w->weekly,
        .power = w->power,
        .base = base,
        .state = PROPOSAL_SUBMITTED,
        .reason = w->reason,
        .author_id = c->who->staff_id,
        .editor_id = c->who->staff_id,
        .submitted = c->who->now,
        .asked_id = ABSENT,
        .decided_by = ABSENT,
        .decided = DATETIME_NONE,
        .usable_to = DATE_NONE,
        .urgent = w->urgent,
    };
    p->hash = proposal_hash(c, p->operation, args, base);
    if (!p->hash)
        return fault_memory(why);
    return proposal_due(c, &p->due, why) &&
           call_next_ref(c, power_is_sum(w->power) ? "A" : "Q", &p->ref, why) &&
           row_add(c->store, &table_proposal, p, why);
}

bool proposal_allows(struct call *c, const struct wanted *w, enum allowed *out, struct fault *why)
{
    const char *base, *args = proposal_args(c, w->operation, w->args);
    struct proposal p;
    bool found;
    char money[32], due[32];

    if (!args)
        return fault_memory(why);
    base = w->about;
    if ((!base && !proposal_base(c, w->package_id, &base, why)) ||
        !find_open(c, w, args, base, &p, &found, why))
        return false;
    if (found) {
        *out = ALLOWED_NOW;
        return proposal_move(c, &p, EVENT_APPLY, why);
    }
    if (!submit(c, w, args, base, &p, why))
        return false;
    money_print(p.exposure_pence, money, sizeof money);
    datetime_print(p.due, due, sizeof due);
    *out = w->urgent ? ALLOWED_NOW : ALLOWED_ASKED;
    c->answer->asked = !w->urgent;
    if (!power_is_sum(w->power))
        call_say(c,
                 "Sent to a second person as %s, to be decided by %s; nothing of it holds before.",
                 p.ref, due);
    else if (w->urgent)
        call_remark(c, "AP-7", "Care starts before approval: %s for %s must be decided by %s.",
                    p.ref, money, due);
    else
        call_say(c, "Sent for approval as %s: %s gross, to be decided by %s.", p.ref, money, due);
    return true;
}

/* Has a second person said yes to exactly this already, or has anybody but these two ever held a role
 * that approves: could there be one? */
static bool second_person(struct call *c, const char *about, bool *out, struct fault *why)
{
    const char *args = proposal_args(c, c->op, c->args);
    int64_t n;

    if (!args)
        return fault_memory(why);
    if (!query_one_int(c->store,
                       "SELECT EXISTS (SELECT 1 FROM staff_role r JOIN staff f ON f.id = r.staff_id"
                       " WHERE r.role IN ('supervisor', 'pool-manager') AND r.staff_id <> ?1"
                       " AND 'staff ' || f.login <> ?2) OR EXISTS (SELECT 1 FROM proposal"
                       " WHERE package_id IS NULL AND operation = ?3 AND args = ?4"
                       " AND state = 'approved')",
                       ARGS(INT(c->who->staff_id), TEXT(about), TEXT(c->op->name), TEXT(args)), &n,
                       why))
        return false;
    *out = n == 1;
    return true;
}

bool proposal_second(struct call *c, enum power power, const char *about, enum allowed *out,
                     struct fault *why)
{
    struct wanted w = {.operation = c->op,
                       .args = c->args,
                       .package_id = ABSENT,
                       .person_id = ABSENT,
                       .exposure = GBP(0, 0),
                       .weekly = GBP(0, 0),
                       .power = power,
                       .reason = c->reason,
                       .about = about};
    bool there = false;

    *out = ALLOWED_NOW;
    if (c->who->staff_id == 0)
        return true;
    if (!second_person(c, about, &there, why))
        return false;
    if (there)
        return proposal_allows(c, &w, out, why);
    call_remark(c, power == POWER_ROLE ? "S9" : "S5",
                "It stands on one person's word: nobody else here has ever held a role that "
                "approves. From the first one on, a second person decides.");
    return true;
}
