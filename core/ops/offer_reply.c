/* offer_reply.c - what becomes of an offer: accepted, in part, declined, run out, withdrawn */
#include "core/ops/offer_inside.h"

#include <string.h>

struct reply_args {
    const char *offer, *visits;
    date_t start;
    const char *code, *text, *reason;
    int64_t rev;
};

#define OFFER_ROW ARG_OF(struct reply_args, offer, "offer", "Offer", "Offer that is answered.")
#define TEXT_ROW                                                                                   \
    {                                                                                              \
        FIELD(struct reply_args, text, FIELD_TEXT),                                                \
            .flags = FIELD_OPTIONAL | FIELD_THIRD | FIELD_LINES, .max = REASON_MOST,               \
            .label = "What was said", .help = "By the provider, in words."                         \
    }
#define START_ROW                                                                                  \
    ARG_MAYBE_DAY(struct reply_args, start, "Can start",                                           \
                  "First day the provider can come; the day it is needed by when not given.")

/* --- what they have in common ------------------------------------------------------------------------- */

struct replied {
    struct offer offer;
    struct provider provider;
    struct package package;
    struct list visits; /* of the offer's specification */
};

static bool begin(struct call *c, enum offer_event event, struct replied *r, struct fault *why)
{
    const struct reply_args *a = c->args;
    const struct offer_step *step;

    if (!offer_by_ref(c, "offer", a->offer, &r->offer, why) ||
        !row_seen(c->store, &table_offer, &r->offer, a->rev, why) ||
        !provider_get(c, r->offer.provider_id, &r->provider, why) ||
        !row_get(c->store, &table_package, r->offer.package_id, &r->package, c->arena, why) ||
        !rows_where(c->store, &table_visit, "package_id = ?1 AND spec_number = ?2 ORDER BY number",
                    ARGS(INT(r->offer.package_id), INT(r->offer.spec_number)), c->arena, &r->visits,
                    why))
        return false;
    step = offer_step((int)r->offer.state, event);
    if (!step || r->offer.placed)
        return offer_move(c, &r->offer, event, why); /* refuses */
    if (a->text)
        r->offer.reply_text = a->text;
    return true;
}

static bool finish(struct call *c, enum offer_event event, struct replied *r, struct fault *why)
{
    if (!offer_move(c, &r->offer, event, why) || !package_settle(c, r->offer.package_id, why))
        return false;
    call_subject(c, "offer", r->offer.head.id, r->offer.ref);
    return true;
}

/* Who is asked next, as a remark; an answer does not fail for want of it. */
static void say_next(struct call *c, const struct replied *r)
{
    struct to_offer t;
    struct list order;
    struct fault none = {.kind = FAULT_NONE};

    if (c->bulk || !to_offer_find(c, r->package.ref, NULL, true, &t, &none))
        return;
    struct asked q = {.package = &t.package, .visits = &t.visits, .numbers = t.numbers, .on = t.on};
    if (!asked_begin(c, &q, &none) || !market_order(c, &q, &order, &none))
        return;
    const struct candidate *k = order.items;
    for (size_t i = 0; i < order.count; i++)
        if (candidate_may(&k[i]) && !k[i].answered) {
            call_remark(c, NULL, "Next in order: %s, %s free.", k[i].provider.name,
                        minutes_shown(c, k[i].award.weekly_minutes - k[i].committed));
            return;
        }
    call_remark(c, "OF-7",
                "Nobody in the order of the lot is left: a spot purchase may be "
                "proposed.");
}

/* --- accept ------------------------------------------------------------------------------------------ */

/* The provider may still be offered it: a stop, a bar or the end of a delegation may have come
 * between, and the award may have lost hours. */
static bool still_may(struct call *c, const struct replied *r, struct fault *why)
{
    struct asked q = {.package = &r->package,
                      .visits = &r->visits,
                      .numbers = r->offer.visits,
                      .on = r->offer.start};
    struct candidate k = {.past = NULL};
    struct specification now;
    struct list visits;
    struct decision d;
    bool found;

    if (!package_spec(c, r->package.head.id, r->offer.start, &now, &visits, &found, why))
        return false;
    if (!found || now.number != r->offer.spec_number)
        return also_refuse(why, "OF-8",
                           "What is wanted has changed since offer %s went out: withdraw it and "
                           "offer the package again.",
                           r->offer.ref);
    if (!award_by_ref(c, "offer", r->offer.award_ref, q.on, &k.award, why) ||
        !asked_begin(c, &q, why) || !candidate_facts(c, &q, &k, why))
        return false;
    k.facts.committed_minutes -= r->offer.weekly_minutes; /* its own, while it is out */
    if (!call_rule(c, &rule_brokerage_may_offer, &k.facts, &d, why))
        return false;
    return strcmp(d.outcome, "offer") == 0 || decision_fault(&d, why);
}

