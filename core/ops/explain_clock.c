/* explain_clock.c - why something is due when it is: replies, starts, approvals, rests, notice */
#include "core/ops/explain_inside.h"
#include "core/ops/proposal_inside.h"

#include <string.h>

enum { NOT_COUNTED_MOST = 6 };

#define REPLY_SOURCE    "domain.md 4.3"
#define DECISION_SOURCE "architecture.md, Asking and deciding"
#define URGENT_SOURCE   "ecosystem.md 3; domain.md 4.1"
#define REST_SOURCE     "domain.md 4.4"

static const char *source_of(const char *text)
{
    return text ? text : "no source is given";
}

/* "09:00 to 17:00, Monday to Friday less bank holidays" */
static void tell_office(struct telling *t, const struct office_figure *o)
{
    tell_under(t,
               "Office time is %02lld:%02lld to %02lld:%02lld, Monday to Friday less bank holidays "
               "(office.yaml: %s).",
               (long long)(o->opens / 60), (long long)(o->opens % 60), (long long)(o->closes / 60),
               (long long)(o->closes % 60), source_of(o->source));
}

static const char *holiday_title(const struct telling *t, date_t day)
{
    const struct list *all = &t->c->config->figures.holiday;
    const struct holiday_figure *h = all->items;

    for (size_t i = 0; i < all->count; i++)
        if (h[i].day.day == day.day)
            return h[i].title;
    return NULL;
}

/* The days between two that the clock does not run on. */
static void tell_not_counted(struct telling *t, const struct holidays *h, date_t from, date_t to)
{
    struct buf days = {0};
    int count = 0;

    for (date_t d = from; d.day < to.day && count <= NOT_COUNTED_MOST; d = date_add_days(d, 1)) {
        bool working = true;
        char text[40];
        if (!date_is_working(h, d, &working) || working)
            continue;
        const char *title = holiday_title(t, d);
        if (count++ == NOT_COUNTED_MOST)
            buf_text(&days, " and more");
        else
            buf_printf(&days, "%s%s%s%s%s", count > 1 ? ", " : "",
                       date_print_long(d, text, sizeof text), title ? " (" : "", title ? title : "",
                       title ? ")" : "");
    }
    if (days.length)
        tell_under(t, "Not counted: %s.", days.text);
    buf_release(&days);
}

/* --- the reply to an offer ------------------------------------------------------------------------ */

/* When it would be due by the priority of the package; false where no figure reaches so far. */
static bool by_priority(struct telling *t, const struct response_figure *r,
                        const struct office_figure *o, const struct offer *offer,
                        const struct holidays *h, datetime_t *due)
{
    (void)t;
    return r && o &&
           datetime_add_working(h, offer->sent, r->working_minutes, (int)o->opens, (int)o->closes,
                                due);
}

bool tell_reply(struct telling *t, const struct offer *o, const struct package *p,
                struct fault *why)
{
    const struct figures *f = &t->c->config->figures;
    date_t sent = datetime_date(o->sent);
    const struct response_figure *r = figures_response(f, p->priority, sent);
    const struct office_figure *office = figures_office(f, sent);
    const char *priority = priority_words[p->priority].shown;
    struct holidays h;
    datetime_t due;

    if (o->state != OFFER_SENT)
        return true;
    if (!place_holidays(t->c, &h, why))
        return false;
    tell_head(t, "The reply of %s is due on %s: %s.", provider_words(t, o->provider_id),
              moment_words(t, o->due), left_words(t, o->due));
    tell_under(t, "Offer %s of package %s was sent on %s by %s.", o->ref, p->ref,
               moment_words(t, o->sent), who_words(t, o->sent_by));
    if (!by_priority(t, r, office, o, &h, &due)) {
        tell_under(t, "No response time is on record for that day: the hour was given by hand.");
    } else if (due.minute == o->due.minute) {
        tell_under(t, "Priority %s allows %s of office time (response.yaml: %s; %s).", priority,
                   minutes_shown(t->c, r->working_minutes), source_of(r->source), REPLY_SOURCE);
        tell_office(t, office);
        tell_not_counted(t, &h, sent, datetime_date(o->due));
    } else {
        tell_under(t,
                   "The hour was given by hand, or the priority was another one then: priority %s "
                   "allows %s of office time, to %s (response.yaml: %s).",
                   priority, minutes_shown(t->c, r->working_minutes), moment_words(t, due),
                   source_of(r->source));
        tell_office(t, office);
    }
    tell_under(t, "Unanswered by then it expires, and the next in the order of the contract is "
                  "asked.");
    return true;
}

