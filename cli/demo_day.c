/* demo_day.c - the day's business, done by the staff of the demonstration one operation at a time
 *
 * Meaning   Referrals of yesterday and this morning stand at every stage: to place, with a provider,
 *           overdue, declined, accepted, waiting for approval, returned, approved, started urgently.
 *           Some people are in hospital, a provider gives packages back and one is about to fail.
 *           Whatever a rule refuses is passed over, as it would be on the day.
 */
#include "cli/demo.h"

#include <stdio.h>
#include <string.h>

enum { HOUR = 60, OFFICE_OPENS = 9 * 60 };

/* --- one operation by somebody at a moment --------------------------------------------------------- */

static bool run_as(struct demo *d, const char *login, datetime_t at, const char *op,
                   const struct node *map, const char **ref)
{
    const struct reading how = {.style = STYLE_FILE, .kind = "argument"};
    struct faults all = {0};
    struct answer answer;
    struct fault why = {0};

    if (!counter_sit(d->counter, login, ABSENT, at, &why)) {
        faults_take(d->all, &why);
        return false;
    }
    if (counter_run(d->counter, op, map, &how, NULL, &d->row, &answer, &all)) {
        if (ref)
            *ref = answer.subject_ref;
        return true;
    }
    bool refused =
        all.kept && (all.list[0].kind == FAULT_REFUSED || all.list[0].kind == FAULT_DENIED);
    if (refused)
        d->passed_over++;
    for (size_t i = 0; !refused && i < all.kept; i++)
        faults_take(d->all, &all.list[i]);
    faults_release(&all);
    return false;
}

/* False only when something is really wrong. */
static bool went_on(const struct demo *d)
{
    return d->all->count == 0;
}

static datetime_t yesterday_at(const struct demo *d, int minute)
{
    return datetime_make(date_add_days(d->today, -1), minute);
}

/* The n-th of as many as wait, spread over so many minutes from a time of yesterday on. */
static datetime_t moment(const struct demo *d, size_t n, int from, int minutes)
{
    return yesterday_at(d, from + (int)(n * (size_t)minutes / d->waiting));
}

static const char *broker(size_t n)
{
    return n % 2 ? "broker2" : "broker1";
}
static const char *planner(size_t n)
{
    return n % 2 ? "planner2" : "planner1";
}

/* --- power ------------------------------------------------------------------------------------------ */

static bool grant(struct demo *d)
{
    static const struct {
        const char *login, *power;
        int64_t pounds;
    } limits[] = {
        {"supervisor1", "package", 15000},  {"supervisor2", "package", 40000},
        {"supervisor1", "spot", 5000},      {"supervisor2", "spot", 20000},
        {"supervisor2", "override", 40000}, {"pool1", "package", 250000},
        {"pool1", "spot", 250000},
    };
    static const char *const functions[] = {"rehabilitation", "health-needs", "care-planning"};
    static const char *const bodies[] = {"03W", "04V"};

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct node *map = demo_map(d);
        demo_put(d, map, "staff", "%s", limits[i].login);
        demo_put(d, map, "power", "%s", limits[i].power);
        demo_put(d, map, "limit", "%lld", (long long)limits[i].pounds * 100);
        demo_put(d, map, "decision", "Scheme of delegation, September 2016");
        demo_put(d, map, "from", "2016-09-01");
        (void)run_as(d, d->maker, yesterday_at(d, 7 * HOUR + 30), "authority.grant", map, NULL);
    }
    for (size_t i = 0; i < 6; i++) {
        struct node *map = demo_map(d);
        demo_put(d, map, "body", "%s", bodies[i / 3]);
        demo_put(d, map, "function", "%s", functions[i % 3]);
        demo_put(d, map, "agreement", "Section 75 agreement of September 2016");
        demo_put(d, map, "from", "2016-09-01");
        (void)run_as(d, "supervisor2", yesterday_at(d, 7 * HOUR + 35), "delegation.record", map,
                     NULL);
    }
    return went_on(d);
}