static bool start_day(struct call *c, struct replied *r, struct fault *why)
{
    const struct reply_args *a = c->args;
    date_t sent = datetime_date(r->offer.sent);
    date_t start = day_or(r->package.needed_by, c->who->today);

    if (start.day < c->who->today.day)
        start = c->who->today;
    r->offer.start = day_or(a->start, start);
    return r->offer.start.day >= sent.day ||
           fail(why, FAULT_INPUT, "start",
                "The start is before the offer went out on %s: give a later day.",
                day_shown(c, sent));
}

static void say_late(struct call *c, const struct offer *o)
{
    if (c->who->now.minute > o->due.minute)
        call_remark(c, NULL, "The reply came %s after it was due.",
                    minutes_shown(c, c->who->now.minute - o->due.minute));
}

static const struct field accept_rows[] = {
    OFFER_ROW,
    START_ROW,
    TEXT_ROW,
    ARG_REV(struct reply_args),
};
static const struct fields accept_args = FIELDS("offer.accept", accept_rows, struct reply_args);

static bool accept(struct call *c, struct fault *why)
{
    struct replied r;

    if (!begin(c, EVENT_ACCEPT, &r, why) || !start_day(c, &r, why) || !still_may(c, &r, why) ||
        !finish(c, EVENT_ACCEPT, &r, why))
        return false;
    call_say(c, "%s accepts offer %s, from %s. Next: confirm the start.", r.provider.name,
             r.offer.ref, day_shown(c, r.offer.start));
    say_late(c, &r.offer);
    return true;
}

const struct operation op_offer_accept = {
    .name = "offer.accept",
    .title = "Record that an offer is accepted",
    .help = "The provider takes every visit offered, from a day.",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE,
    .args = &accept_args,
    .writes = WRITES("offer", "package"),
    .run = accept,
};

static const struct field part_rows[] = {
    OFFER_ROW,
    {FIELD(struct reply_args, visits, FIELD_TEXT), .max = 200, .label = "Visits",
     .help = "Numbers of the visits it takes (1,3): some of those offered, not all.",
     .source = "domain.md 4.3"},
    START_ROW,
    TEXT_ROW,
    ARG_REV(struct reply_args),
};
static const struct fields part_args = FIELDS("offer.accept-part", part_rows, struct reply_args);

static bool accept_part(struct call *c, struct fault *why)
{
    const struct reply_args *a = c->args;
    struct replied r;
    struct week week;
    const char *taken, *rest;
    bool any;

    if (!begin(c, EVENT_ACCEPT_PART, &r, why) ||
        !numbers_read(c, "visits", a->visits, &r.visits, &taken, why))
        return false;
    if (!taken || !numbers_cover(r.offer.visits, taken, &r.visits))
        return fail(why, FAULT_INPUT, "visits", "Offer %s is of visits %s: name some of them.",
                    r.offer.ref, r.offer.visits ? r.offer.visits : "1 and on, all of them");
    if (!numbers_less(c, r.offer.visits, taken, &r.visits, &rest, &any, why))
        return false;
    if (!any)
        return fail(why, FAULT_INPUT, "visits",
                    "These are all the visits of offer %s: record it as accepted.", r.offer.ref);
    if (!start_day(c, &r, why) || !still_may(c, &r, why) ||
        !award_week(c, r.offer.award_ref, &r.visits, taken, r.offer.start, &week, why))
        return false;
    r.offer.accepted_visits = taken;
    r.offer.weekly_minutes = week.weekly_minutes;
    r.offer.weekly_pence = week.weekly_pence;
    if (!finish(c, EVENT_ACCEPT_PART, &r, why))
        return false;
    call_say(c, "%s accepts visits %s of offer %s, from %s; visits %s are to be offered on.",
             r.provider.name, taken, r.offer.ref, day_shown(c, r.offer.start), rest);
    say_late(c, &r.offer);
    say_next(c, &r);
    return true;
}

const struct operation op_offer_accept_part = {
    .name = "offer.accept-part",
    .title = "Record that an offer is accepted in part",
    .help = "The provider takes some of the visits; the rest is offered to the next in order.",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE,
    .args = &part_args,
    .writes = WRITES("offer", "package"),
    .run = accept_part,
};

/* --- decline, expire, withdraw ---------------------------------------------------------------------- */