bool tell_answered(struct telling *t, const struct offer *o, struct fault *why)
{
    const struct code_row *code =
        o->decline_code ? config_decline_reason(t->c->config, o->decline_code) : NULL;

    (void)why;
    if (o->state == OFFER_SENT || !datetime_given(o->replied))
        return true;
    tell_head(t, "Offer %s: %s on %s.", o->ref, offer_state_words[o->state].shown,
              moment_words(t, o->replied));
    tell_under(t, "%s was asked on %s by %s; the reply was due on %s.",
               provider_words(t, o->provider_id), moment_words(t, o->sent),
               who_words(t, o->sent_by), moment_words(t, o->due));
    if (code)
        tell_under(t, "Its reason: %s (decline-reasons.yaml: %s).", code->name,
                   source_of(code->source));
    return true;
}

/* --- when care is needed and can start -------------------------------------------------------------- */

bool tell_needed(struct telling *t, const struct package *p, struct fault *why)
{
    const struct office_figure *office = figures_office(&t->c->config->figures, t->c->who->today);
    const char *priority = priority_words[p->priority].shown;

    (void)why;
    if (!p->waiting || date_given(p->cancelled) || !date_given(p->needed_by))
        return true;
    int closes = office ? (int)office->closes : 17 * 60;
    datetime_t due = datetime_make(p->needed_by, closes);
    tell_head(t, "Care is needed by %s: %s.", moment_words(t, due), left_words(t, due));
    tell_under(t, "Package %s was requested on %s by %s, for that day, with priority %s.", p->ref,
               moment_words(t, p->requested), who_words(t, p->requested_by), priority);
    tell_under(t, "A day's work is due when the office closes%s%s%s.",
               office ? " (office.yaml: " : "", office ? source_of(office->source) : "",
               office ? ")" : "");
    tell_under(t, "Emergencies stand first, then urgent, then routine; then the earlier day.");
    return true;
}

bool tell_start(struct telling *t, const struct offer *o, struct fault *why)
{
    (void)why;
    if ((o->state != OFFER_ACCEPTED && o->state != OFFER_ACCEPTED_PART) || o->placed)
        return true;
    if (!date_given(o->start)) {
        tell_head(t, "%s has accepted offer %s and has named no first day yet.",
                  provider_words(t, o->provider_id), o->ref);
        return true;
    }
    tell_head(t, "%s can start on %s: %s.", provider_words(t, o->provider_id),
              day_words_long(t, o->start), days_words(t, o->start));
    tell_under(t,
               "So it said on %s when it accepted %soffer %s. The start is confirmed before "
               "that day, and nothing runs until it is.",
               moment_words(t, o->replied), o->state == OFFER_ACCEPTED_PART ? "part of " : "",
               o->ref);
    return true;
}

/* --- approvals ------------------------------------------------------------------------------------- */

static void tell_used_by(struct telling *t, const struct proposal *p)
{
    const struct terms_figure *terms =
        figures_terms(&t->c->config->figures, datetime_date(p->decided));
    const struct cite *cite = cite_find("S16");

    tell_head(t, "The approval of %s is to be used by %s: %s.", p->ref,
              day_words_long(t, p->usable_to), days_words(t, p->usable_to));
    tell_under(t, "%s approved it on %s.", who_words(t, p->decided_by),
               moment_words(t, p->decided));
    if (terms)
        tell_under(t, "An approval may be used for %lld working days (terms.yaml: %s%s%s).",
                   (long long)terms->proposal_days,
                   source_of(terms_source(terms, TERMS_PROPOSAL_DAYS)), cite ? "; " : "",
                   cite ? cite->source : "");
    tell_under(t, "After that day it is out of date and must be asked for again.");
}