/* --- referrals and what came of them ------------------------------------------------------------------ */

static const char *priority_of(size_t n)
{
    return n % 9 == 4 ? "emergency" : n % 4 == 1 ? "urgent" : "routine";
}

static bool refer(struct demo *d, size_t n)
{
    struct node *map = demo_map(d);
    date_t needed = date_add_days(d->today, (int64_t)(n % 9 == 4 ? 0 : 1 + n % 6));
    char day[24];

    demo_put(d, map, "ref", "K%05zu", 10000 + n);
    demo_put(d, map, "person", "P%05zu", 10000 + n);
    demo_put(d, map, "purpose", "%s", n % 5 == 2 ? "hospital-discharge" : "long-term");
    demo_put(d, map, "priority", "%s", priority_of(n));
    demo_put(d, map, "needed_by", "%s", date_print_iso(needed, day, sizeof day));
    demo_put(d, map, "medicine_support", "%s", n % 3 ? "prompted" : "given");
    demo_put(d, map, "consent_to_share", "true");
    if (n % 7 == 3)
        demo_put(d, map, "worker_gender", "female");
    if (n % 8 == 5) {
        demo_put(d, map, "payer", "%s", n % 2 ? "04V" : "03W");
        demo_put(d, map, "nhs_function", "health-needs");
    }
    if (n % 12 != 11) /* one in twelve comes without saying what is wanted */
        demo_put_visits(d, map, n);
    return run_as(d, planner(n), moment(d, n, 8 * HOUR, 55), "package.request", map, NULL);
}

static bool with(struct demo *d, const char *login, datetime_t at, const char *op, const char *name,
                 const char *value, const char *name2, const char *value2, const char **ref)
{
    struct node *map = demo_map(d);

    demo_put(d, map, name, "%s", value);
    if (name2)
        demo_put(d, map, name2, "%s", value2);
    return run_as(d, login, at, op, map, ref);
}

/* Each stage is gone through by all before the next, so that the record runs with the clock. */

enum stage { STAGE_OUT = 3, STAGE_DECLINED, STAGE_ACCEPTED, STAGE_ASKED };

static bool goes_as_far_as(size_t n, enum stage stage)
{
    return n % 12 != 11 && n % 8 >= (size_t)stage;
}

static void offer_all(struct demo *d, const char **offer)
{
    for (size_t n = 0; n < d->waiting; n++) {
        char package[32];
        if (!goes_as_far_as(n, STAGE_OUT))
            continue;
        snprintf(package, sizeof package, "K%05zu", 10000 + n);
        arena_reset(&d->row);
        const char *ref = NULL;
        if (with(d, broker(n), moment(d, n, OFFICE_OPENS + 1, 150), "offer.make", "package",
                 package, NULL, NULL, &ref) &&
            ref)
            offer[n] = arena_text(&d->kept, ref);
    }
}

static void reply_all(struct demo *d, const char **offer)
{
    static const char *const declined[] = {"no-capacity", "times", "double-handed", "distance"};
    char start[24];

    for (size_t n = 0; n < d->waiting; n++) {
        if (!offer[n] || !goes_as_far_as(n, STAGE_DECLINED))
            continue;
        arena_reset(&d->row);
        date_t from = date_add_days(d->today, 1 + (int64_t)(n % 5));
        datetime_t at = moment(d, n, 13 * HOUR, 90);
        if (n % 8 == STAGE_DECLINED) {
            (void)with(d, broker(n), at, "offer.decline", "offer", offer[n], "code",
                       declined[n / 8 % 4], NULL);
            offer[n] = NULL;
        } else if (!with(d, broker(n), at, "offer.accept", "offer", offer[n], "start",
                         date_print_iso(from, start, sizeof start), NULL)) {
            offer[n] = NULL;
        }
    }
}

