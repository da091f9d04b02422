/* Tabs that are worked out, not read: who may be offered a package, who may approve a proposal. */
#include "tui/screens/screens.h"

#include "core/ops/market.h"
#include "core/ops/proposal.h"

#include <stdio.h>
#include <string.h>

/* --- who may be offered a package -------------------------------------------------------------- */

struct offerable {
    int64_t id, place;
    const char *award, *provider, *name;
    int64_t role, may, headroom;
    money_t weekly;
    const char *past, *why;
    /* Not columns: for w, and what is told of one that may not be offered it. */
    const struct candidate *candidate;
    const char *told;
};
enum { MAY, MAY_NOT, IS_SENT };
static const struct word may_words[] = {
    {"yes", "may"}, {"no", "may not"}, {"sent", "sent"}, {NULL, NULL}};
static const struct field offerable_rows[] = {
    {FIELD(struct offerable, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Id"},
    {FIELD(struct offerable, place, FIELD_INT), .label = "Place", .help = "In contract order."},
    {FIELD(struct offerable, award, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Award"},
    {FIELD(struct offerable, provider, FIELD_TEXT), .flags = FIELD_HIDDEN, .label = "Provider"},
    {FIELD(struct offerable, name, FIELD_TEXT), .label = "Provider"},
    {FIELD(struct offerable, role, FIELD_ENUM), .words = award_words, .label = "Role"},
    {FIELD(struct offerable, may, FIELD_ENUM), .words = may_words, .label = "Offer"},
    {FIELD(struct offerable, headroom, FIELD_MINUTES), .min = -10000000, .max = 10000000,
     .flags = FIELD_OPTIONAL, .label = "Free"},
    {FIELD(struct offerable, weekly, FIELD_MONEY), .flags = FIELD_OPTIONAL, .label = "A week"},
    {FIELD(struct offerable, past, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Before"},
    {FIELD(struct offerable, why, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 4000,
     .label = "Why not"},
};
static const struct fields offerable_fields =
    FIELDS("candidates", offerable_rows, struct offerable);
static const struct list_hint offerable_hints[] = {{"place", 5, 0},        {"award", 0, LIST_AWAY},
                                                   {"name", 18, 0},        {"role", 8, 0},
                                                   {"may", 7, 0},          {"headroom", 8, 0},
                                                   {"weekly", 8, 0},       {"past", 0, LIST_AWAY},
                                                   {"why", 12, LIST_FLEX}, {NULL, 0, 0}};

/* "B5 no head-room …; B7 …" */
static const char *reasons(const struct decision *d, struct arena *a)
{
    struct buf b = {0};
    const char *out = NULL;

    for (size_t i = 0; i < d->reasons; i++)
        buf_printf(&b, "%s%s %s", i ? " " : "", d->reason[i].code ? d->reason[i].code : "",
                   d->reason[i].text);
    if (b.length)
        out = arena_text(a, b.text);
    buf_release(&b);
    return out;
}

/* Until when the provider has been asked already, in words from the arena; NULL: it is not asked now. */
static const char *asked_until(const struct candidate *c, datetime_t now, struct arena *a)
{
    char due[32];

    if (c->asked && c->asked_due.minute < now.minute)
        return arena_printf(a, "no reply by %s: L lets offer %s run out",
                            datetime_print(c->asked_due, due, sizeof due), c->asked);
    return c->asked ? arena_printf(a, "until %s: offer %s",
                                   datetime_print(c->asked_due, due, sizeof due), c->asked)
                    : NULL;
}

/* Why Enter offers it nobody, as a sentence from the arena. */
static const char *told_of(const struct candidate *c, const char *why, datetime_t now,
                           struct arena *a)
{
    char due[32];

    if (c->asked && c->asked_due.minute >= now.minute)
        return arena_printf(a,
                            "Offer %s is out with %s until %s: wait for the answer, or withdraw "
                            "it first (X).",
                            c->asked, c->provider.name,
                            datetime_print(c->asked_due, due, sizeof due));
    if (c->asked)
        return arena_printf(a, "%s has not replied to offer %s, due %s: let it run out first (L).",
                            c->provider.name, c->asked,
                            datetime_print(c->asked_due, due, sizeof due));
    return arena_printf(a, "%s may not be offered it%s%s (w why)", c->provider.name,
                        why ? ": " : "", why ? why : "");
}

static const char *said_of(const struct candidate *c, const char *sent, struct arena *a)
{
    const char *why = sent ? sent : reasons(&c->decision, a);

    if (c->week.weekly_pence.pence != ABSENT)
        return why;
    return arena_printf(a, "no rate for these visits%s%s", why ? " · " : "", why ? why : "");
}

static bool load_candidates(struct app *a, const char *ref, struct arena *arena, struct list *out,
                            struct fault *why)
{
    struct list found;

    if (!candidates_of(a->counter, ref, arena, &found, why))
        return false;
    struct offerable *o = arena_take_array(arena, found.count + 1, sizeof *o);
    if (!o)
        return fault_memory(why);
    const struct candidate *c = found.items;
    for (size_t i = 0; i < found.count; i++) {
        const char *until = asked_until(&c[i], a->s->now, arena);
        bool may = strcmp(c[i].decision.outcome, "offer") == 0;
        o[i] = (struct offerable){
            .id = (int64_t)i + 1,
            .place = (int64_t)i + 1,
            .award = c[i].award.ref,
            .provider = c[i].provider.ref,
            .name = c[i].provider.name,
            .role = c[i].award.role,
            .may = until ? IS_SENT
                   : may ? MAY
                         : MAY_NOT,
            .headroom = c[i].award.weekly_minutes - c[i].committed,
            .weekly = c[i].week.weekly_pence,
            .past = c[i].past,
            .why = said_of(&c[i], until, arena),
            .candidate = &c[i],
        };
        o[i].told = told_of(&c[i], o[i].why, a->s->now, arena);
    }
    *out = (struct list){o, found.count};
    return true;
}

static unsigned offerable_style(void *ctx, const void *record, const struct field *f)
{
    const struct offerable *o = record;

    (void)ctx;
    (void)f;
    return o->may == 0 ? ST_NORMAL : ST_HINT;
}

static void offerable_refs(const void *record, struct refs *out)
{
    const struct offerable *o = record;

    snprintf(out->ref[REF_PROVIDER], REF_SIZE, "%s", o->provider);
    snprintf(out->ref[REF_AWARD], REF_SIZE, "%s", o->award ? o->award : "");
}

static void offerable_why(const void *record, struct buf *out)
{
    const struct candidate *c = ((const struct offerable *)record)->candidate;

    buf_printf(out, "%s\n", c->provider.name);
    decision_tell(&c->decision, &c->facts, out);
}

static const char *offerable_stops(const void *record)
{
    const struct offerable *o = record;

    if (o->may == MAY)
        return NULL;
    return o->told ? o->told : "It may not be offered to this provider.";
}

static const struct rows_tab candidates = {
    .kind = "package",
    .title = "Providers",
    .place = "providers",
    .columns = &offerable_fields,
    .hints = offerable_hints,
    .load = load_candidates,
    .style = offerable_style,
    .empty = "No award covers this package's lot: propose a spot purchase (p).",
    .refs = offerable_refs,
    .why = offerable_why,
    .stops = offerable_stops,
    .op = "offer.make",
};

/* --- who may approve --------------------------------------------------------------------------- */

struct judged {
    int64_t id;
    const char *login, *name;
    int64_t may;
    money_t limit;
    const char *stands_for, *code, *why;
};
static const struct field judged_rows[] = {
    {FIELD(struct judged, id, FIELD_INT), .flags = FIELD_KEY | FIELD_HIDDEN, .label = "Id"},
    {FIELD(struct judged, login, FIELD_TEXT), .label = "Login"},
    {FIELD(struct judged, name, FIELD_TEXT), .label = "Name"},
    {FIELD(struct judged, may, FIELD_ENUM), .words = may_words, .label = "Approve"},
    {FIELD(struct judged, limit, FIELD_MONEY), .flags = FIELD_OPTIONAL, .label = "Limit"},
    {FIELD(struct judged, stands_for, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .label = "Stands in for"},
    {FIELD(struct judged, code, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Rule"},
    {FIELD(struct judged, why, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 1000,
     .label = "Why not"},
};
static const struct fields judged_fields = FIELDS("approvers", judged_rows, struct judged);
static const struct list_hint judged_hints[] = {
    {"login", 11, 0},       {"stands_for", 0, LIST_AWAY},
    {"name", 18, 0},        {"may", 7, 0},
    {"limit", 11, 0},       {"code", 5, 0},
    {"why", 20, LIST_FLEX}, {NULL, 0, 0}};

static bool load_approvers(struct app *a, const char *ref, struct arena *arena, struct list *out,
                           struct fault *why)
{
    struct list found;

    if (!approvers_of(a->counter, ref, arena, &found, why))
        return false;
    struct judged *j = arena_take_array(arena, found.count + 1, sizeof *j);
    if (!j)
        return fault_memory(why);
    const struct approver *p = found.items;
    size_t n = 0;
    for (int may = 1; may >= 0; may--) /* those who may come first */
        for (size_t i = 0; i < found.count; i++)
            if (p[i].may == (bool)may)
                j[n++] = (struct judged){.id = p[i].staff_id,
                                         .login = p[i].login,
                                         .name = p[i].name,
                                         .may = p[i].may ? 0 : 1,
                                         .limit = p[i].limit,
                                         .stands_for = p[i].for_name,
                                         .code = p[i].may ? NULL : p[i].code,
                                         .why = p[i].may ? NULL : p[i].why_not};
    *out = (struct list){j, n};
    return true;
}

static unsigned judged_style(void *ctx, const void *record, const struct field *f)
{
    const struct judged *j = record;

    (void)ctx;
    (void)f;
    return j->may == 0 ? ST_NORMAL : ST_HINT;
}

static void judged_why(const void *record, struct buf *out)
{
    const struct judged *j = record;
    const struct cite *c = j->code ? cite_find(j->code) : NULL;

    buf_printf(out, "%s (%s) %s approve it.\n", j->name, j->login, j->may == 0 ? "may" : "may not");
    if (j->why)
        buf_printf(out, "%s  %s %s.\n\t%s\n", j->code ? j->code : "", j->name, j->why,
                   c ? c->source : "");
    if (j->stands_for)
        buf_printf(out, "Stands in for %s.\n", j->stands_for);
}

static const struct rows_tab approvers = {
    .kind = "proposal",
    .title = "Who may approve",
    .columns = &judged_fields,
    .hints = judged_hints,
    .load = load_approvers,
    .style = judged_style,
    .why = judged_why,
    .empty = "Nobody holds a role or a limit that approves: an administrator grants one.",
};

const struct rows_tab *const rows_tabs[] = {&candidates, &approvers, NULL};