bool tell_decision_due(struct telling *t, const struct proposal *p, struct fault *why)
{
    const struct office_figure *office =
        figures_office(&t->c->config->figures, datetime_date(p->submitted));

    (void)why;
    if (p->state == PROPOSAL_APPROVED && date_given(p->usable_to)) {
        tell_used_by(t, p);
        return true;
    }
    if (p->state == PROPOSAL_RETURNED) {
        tell_head(t, "%s returned %s on %s: it waits for whoever wrote it.",
                  who_words(t, p->decided_by), p->ref, moment_words(t, p->decided));
        return true;
    }
    if (p->state != PROPOSAL_SUBMITTED)
        return true;
    tell_head(t, "The decision on %s is due on %s: %s.", p->ref, moment_words(t, p->due),
              left_words(t, p->due));
    tell_under(t, "%s submitted it on %s.", who_words(t, p->author_id),
               moment_words(t, p->submitted));
    tell_under(t, "It is due at the end of the next working day (%s).",
               p->urgent ? URGENT_SOURCE : DECISION_SOURCE);
    if (office)
        tell_office(t, office);
    if (p->urgent)
        tell_under(t, "The care has started before approval: it goes on, and stands among the "
                      "exceptions until somebody decides.");
    return true;
}

/* --- rests and notice -------------------------------------------------------------------------------- */

static void tell_rest(struct telling *t, const struct suspension *s)
{
    const struct terms_figure *terms = figures_terms(&t->c->config->figures, s->valid_from);
    date_t held = date_add_days(s->held_until, -1);

    tell_head(t, "Line %lld is held to %s: %s.", (long long)s->line_number, day_words_long(t, held),
              days_words(t, held));
    tell_under(t, "It has rested since %s: %s.", day_words_long(t, s->valid_from),
               suspension_words[s->reason].shown);
    if (!terms)
        return;
    if (s->held_until.day == s->valid_from.day + terms->hold_days)
        tell_under(t, "A provider holds the place for %lld days (terms.yaml: %s; %s).",
                   (long long)terms->hold_days, source_of(terms_source(terms, TERMS_HOLD_DAYS)),
                   REST_SOURCE);
    else
        tell_under(t,
                   "The terms have %lld days (terms.yaml: %s; %s); the hold has been agreed for "
                   "longer or shorter.",
                   (long long)terms->hold_days, source_of(terms_source(terms, TERMS_HOLD_DAYS)),
                   REST_SOURCE);
    tell_under(t, "Then the provider need not take it up again, and it is offered anew.");
}

bool tell_rests(struct telling *t, const struct package *p, struct fault *why)
{
    struct list rests;

    if (!rows_where(t->c->store, &table_suspension,
                    "package_id = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2)"
                    " ORDER BY line_number, valid_from",
                    ARGS(INT(p->head.id), INT(t->c->who->today.day)), t->c->arena, &rests, why))
        return false;
    const struct suspension *s = rests.items;
    for (size_t i = 0; i < rests.count; i++) {
        tell_rest(t, &s[i]);
        if (!tell_recorded(t, s[i].head.known_from, why))
            return false;
    }
    return true;
}

bool tell_notices(struct telling *t, const struct package *p, struct fault *why)
{
    struct list notices;

    if (!rows_where(t->c->store, &table_notice,
                    "package_id = ?1 AND known_to IS NULL AND (valid_to IS NULL OR valid_to > ?2)"
                    " AND last_day >= ?2 ORDER BY line_number, valid_from",
                    ARGS(INT(p->head.id), INT(t->c->who->today.day)), t->c->arena, &notices, why))
        return false;
    const struct notice *n = notices.items;
    for (size_t i = 0; i < notices.count; i++) {
        const struct terms_figure *terms = figures_terms(&t->c->config->figures, n[i].valid_from);
        bool back = n[i].given_by == NOTICE_PROVIDER;
        tell_head(t, "The last day of line %lld is %s: %s.", (long long)n[i].line_number,
                  day_words_long(t, n[i].last_day), days_words(t, n[i].last_day));
        tell_under(t, "Notice was given on %s by the %s.", day_words_long(t, n[i].valid_from),
                   n[i].given_by == NOTICE_PROVIDER ? "provider"
                   : n[i].given_by == NOTICE_PERSON ? "person"
                                                    : "council");
        if (terms)
            tell_under(t, "The terms ask for %lld days of notice %s (terms.yaml: %s; %s).",
                       (long long)(back ? terms->notice_hand_back_days : terms->notice_end_days),
                       back ? "from a provider that hands back" : "of the end",
                       source_of(terms_source(terms, back ? TERMS_NOTICE_HAND_BACK_DAYS
                                                          : TERMS_NOTICE_END_DAYS)),
                       REST_SOURCE);
        if (!tell_recorded(t, n[i].head.known_from, why))
            return false;
    }
    return true;
}