static const struct field decline_rows[] = {
    OFFER_ROW,
    {FIELD(struct reply_args, code, FIELD_TEXT), .max = CODE_MOST, .flags = FIELD_REF,
     .refers = "decline reason", .label = "Reason",
     .help = "Code of the reason: one of decline-reasons.yaml (no-capacity, times …).",
     .source = "domain.md 4.3"},
    TEXT_ROW,
    ARG_REV(struct reply_args),
};
static const struct fields decline_args = FIELDS("offer.decline", decline_rows, struct reply_args);

static bool known_reason(struct call *c, const struct reply_args *a, const char **name,
                         struct fault *why)
{
    const struct code_row *row = c->config->decline_reasons.items;
    struct buf codes = {0};

    for (size_t i = 0; i < c->config->decline_reasons.count; i++) {
        if (strcmp(row[i].code, a->code) == 0) {
            *name = row[i].name;
            buf_release(&codes);
            return true;
        }
        buf_text(&codes, i ? ", " : "");
        buf_text(&codes, row[i].code);
    }
    (void)fail(why, FAULT_INPUT, "code", "There is no such reason; there are: %s.",
               codes.text ? codes.text : "none");
    buf_release(&codes);
    return false;
}

static bool decline(struct call *c, struct fault *why)
{
    const struct reply_args *a = c->args;
    struct replied r;
    const char *name;

    if (!begin(c, EVENT_DECLINE, &r, why) || !known_reason(c, a, &name, why))
        return false;
    if (strcmp(a->code, "other") == 0 && !a->text)
        return fail(why, FAULT_INPUT, "text",
                    "Another reason is given in words: write them under \"What was said\".");
    r.offer.decline_code = a->code;
    if (!finish(c, EVENT_DECLINE, &r, why))
        return false;
    call_say(c, "%s declines offer %s: %s.", r.provider.name, r.offer.ref, name);
    say_next(c, &r);
    return true;
}

const struct operation op_offer_decline = {
    .name = "offer.decline",
    .title = "Record that an offer is declined",
    .help = "With the reason; the next in the order of the contract may then be asked.",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE,
    .args = &decline_args,
    .writes = WRITES("offer", "package"),
    .run = decline,
};

static const struct field expire_rows[] = {
    OFFER_ROW,
    ARG_REV(struct reply_args),
};
static const struct fields expire_args = FIELDS("offer.expire", expire_rows, struct reply_args);

static bool expire(struct call *c, struct fault *why)
{
    struct replied r;
    char due[32];

    if (!begin(c, EVENT_EXPIRE, &r, why))
        return false;
    if (c->who->now.minute <= r.offer.due.minute)
        return also_refuse(why, "OF-9", "The reply to offer %s is due %s: it has not run out.",
                           r.offer.ref, datetime_print(r.offer.due, due, sizeof due));
    if (!finish(c, EVENT_EXPIRE, &r, why))
        return false;
    call_say(c, "Offer %s to %s ran out on %s.", r.offer.ref, r.provider.name,
             datetime_print(r.offer.due, due, sizeof due));
    say_next(c, &r);
    return true;
}

const struct operation op_offer_expire = {
    .name = "offer.expire",
    .title = "Let an offer run out",
    .help = "No reply came in time; it counts against the provider as a decline does.",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_ADMIN),
    .args = &expire_args,
    .writes = WRITES("offer", "package"),
    .run = expire,
};

static const struct field withdraw_rows[] = {
    OFFER_ROW,
    ARG_REASON(struct reply_args, 0),
    ARG_REV(struct reply_args),
};
static const struct fields withdraw_args =
    FIELDS("offer.withdraw", withdraw_rows, struct reply_args);

static bool withdraw(struct call *c, struct fault *why)
{
    const struct reply_args *a = c->args;
    struct replied r;

    c->reason = a->reason;
    if (!begin(c, EVENT_WITHDRAW, &r, why))
        return false;
    r.offer.reply_text = a->reason;
    if (!finish(c, EVENT_WITHDRAW, &r, why))
        return false;
    call_say(c, "Offer %s to %s withdrawn.", r.offer.ref, r.provider.name);
    return true;
}

const struct operation op_offer_withdraw = {
    .name = "offer.withdraw",
    .title = "Withdraw an offer",
    .help = "Takes back an offer that is out, or accepted and not started.",
    .roles = ROLE(ROLE_BROKER) | ROLE(ROLE_SUPERVISOR),
    .flags = OP_PACKAGE | OP_CAREFUL,
    .args = &withdraw_args,
    .writes = WRITES("offer", "package"),
    .run = withdraw,
};
