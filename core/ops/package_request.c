/* package_request.c - what is wanted: requested, and specified before it runs */
#include "core/ops/package_inside.h"

/* --- what several operations share ---------------------------------------------------------------- */

bool package_find_lot(struct call *c, struct package *p, date_t on, struct fault *why)
{
    struct residence home;
    struct lot lot;
    bool found = false;

    p->lot_code = NULL;
    if (!person_residence(c, p->person_id, on, &home, &found, why))
        return false;
    if (!found)
        return true;
    if (!lot_of_place(c, home.postcode, home.district, home.ward, on, &lot, &found, why))
        return false;
    p->lot_code = found ? lot.code : NULL;
    return true;
}

bool package_new_ref(struct call *c, const char *given, const char **out, struct fault *why)
{
    int64_t taken;

    if (!given)
        return call_next_ref(c, "K", out, why);
    if (!query_one_int(c->store, "SELECT count(*) FROM package WHERE ref = ?1", ARGS(TEXT(given)),
                       &taken, why))
        return false;
    if (taken)
        return fail(why, FAULT_INPUT, "ref",
                    "There is a package %s already: leave the reference out to have the next one.",
                    given);
    *out = given;
    return true;
}

bool package_say_missing(struct call *c, const struct package *p, size_t *count, struct fault *why)
{
    struct list missing;

    if (!package_missing(c, p, &missing, why))
        return false;
    const char *const *sentence = missing.items;
    for (size_t i = 0; i < missing.count; i++)
        call_remark(c, NULL, "Missing: %s.", sentence[i]);
    *count = missing.count;
    return true;
}

bool package_withdraw_all(struct call *c, int64_t package_id, const char *because,
                          struct fault *why)
{
    return offer_withdraw_all(c, package_id, because, why) &&
           proposal_stale_all(c, package_id, because, why);
}

/* A person for whom something can be asked. */
static bool living_person(struct call *c, const char *ref, struct person *out, struct fault *why)
{
    if (!person_by_ref(c, "person", ref, out, why))
        return false;
    if (date_given(out->died))
        return refuse(why, "PK-16", PACKAGE_SOURCE, "%s died on %s: nothing is requested for them.",
                      out->ref, day_shown(c, out->died));
    return true;
}

/* --- package.request ---------------------------------------------------------------------------- */