/* Returns how many starts were sent for approval. */
static size_t confirm_all(struct demo *d, const char **offer)
{
    size_t asked = 0;

    for (size_t n = 0; n < d->waiting; n++) {
        char package[32];
        if (!offer[n] || !goes_as_far_as(n, STAGE_ASKED))
            continue;
        snprintf(package, sizeof package, "K%05zu", 10000 + n);
        arena_reset(&d->row);
        asked += with(d, broker(n), moment(d, n, 14 * HOUR + 40, 60), "package.confirm", "package",
                      package, NULL, NULL, NULL);
    }
    return asked;
}

/* Of the approvals asked for some are given, one in six is returned, the rest wait. */
static void approve_some(struct demo *d, size_t asked)
{
    for (size_t i = 1; i <= asked; i++) {
        char ref[32];
        datetime_t at = yesterday_at(d, 16 * HOUR + 30);
        snprintf(ref, sizeof ref, "A%zu", 10000 + i);
        arena_reset(&d->row);
        if (i % 6 == 2)
            (void)with(
                d, "supervisor2", at, "proposal.return", "proposal", ref, "reason",
                "The tea call is thirty minutes and asks for a meal and a wash: is it enough?",
                NULL);
        else if (i % 3 == 0)
            (void)with(d, "supervisor2", at, "proposal.approve", "proposal", ref, NULL, NULL, NULL);
    }
}

static void start_some(struct demo *d, size_t asked)
{
    for (size_t i = 9; i <= asked; i += 9) {
        char ref[32];
        snprintf(ref, sizeof ref, "A%zu", 10000 + i);
        arena_reset(&d->row);
        (void)with(d, broker(i), datetime_make(d->today, OFFICE_OPENS + 1), "proposal.apply",
                   "proposal", ref, NULL, NULL, NULL);
    }
}

/* --- what happens to care that runs --------------------------------------------------------------------- */

static void into_hospital(struct demo *d, size_t n, int minute, int64_t days_ago)
{
    char package[32], from[24];
    struct node *map = demo_map(d);

    snprintf(package, sizeof package, "K%05zu", 10000 + n);
    demo_put(d, map, "package", "%s", package);
    demo_put(d, map, "from", "%s",
             date_print_iso(date_add_days(d->today, -days_ago), from, sizeof from));
    demo_put(d, map, "reason", "hospital");
    (void)run_as(d, broker(n), yesterday_at(d, minute), "package.suspend", map, NULL);
    map = demo_map(d);
    demo_put(d, map, "person", "P%05zu", 10000 + n);
    demo_put(d, map, "kind", "hospital");
    demo_put(d, map, "from", "%s", from);
    demo_put(d, map, "planned", n % 4 ? "false" : "true");
    demo_put(d, map, "place", n % 2 ? "Soar Infirmary" : "Wreake Community Hospital");
    (void)run_as(d, "planner1", yesterday_at(d, minute + 5), "stay.add", map, NULL);
}

static void handed_back(struct demo *d, size_t n, int minute)
{
    char package[32], last[24];
    struct node *map = demo_map(d);

    snprintf(package, sizeof package, "K%05zu", 10000 + n);
    demo_put(d, map, "package", "%s", package);
    demo_put(d, map, "last_day", "%s",
             date_print_iso(date_add_days(d->today, 4 + (int64_t)(n % 20)), last, sizeof last));
    demo_put(d, map, "reason", "No carers for the round since the transfer of staff");
    (void)run_as(d, broker(n), yesterday_at(d, minute), "package.hand-back", map, NULL);
}

static void started_urgently(struct demo *d)
{
    char today[24], to[24];
    struct node *map = demo_map(d);

    /* One that nobody was asked for: an emergency, where there are enough of them. */
    demo_put(d, map, "package", "K%05d", d->waiting > 40 ? 10040 : 10008);
    demo_put(d, map, "provider", "V005");
    demo_put(d, map, "start", "%s", date_print_iso(d->today, today, sizeof today));
    demo_put(d, map, "interim_to", "%s", date_print_iso(date_add_days(d->today, 9), to, sizeof to));
    demo_put(d, map, "reason", "Discharged this morning after a fall; her daughter leaves today");
    demo_put(d, map, "price", "18900");
    (void)run_as(d, "broker1", datetime_make(d->today, OFFICE_OPENS + 2), "package.start-urgent",
                 map, NULL);
}

