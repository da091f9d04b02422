/* Moving house, changing practice and dying: dated changes that make work and change no payer. */
#include "core/ops/person_inside.h"

#include "core/ops/market.h"
#include "core/ops/package.h"
#include "core/ops/place.h"

#include <string.h>

/* Packages in being get a task each; the answer says how many there are. */
static bool make_work(struct call *c, const struct person *p, const char *kind, const char *text,
                      struct fault *why)
{
    int64_t count = 0;

    if (!text)
        return fault_memory(why);
    if (!package_work_for_person(c, p->head.id, kind, text, &count, why))
        return false;
    if (count == 1)
        call_remark(c, NULL,
                    "One package of %s is touched: a task names its lot and payer, which "
                    "stay as they are until somebody decides.",
                    p->ref);
    else if (count)
        call_remark(c, NULL,
                    "%lld packages of %s are touched: a task for each names its lot and "
                    "payer, which stay as they are until somebody decides.",
                    (long long)count, p->ref);
    return true;
}

/* --- moving ----------------------------------------------------------------------------------- */

struct move_args {
    const char *person;
    int64_t rev;
    date_t from;
    const char *postcode, *address, *reason;
};
static const struct field move_rows[] = {
    ARG_PERSON(struct move_args),
    ARG_REV(struct move_args),
    {FIELD(struct move_args, from, FIELD_DATE), .label = "From",
     .help = "First day at the new address."},
    {FIELD(struct move_args, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE | FIELD_PERSONAL,
     .label = "Postcode", .help = "Postcode of the new home."},
    {FIELD(struct move_args, address, FIELD_TEXT),
     .flags = FIELD_OPTIONAL | FIELD_PERSONAL | FIELD_LINES, .max = 400, .label = "Address",
     .help = "Lines of the address, without the postcode."},
    ARG_REASON(struct move_args, FIELD_OPTIONAL),
};
static const struct fields move_args = FIELDS("person.move", move_rows, struct move_args);

/* "Harborough, lot 05", as well as it is known. */
static bool describe(struct call *c, const struct residence *r, date_t on, const char **out,
                     struct fault *why)
{
    struct lot lot;
    const char *name = NULL;
    bool found = false;

    if (!query_one_text(c->store, "SELECT name FROM area WHERE code = ?1", ARGS(TEXT(r->district)),
                        c->arena, &name, why) ||
        !lot_of_place(c, r->postcode, r->district, r->ward, on, &lot, &found, why))
        return false;
    if (!name)
        name = r->district ? r->district : "a district that is not known";
    *out = found ? arena_printf(c->arena, "%s, lot %s", name, lot.code)
                 : arena_printf(c->arena, "%s, in no lot", name);
    return *out || fault_memory(why);
}

/* Somebody who leaves the council's area is told to the council they go to. */
static void warn_of_council(struct call *c, const struct person *p, const struct residence *old,
                            const struct residence *new)
{
    if (!new->district || config_is_resident(c->config, new->district))
        return;
    if (old->district && config_is_resident(c->config, old->district))
        call_remark(c, "PM-3",
                    "%s leaves the council's area: tell the council of %s, which assesses, or "
                    "meets the needs as they are met now until it has.",
                    p->ref, new->district);
}

static bool move(struct call *c, struct fault *why)
{
    const struct move_args *a = c->args;
    struct person p;
    struct residence old = {0};
    bool found;
    const char *words, *was, *is;
    char day[24];

    if (!person_by_ref(c, "person", a->person, &p, why) ||
        !row_seen(c->store, &table_person, &p, a->rev, why) ||
        !person_check_day(&p, "from", a->from, why) || !person_words_now(c, p.head.id, &words, why))
        return false;
    struct residence r = {.person_id = p.head.id,
                          .valid_from = a->from,
                          .address = a->address,
                          .postcode = a->postcode};
    if (!residence_put(c, &r, &old, &found, why) || !person_reindex(c, p.head.id, words, why) ||
        !describe(c, &r, a->from, &is, why))
        return false;
    date_print(a->from, day, sizeof day);
    c->reason = a->reason;
    call_subject(c, "person", p.head.id, p.ref);
    if (!found) {
        call_say(c, "%s lives at %s from %s: %s.", p.ref, r.postcode, day, is);
        return make_work(c, &p, "moved",
                         arena_printf(c->arena, "Lives at %s from %s: %s.", r.postcode, day, is),
                         why);
    }
    if (!describe(c, &old, a->from, &was, why))
        return false;
    call_say(c, "%s moves to %s on %s: %s (was %s).", p.ref, r.postcode, day, is, was);
    warn_of_council(c, &p, &old, &r);
    return make_work(
        c, &p, "moved",
        arena_printf(c->arena, "Moves to %s on %s: %s (was %s).", r.postcode, day, is, was), why);
}

const struct operation op_person_move = {
    .name = "person.move",
    .title = "Move to another address",
    .help = "A new address from a day on. Every package in being becomes a task that names its lot "
            "and payer; none of them changes by itself.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &move_args,
    .writes = WRITES("residence", "person_search", "task"),
    .run = move,
};

/* --- practice --------------------------------------------------------------------------------- */

struct gp_args {
    const char *person;
    int64_t rev;
    date_t from;
    const char *gp_practice, *reason;
};
static const struct field gp_rows[] = {
    ARG_PERSON(struct gp_args),
    ARG_REV(struct gp_args),
    {FIELD(struct gp_args, from, FIELD_DATE), .label = "From",
     .help = "First day with the new practice."},
    {FIELD(struct gp_args, gp_practice, FIELD_TEXT), .max = 12, .label = "GP practice",
     .help = "ODS code of the new practice."},
    ARG_REASON(struct gp_args, FIELD_OPTIONAL),
};
static const struct fields gp_args = FIELDS("person.change-gp", gp_rows, struct gp_args);

static const char *or_unknown(const char *code)
{
    return code ? code : "not known";
}

static bool change_gp(struct call *c, struct fault *why)
{
    const struct gp_args *a = c->args;
    struct person p;
    struct registration old = {0};
    bool found;
    char day[24];

    if (!person_by_ref(c, "person", a->person, &p, why) ||
        !row_seen(c->store, &table_person, &p, a->rev, why) ||
        !person_check_day(&p, "from", a->from, why))
        return false;
    struct registration r = {
        .person_id = p.head.id, .valid_from = a->from, .practice = a->gp_practice};
    if (!registration_put(c, &r, &old, &found, why))
        return false;
    const char *was = found ? old.commissioner : NULL;
    if (was) { /* the one known before, by the name it has on the day of the change */
        struct organisation body;
        bool known;
        if (!place_organisation_on(c, was, a->from, &body, &known, why))
            return false;
        was = known ? body.code : was;
    }
    date_print(a->from, day, sizeof day);
    c->reason = a->reason;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "%s is with practice %s from %s; commissioner %s.", p.ref, r.practice, day,
             or_unknown(r.commissioner));
    if (was && r.commissioner && strcmp(was, r.commissioner) == 0)
        return true;
    return make_work(c, &p, "gp-changed",
                     arena_printf(c->arena,
                                  "Commissioner %s from %s (was %s); the payer is as it was.",
                                  or_unknown(r.commissioner), day, or_unknown(was)),
                     why);
}