struct request_args {
    const char *ref, *person;
    int64_t purpose, priority;
    date_t needed_by, to;
    const char *payer;
    int64_t nhs_function;
    struct list visits;
    PARTICULARS;
};
static const struct field request_rows[] = {
    {FIELD(struct request_args, ref, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_KEY, .max = 20,
     .label = "Reference", .help = "Of the new package; left out, the next one."},
    {FIELD(struct request_args, person, FIELD_TEXT), .flags = FIELD_REF, .refers = "person",
     .max = 20, .label = "Person", .help = "Reference or NHS number of the person."},
    {FIELD(struct request_args, purpose, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = purpose_words, .label = "Purpose", .help = "Long-term unless said."},
    {FIELD(struct request_args, priority, FIELD_ENUM), .words = priority_words, .label = "Priority",
     .help = "How soon; it sets how long a provider has to answer.", .source = "domain.md 4.3"},
    {FIELD(struct request_args, needed_by, FIELD_DATE), .flags = FIELD_OPTIONAL,
     .label = "Needed by", .help = "First day care is needed."},
    {FIELD(struct request_args, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Last day",
     .help = "Of care that is for a time only."},
    {FIELD(struct request_args, payer, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 20,
     .label = "Payer",
     .help = "Code of the organisation that pays by law; the council unless said.",
     .source = "Paper 001, paragraph 26"},
    {FIELD(struct request_args, nhs_function, FIELD_ENUM), .flags = FIELD_OPTIONAL,
     .words = function_words, .label = "NHS function",
     .help = "When an NHS body pays: what it has delegated.", .source = "Paper 001, paragraph 7"},
    VISITS_ROW(struct request_args, FIELD_OPTIONAL),
    PARTICULAR_ROWS(struct request_args),
};
static const struct fields request_fields =
    FIELDS("package.request", request_rows, struct request_args);

bool package_days(struct call *c, date_t from, date_t to, struct fault *why)
{
    if (date_given(to) && date_given(from) && to.day < from.day)
        return fail(why, FAULT_INPUT, "to",
                    "The last day, %s, is before the first, %s: put one of them right.",
                    day_shown(c, to), day_shown(c, from));
    return true;
}

static bool request_run(struct call *c, struct fault *why)
{
    const struct request_args *a = c->args;
    struct specification spec;
    struct person person;
    struct list visits;
    bool nhs;
    date_t from = date_given(a->needed_by) ? a->needed_by : c->who->today;
    struct package p = {.purpose = a->purpose == ABSENT ? PURPOSE_LONG_TERM : a->purpose,
                        .priority = a->priority,
                        .payer = a->payer ? a->payer : c->config->partnership.council,
                        .nhs_function = a->nhs_function,
                        .requested = c->who->now,
                        .requested_by = c->who->staff_id,
                        .needed_by = a->needed_by,
                        .claimed_by = ABSENT,
                        .claimed = DATETIME_NONE,
                        .waiting = 1,
                        .cancelled = DATE_NONE,
                        .language = a->language,
                        .worker_gender = a->worker_gender,
                        .medicine_support = a->medicine_support,
                        .equipment = a->equipment,
                        .culture = a->culture,
                        .pets = a->pets,
                        .access = a->access,
                        .continuity = a->continuity,
                        .consent_to_share = a->consent_to_share,
                        .key_safe = a->key_safe};

    if (!package_days(c, from, a->to, why) || !living_person(c, a->person, &person, why) ||
        !package_payer(c, "payer", p.payer, from, &nhs, why) ||
        !visits_read(c, &a->visits, from, &visits, why) || !package_new_ref(c, a->ref, &p.ref, why))
        return false;
    p.person_id = person.head.id;
    if (!package_find_lot(c, &p, from, why) || !row_add(c->store, &table_package, &p, why))
        return false;
    if (visits.count &&
        !spec_add(c, p.head.id, from, date_add_days(a->to, 1), &visits, NULL, &spec, why))
        return false;
    call_subject(c, "package", p.head.id, p.ref);
    size_t missing = 0;
    if (!c->bulk && !package_say_missing(c, &p, &missing, why))
        return false;
    call_say(c, "Package %s requested for %s%s.", p.ref, person_shown(c, &person),
             missing ? "; some things are still missing" : "");
    return true;
}

const struct operation op_package_request = {
    .name = "package.request",
    .title = "Request a package",
    .help =
        "Ask for care at home for a person.  What is not known yet may be left out: the package "
        "is kept as incomplete, and says what is missing.",
    .roles = ROLES_PLANNING,
    .flags = OP_PERSON | OP_OPENS,
    .args = &request_fields,
    .writes = WRITES("package", "specification", "visit"),
    .run = request_run,
};

/* --- package.specify ---------------------------------------------------------------------------- */

struct specify_args {
    const char *package;
    struct list visits;
    date_t from, to;
    const char *reason;
    int64_t rev;
};
static const struct field specify_rows[] = {
    PACKAGE_ROW(struct specify_args, 0),
    VISITS_ROW(struct specify_args, 0),
    {FIELD(struct specify_args, from, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "From",
     .help = "First day; the day it is needed by unless said."},
    {FIELD(struct specify_args, to, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "Last day",
     .help = "Of care that is for a time only."},
    REASON_ROW(struct specify_args, FIELD_OPTIONAL, "Why it is wanted otherwise."),
    REV_ROW(struct specify_args),
};
static const struct fields specify_fields =
    FIELDS("package.specify", specify_rows, struct specify_args);

/* Lines in force on the day or to come. */
static bool has_lines_from(struct call *c, int64_t package_id, date_t from, bool *out,
                           struct fault *why)
{
    struct list lines;

    if (!package_lines(c, package_id, from, &lines, why))
        return false;
    *out = lines.count > 0;
    return true;
}

static bool specify_run(struct call *c, struct fault *why)
{
    const struct specify_args *a = c->args;
    struct specification spec;
    struct package p;
    struct list visits, kept;
    bool runs, old;

    if (!package_live(c, a->package, a->rev, &p, why) ||
        !has_lines_from(c, p.head.id, c->who->today, &runs, why))
        return false;
    if (runs)
        return refuse(why, "PK-8", PACKAGE_SOURCE,
                      "A line of package %s runs or is confirmed: vary it from a day "
                      "(package.vary).",
                      p.ref);
    if (!package_spec(c, p.head.id, c->who->today, &spec, &kept, &old, why))
        return false;
    date_t from = date_given(a->from)       ? a->from
                  : date_given(p.needed_by) ? p.needed_by
                  : old                     ? spec.valid_from
                                            : c->who->today;
    date_t until = date_given(a->to) ? date_add_days(a->to, 1) : old ? spec.valid_to : DATE_NONE;
    struct list past;
    if (!package_days(c, from, date_add_days(until, -1), why) ||
        !visits_read(c, &a->visits, from, &visits, why) ||
        !package_lines(c, p.head.id, DATE_NONE, &past, why))
        return false;
    /* What had lines stays wanted up to the new day; what never ran is replaced. */
    if (!spec_close_from(c, p.head.id, past.count ? from : (date_t){INT32_MIN}, why) ||
        !spec_add(c, p.head.id, from, until, &visits, a->reason, &spec, why) ||
        !package_withdraw_all(c, p.head.id, "Something else is wanted now.", why) ||
        !package_settle(c, p.head.id, why) ||
        !row_get(c->store, &table_package, p.head.id, &p, c->arena, why))
        return false;
    /* The address may have become known since it was requested. */
    if (!p.lot_code &&
        (!package_find_lot(c, &p, from, why) || !row_change(c->store, &table_package, &p, why)))
        return false;
    size_t missing;
    if (!package_say_missing(c, &p, &missing, why))
        return false;
    call_say(c, "Package %s wants %zu kind%s of visit from %s.", p.ref, visits.count,
             visits.count == 1 ? "" : "s", day_shown(c, from));
    c->reason = a->reason;
    return true;
}

const struct operation op_package_specify = {
    .name = "package.specify",
    .title = "Specify a package",
    .help = "Say what is wanted, before anything runs.  Offers that are out are withdrawn.",
    .roles = ROLES_PLANNING,
    .flags = OP_PACKAGE,
    .args = &specify_fields,
    .writes = WRITES("package", "specification", "visit", "offer", "proposal", "task"),
    .run = specify_run,
};