static void failing_provider(struct demo *d)
{
    struct node *map = demo_map(d);
    char today[24];

    demo_put(d, map, "provider", "V007");
    demo_put(d, map, "kind", "failing");
    demo_put(d, map, "from", "%s", date_print_iso(d->today, today, sizeof today));
    demo_put(d, map, "reason", "Has told staff it cannot meet this week's wages");
    (void)run_as(d, "supervisor1", datetime_make(d->today, OFFICE_OPENS + 6), "provider.stop", map,
                 NULL);
}

static void notes(struct demo *d)
{
    static const char *const said[] = {
        "Daughter asks that the same two carers come in the mornings.",
        "Rang about the key safe: the number has been changed, the new one is with the office.",
        "Will not have a man for personal care.",
        "Eats nothing before nine: the morning call is best after half past eight."};

    for (size_t i = 0; i < 12; i++) {
        struct node *map = demo_map(d);
        demo_put(d, map, "person", "P%05zu", 10000 + i * 3);
        demo_put(d, map, "kind", "contact");
        demo_put(d, map, "text", "%s", said[i % 4]);
        (void)run_as(d, planner(i), yesterday_at(d, 12 * HOUR + (int)i), "note.add", map, NULL);
    }
}

/* The n-th from here on whose care is with one of the old providers (cli/demo_county.c). */
static size_t long_running(const struct demo *d, size_t n)
{
    size_t from = d->waiting + n * 11;

    return from + (11 + 3 - from % 11) % 11;
}

static void resting_care(struct demo *d)
{
    size_t rest = d->people < 400 ? 4 : 12;

    for (size_t i = 0; i < rest; i++) {
        arena_reset(&d->row);
        if (long_running(d, i) < d->people) /* of few people not so many have care that runs */
            into_hospital(d, long_running(d, i), 16 * HOUR + (int)i,
                          i % 4 == 3 ? 12 : 1 + (int64_t)i % 5);
        if (i % 3 == 0 && long_running(d, rest + i) < d->people)
            handed_back(d, long_running(d, rest + i), 16 * HOUR + (int)i);
    }
}

static void claims(struct demo *d)
{
    for (size_t n = 0; n < d->waiting; n += 8) {
        char package[32];
        snprintf(package, sizeof package, "K%05zu", 10000 + n);
        arena_reset(&d->row);
        (void)with(d, broker(n / 8), datetime_make(d->today, OFFICE_OPENS + 8), "work.claim",
                   "package", package, NULL, NULL, NULL);
    }
}

static void night(struct demo *d)
{
    struct node *map = demo_map(d);

    (void)run_as(d, "broker1", yesterday_at(d, 18 * HOUR), "clock.tick", map, NULL);
}

static bool referrals(struct demo *d)
{
    for (size_t n = 0; n < d->waiting && went_on(d); n++) {
        arena_reset(&d->row);
        (void)refer(d, n);
    }
    return went_on(d);
}

bool demo_day(struct demo *d)
{
    const char **offer = arena_take_array(&d->kept, d->waiting, sizeof *offer);
    size_t asked;
    struct fault why = {0};

    if (!offer) {
        fault_memory(&why);
        faults_take(d->all, &why);
        return false;
    }
    if (!grant(d) || !referrals(d))
        return false;
    offer_all(d, offer);
    notes(d);
    reply_all(d, offer);
    asked = confirm_all(d, offer);
    resting_care(d);
    approve_some(d, asked);
    night(d);
    start_some(d, asked);
    started_urgently(d);
    failing_provider(d);
    claims(d);
    return went_on(d);
}