const struct operation op_person_change_gp = {
    .name = "person.change-gp",
    .title = "Change GP practice",
    .help = "Another practice from a day on. It says which NHS body commissions; where that "
            "changes, every package in being becomes a task. No payer changes by itself.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &gp_args,
    .writes = WRITES("registration", "task"),
    .run = change_gp,
};

/* --- death ------------------------------------------------------------------------------------ */

struct died_args {
    const char *person;
    int64_t rev;
    date_t on;
    int64_t correction;
    const char *reason;
};
static const struct field died_rows[] = {
    ARG_PERSON(struct died_args),
    ARG_REV(struct died_args),
    {FIELD(struct died_args, on, FIELD_DATE), .flags = FIELD_PERSONAL, .label = "Died on",
     .help = "Day of death: the last day of care."},
    {FIELD(struct died_args, correction, FIELD_BOOL), .flags = FIELD_OPTIONAL,
     .label = "The day was wrong", .help = "Yes: another day was recorded before, by mistake."},
    ARG_REASON(struct died_args, FIELD_OPTIONAL),
};
static const struct fields died_args = FIELDS("person.died", died_rows, struct died_args);

static bool died(struct call *c, struct fault *why)
{
    const struct died_args *a = c->args;
    struct person p;
    int64_t count = 0;
    char day[24];

    if (!person_by_ref(c, "person", a->person, &p, why) ||
        !row_seen(c->store, &table_person, &p, a->rev, why))
        return false;
    if (date_given(p.died) && a->correction != 1)
        return refuse(why, "PE-1", "domain.md 4.4",
                      "The death of %s is recorded already, on %s: say that it is a correction.",
                      p.ref, date_print(p.died, day, sizeof day));
    p.died = DATE_NONE;
    if (!person_check_day(&p, "on", a->on, why))
        return false;
    if (a->on.day > c->who->today.day)
        return fail(why, FAULT_INPUT, "on", "The day of death is in the future: put it right.");
    p.died = a->on;
    if (!row_change(c->store, &table_person, &p, why) ||
        !package_death(c, p.head.id, a->on, &count, why))
        return false;
    c->reason = a->reason;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "The death of %s on %s is recorded; %lld package%s ended.", p.ref,
             date_print(a->on, day, sizeof day), (long long)count, count == 1 ? "" : "s");
    return true;
}

const struct operation op_person_died = {
    .name = "person.died",
    .title = "Record a death",
    .help = "Care ends with the day of death: what runs is ended on it, what never started is "
            "cancelled, and offers that are out are withdrawn.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON | OP_CAREFUL,
    .args = &died_args,
    .writes = WRITES("person", "package", "specification", "line", "suspension", "notice", "offer",
                     "proposal", "task"),
    .run = died,
};
