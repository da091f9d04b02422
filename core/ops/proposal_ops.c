/* proposal_ops.c - what people do with a proposal: submit, change, approve, return, refuse, withdraw
 *
 * Why       An approval names exactly what was submitted (its hash) and stands only while nothing it
 *           rests on has moved; both are looked at again in the transaction that approves.
 */
#include "core/ops/inner.h"
#include "core/ops/proposal_inside.h"
#include "core/ops/staff.h"
#include "core/ops/work.h"

#include <string.h>

struct decide_args {
    const char *proposal, *reason;
    int64_t rev;
};

#define PROPOSAL_ARG                                                                               \
    {                                                                                              \
        FIELD(struct decide_args, proposal, FIELD_TEXT), .flags = FIELD_REF, .refers = "proposal", \
                                                         .label = "Proposal",                      \
                                                         .help = "Its reference, such as A12."     \
    }
#define REV_ARG                                                                                    \
    {                                                                                              \
        FIELD(struct decide_args, rev, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN,         \
                                                   .label = "Revision",                            \
                                                   .help = "The revision that was on the screen."  \
    }

static const struct field decide_rows[] = {
    PROPOSAL_ARG,
    {FIELD(struct decide_args, reason, FIELD_TEXT), .max = 2000,
     .flags = FIELD_OPTIONAL | FIELD_LINES, .label = "In your words",
     .help = "Anything that whoever asked should read."},
    REV_ARG,
};
static const struct fields decide_fields =
    FIELDS("proposal.approve", decide_rows, struct decide_args);

static const struct field reason_rows[] = {
    PROPOSAL_ARG,
    {FIELD(struct decide_args, reason, FIELD_TEXT), .min = 3, .max = 2000, .flags = FIELD_LINES,
     .label = "Reason", .help = "What whoever asked must know, in full sentences."},
    REV_ARG,
};
static const struct fields reason_fields =
    FIELDS("proposal.return", reason_rows, struct decide_args);

/* Loads it and holds it against the revision on the screen. */
static bool take(struct call *c, struct proposal *p, struct fault *why)
{
    const struct decide_args *a = c->args;

    if (!proposal_by_ref(c, "proposal", a->proposal, p, why))
        return false;
    call_subject(c, "proposal", p->head.id, p->ref);
    c->reason = a->reason;
    return row_seen(c->store, &table_proposal, p, a->rev, why);
}

static bool mine(struct call *c, const struct proposal *p, struct fault *why)
{
    if (c->who->staff_id == p->author_id || c->who->staff_id == p->editor_id)
        return true;
    return deny(why, "AP-6", "reliability.md 6",
                "Proposal %s is somebody else's: only who wrote or last changed it may do this.",
                p->ref);
}

/* Everything that must hold of whoever decides it, now. */
static bool may_decide(struct call *c, const struct proposal *p, struct fault *why)
{
    /* Who made a demonstration is on no staff list, and is judged all the same. */
    struct staff me = {.head.id = c->who->staff_id, .login = c->who->login, .name = c->who->name};
    struct approver a;

    if ((me.head.id && !row_get(c->store, &table_staff, me.head.id, &me, c->arena, why)) ||
        !approver_judge(c, p, &me, &a, why))
        return false;
    if (a.may)
        return true;
    return deny(why, a.code, S75_POWERS, "You may not decide %s: %s %s.", p->ref,
                strcmp(a.code, "S1") == 0 || strcmp(a.code, "S18") == 0 || strcmp(a.code, "S9") == 0
                    ? me.name
                    : "here,",
                a.why_not);
}

static bool decide(struct call *c, struct proposal *p, enum proposal_event event, struct fault *why)
{
    const struct decide_args *a = c->args;

    p->decided_by = c->who->staff_id;
    p->decided = c->who->now;
    p->decision_text = a->reason;
    return proposal_move(c, p, event, why);
}

/* --- approve ---------------------------------------------------------------------------------- */

static bool still_stands(struct call *c, struct proposal *p, bool *out, struct fault *why)
{
    const char *base, *hash;

    base = p->base;
    if (p->package_id != ABSENT && !proposal_base(c, p->package_id, &base, why))
        return false;
    hash = proposal_hash(c, p->operation, p->args, p->base);
    if (!hash)
        return fault_memory(why);
    if (!p->hash || strcmp(hash, p->hash) != 0)
        return refuse(why, "S15", S75_POWERS,
                      "Proposal %s is not what was submitted: it is damaged; tell the auditor.",
                      p->ref);
    /* An urgent start has moved the package itself. */
    *out = p->urgent || strcmp(base, p->base) == 0;
    return true;
}

/* The operation itself, exactly as it was approved; it finds the approval and moves it on. */
static bool put_into_effect(struct call *c, const struct proposal *p, struct fault *why)
{
    const struct operation *op = op_find(p->operation);

    if (!op)
        return fail(why, FAULT_BUG, "", "There is no operation %s.", p->operation);
    return call_inner(c, op, p->args, why);
}

/* An approval is used within so many working days (S16). */
static bool use_by(struct call *c, date_t *out, struct fault *why)
{
    const struct terms_figure *terms = figures_terms(&c->config->figures, c->who->today);
    struct holidays h;

    if (terms && figures_holidays(&c->config->figures, c->arena, &h, why) &&
        date_add_working(&h, c->who->today, (int)terms->proposal_days, out))
        return true;
    return why->kind ? false
                     : fail(why, FAULT_INPUT, "",
                            "No contract terms or bank holidays are known for today: add them to "
                            "the partnership's configuration.");
}

static void say_approved(struct call *c, const struct proposal *p)
{
    char day[24], money[32];

    money_print(p->exposure_pence, money, sizeof money);
    if (p->urgent)
        call_say(c, "Approved %s, %s: the care that started urgently goes on.", p->ref, money);
    else
        call_say(c, "Approved %s, %s, to be used by %s.", p->ref, money,
                 date_print_long(p->usable_to, day, sizeof day));
}

bool proposal_approve(struct call *c, struct proposal *p, const char *words, struct fault *why)
{
    bool stands = false;

    if (!may_decide(c, p, why))
        return false;
    if (p->state != PROPOSAL_SUBMITTED)
        return proposal_move(c, p, EVENT_APPROVE, why); /* refuses, and says what it is */
    if (!still_stands(c, p, &stands, why))
        return false;
    if (!stands) {
        p->decision_text = "the package has changed since it was submitted";
        call_say(c, "%s was not approved: %s. It is out of date, and must be submitted again.",
                 p->ref, p->decision_text);
        c->answer->conflict = true;
        return proposal_move(c, p, EVENT_MOVE, why);
    }
    if (!use_by(c, &p->usable_to, why))
        return false;
    p->decided_by = c->who->staff_id;
    p->decided = c->who->now;
    p->decision_text = words;
    if (!proposal_move(c, p, EVENT_APPROVE, why) ||
        (p->urgent && !proposal_move(c, p, EVENT_APPLY, why)))
        return false;
    if (p->package_id == ABSENT)
        return put_into_effect(c, p, why); /* which says what it did */
    say_approved(c, p);
    return true;
}

static bool run_approve(struct call *c, struct fault *why)
{
    const struct decide_args *a = c->args;
    struct proposal p;

    return take(c, &p, why) && proposal_approve(c, &p, a->reason, why);
}

static bool run_return(struct call *c, struct fault *why)
{
    struct proposal p;

    if (!take(c, &p, why) || !may_decide(c, &p, why) || !decide(c, &p, EVENT_RETURN, why))
        return false;
    call_say(c, "Returned %s to who submitted it.", p.ref);
    return true;
}

/* What runs already goes on until somebody ends it: that becomes work. */
static bool tell_refused(struct call *c, const struct proposal *p, struct fault *why)
{
    struct task_wanted t = {.kind = "refused",
                            .person_id = p->person_id,
                            .package_id = p->package_id,
                            .line_number = ABSENT,
                            .role = ROLE_BROKER,
                            .due = p->due,
                            .unique_key = arena_printf(c->arena, "refused %s", p->ref)};

    return t.unique_key
               ? work_add(c, &t, why, "%s was refused and the care runs: put it right or end it.",
                          p->ref)
               : fault_memory(why);
}

static bool run_refuse(struct call *c, struct fault *why)
{
    struct proposal p;

    if (!take(c, &p, why) || !may_decide(c, &p, why) || !decide(c, &p, EVENT_REFUSE, why))
        return false;
    call_say(c, "Refused %s.", p.ref);
    return !p.urgent || tell_refused(c, &p, why);
}

/* --- the author's side ------------------------------------------------------------------------ */

static bool run_submit(struct call *c, struct fault *why)
{
    const struct decide_args *a = c->args;
    struct proposal p;
    char due[32];

    if (!take(c, &p, why) || !mine(c, &p, why) ||
        (p.package_id != ABSENT && !proposal_base(c, p.package_id, &p.base, why)) ||
        !proposal_due(c, &p.due, why))
        return false;
    p.hash = proposal_hash(c, p.operation, p.args, p.base);
    if (!p.hash)
        return fault_memory(why);
    if (a->reason) { /* whoever sends it in as it was has changed nothing (S1) */
        p.reason = a->reason;
        p.editor_id = c->who->staff_id;
    }
    p.submitted = c->who->now;
    if (!proposal_move(c, &p, EVENT_SUBMIT, why))
        return false;
    call_say(c, "Submitted %s, to be decided by %s.", p.ref,
             datetime_print(p.due, due, sizeof due));
    return true;
}

static bool run_change(struct call *c, struct fault *why)
{
    const struct decide_args *a = c->args;
    struct proposal p;

    if (!take(c, &p, why))
        return false;
    p.reason = a->reason;
    p.editor_id = c->who->staff_id;
    p.hash = NULL;
    if (!proposal_move(c, &p, EVENT_CHANGE, why))
        return false;
    call_say(c, "Changed %s: a draft until it is submitted again.", p.ref);
    return true;
}

static bool run_withdraw(struct call *c, struct fault *why)
{
    const struct decide_args *a = c->args;
    struct proposal p;

    if (!take(c, &p, why) || !mine(c, &p, why))
        return false;
    if (p.urgent)
        return refuse(why, "AP-9", S75_POWERS,
                      "What %s asks for runs already: somebody else decides it; it is not taken "
                      "back.",
                      p.ref);
    p.decision_text = a->reason;
    if (!proposal_move(c, &p, EVENT_WITHDRAW, why))
        return false;
    call_say(c, "Withdrew %s.", p.ref);
    return true;
}

/* --- ask somebody by name ------------------------------------------------------------------------- */

struct ask_args {
    const char *proposal, *approver;
};
static const struct field ask_rows[] = {
    {FIELD(struct ask_args, proposal, FIELD_TEXT), .flags = FIELD_REF, .refers = "proposal",
     .label = "Proposal", .help = "Its reference, such as A12."},
    {FIELD(struct ask_args, approver, FIELD_TEXT), .flags = FIELD_REF | FIELD_OPTIONAL,
     .refers = "staff", .label = "Ask",
     .help = "Login of who is to decide; empty: whoever has the power."},
};
static const struct fields ask_fields = FIELDS("proposal.ask", ask_rows, struct ask_args);

static bool run_ask(struct call *c, struct fault *why)
{
    const struct ask_args *a = c->args;
    struct proposal p;
    struct approver judged;
    struct staff s;

    if (!proposal_by_ref(c, "proposal", a->proposal, &p, why) || !mine(c, &p, why))
        return false;
    call_subject(c, "proposal", p.head.id, p.ref);
    if (p.state != PROPOSAL_SUBMITTED)
        return refuse(why, "AP-1", S75_POWERS,
                      "Proposal %s is %s: only one that waits for approval "
                      "is put to somebody.",
                      p.ref, proposal_state_words[p.state].code);
    p.asked_id = ABSENT;
    if (!a->approver) {
        call_say(c, "Whoever has the power may decide %s.", p.ref);
        return row_change(c->store, &table_proposal, &p, why);
    }
    if (!staff_by_login(c, "approver", a->approver, &s, why) ||
        !approver_judge(c, &p, &s, &judged, why))
        return false;
    if (!judged.may)
        return refuse(why, "AP-5", S75_POWERS, "%s cannot be asked: %s.", s.name, judged.why_not);
    p.asked_id = s.head.id;
    call_say(c, "%s is asked to decide %s.", s.name, p.ref);
    return row_change(c->store, &table_proposal, &p, why);
}

/* --- apply: the operation itself, exactly as it was approved ------------------------------------ */

static bool run_apply(struct call *c, struct fault *why)
{
    struct proposal p;

    if (!take(c, &p, why))
        return false;
    if (p.state != PROPOSAL_APPROVED)
        return refuse(why, "AP-1", S75_POWERS,
                      "Proposal %s is %s: only an approved one can be put "
                      "into effect.",
                      p.ref, proposal_state_words[p.state].code);
    const struct operation *op = op_find(p.operation);
    if (op && (c->who->role == ABSENT || !(op->roles & ROLE(c->who->role))))
        return deny(why, "AP-8", "reliability.md 5", "%s is not for your role.", op->title);
    return put_into_effect(c, &p, why);
}

/* --- the table ---------------------------------------------------------------------------------- */

enum {
    BOTH = ROLES_APPROVING | ROLE(ROLE_BROKER) | ROLE(ROLE_PLANNER) | ROLE(ROLE_FINANCE) |
           ROLE(ROLE_ADMIN),
};

static const struct operation approve = {
    .name = "proposal.approve",
    .title = "Approve",
    .help =
        "Says yes to exactly what was submitted. Not to one's own, and only within a dated limit.",
    .roles = ROLES_APPROVING,
    .args = &decide_fields,
    .writes = WRITES("proposal", "staff", "staff_role", "authority", "award", "rate", "task"),
    .run = run_approve,
};
static const struct operation return_it = {
    .name = "proposal.return",
    .title = "Return to who submitted it",
    .help = "Sends it back with a question or a reason; nothing is decided.",
    .roles = ROLES_APPROVING,
    .args = &reason_fields,
    .writes = WRITES("proposal"),
    .run = run_return,
};
static const struct operation refuse_it = {
    .name = "proposal.refuse",
    .title = "Refuse",
    .help = "Says no, with the reason. What ran before goes on.",
    .roles = ROLES_APPROVING,
    .flags = OP_CAREFUL,
    .args = &reason_fields,
    .writes = WRITES("proposal", "task"),
    .run = run_refuse,
};
static const struct operation submit_it = {
    .name = "proposal.submit",
    .title = "Submit again",
    .help = "Sends a draft or a returned proposal for approval, on what the package is now.",
    .roles = BOTH,
    .args = &decide_fields,
    .writes = WRITES("proposal"),
    .run = run_submit,
};
static const struct operation change = {
    .name = "proposal.change",
    .title = "Change the reason",
    .help = "Answers a question on a returned proposal; who changes it may not approve it.",
    .roles = BOTH,
    .args = &reason_fields,
    .writes = WRITES("proposal"),
    .run = run_change,
};
static const struct operation withdraw = {
    .name = "proposal.withdraw",
    .title = "Withdraw a proposal",
    .help = "Takes back what was asked for; nothing of it happens.",
    .roles = BOTH,
    .flags = OP_CAREFUL,
    .args = &decide_fields,
    .writes = WRITES("proposal"),
    .run = run_withdraw,
};
static const struct operation ask = {
    .name = "proposal.ask",
    .title = "Ask somebody by name",
    .help =
        "Puts a proposal to one person, or to whoever stands in for them; nobody else decides it.",
    .roles = BOTH,
    .args = &ask_fields,
    .writes = WRITES("proposal"),
    .run = run_ask,
};
static const struct operation apply = {
    .name = "proposal.apply",
    .title = "Put into effect",
    .help = "Does exactly what was approved.",
    .roles = BOTH,
    .args = &decide_fields,
    .writes = WRITES("proposal", "package", "specification", "visit", "line", "suspension",
                     "notice", "offer", "task"),
    .run = run_apply,
};

const struct operation *const ops_proposal[] = {
    &approve,   &return_it, &refuse_it,
    &submit_it, &change,    &withdraw,
    &ask,       &apply,     &op_proposal_confirm_batch,
    NULL,
};
