/* Restricted records: opened with a reason only, for eight hours, and looked at afterwards.
 *
 * Source     reliability.md F7 and 6, S11; 13, 73.
 */
#include "core/ops/person_inside.h"

#include "core/ops/place.h"
#include "core/ops/work.h"
#include "core/store/scope.h"

#include <ctype.h>
#include <string.h>

enum {
    REASON_LEAST = 20,
    WORDS_LEAST = 3,
    LETTERS_LEAST = 6,
    OPEN_MINUTES = 8 * 60,
    REVIEW_DAYS = 3
};

/* --- restricting ------------------------------------------------------------------------------ */

struct restrict_args {
    const char *person;
    int64_t rev;
    const char *reason;
};
static const struct field restrict_rows[] = {
    ARG_PERSON(struct restrict_args),
    ARG_REV(struct restrict_args),
    ARG_REASON(struct restrict_args, 0),
};
static const struct fields restrict_args =
    FIELDS("person.restrict", restrict_rows, struct restrict_args);
static const struct fields unrestrict_args =
    FIELDS("person.unrestrict", restrict_rows, struct restrict_args);

static bool set_one(struct call *c, struct person *p, int64_t restricted, struct fault *why)
{
    const char *before;

    if (!person_words_now(c, p->head.id, &before, why))
        return false;
    p->restricted = restricted;
    return person_set_sort_key(c, p, why) && row_change(c->store, &table_person, p, why) &&
           person_reindex(c, p->head.id, before, why);
}

bool person_restrict_merged(struct call *c, int64_t kept_id, int64_t restricted, struct fault *why)
{
    struct list merged;

    if (!rows_where(c->store, &table_person, "merged_into = ?1 AND restricted <> ?2 ORDER BY id",
                    ARGS(INT(kept_id), INT(restricted)), c->arena, &merged, why))
        return false;
    struct person *p = merged.items;
    for (size_t i = 0; i < merged.count; i++)
        if (!set_one(c, &p[i], restricted, why))
            return false;
    return true;
}

static bool set(struct call *c, int64_t restricted, struct fault *why)
{
    const struct restrict_args *a = c->args;
    struct person p;

    if (!person_by_ref_closed(c, "person", a->person, &p, why) ||
        !row_seen(c->store, &table_person, &p, a->rev, why))
        return false;
    int64_t rev = p.head.rev;
    if (!set_one(c, &p, restricted, why) || !person_restrict_merged(c, p.head.id, restricted, why))
        return false;
    c->reason = a->reason;
    call_subject(c, "person", p.head.id, p.ref);
    if (p.head.rev == rev)
        call_say(c, "%s is as it was.", p.ref);
    else if (restricted)
        call_say(c,
                 "%s is restricted: it is found by its reference or NHS number alone, and opened "
                 "with a reason.",
                 p.ref);
    else
        call_say(c, "%s is restricted no longer.", p.ref);
    return true;
}

static bool restrict_person(struct call *c, struct fault *why)
{
    return set(c, 1, why);
}

static bool unrestrict_person(struct call *c, struct fault *why)
{
    return set(c, 0, why);
}

const struct operation op_person_restrict = {
    .name = "person.restrict",
    .title = "Restrict a record",
    .help = "From now on the record is opened with a reason only, and each opening is reviewed: "
            "staff, their families, people in the public eye, safeguarding.",
    .roles = ROLE(ROLE_SUPERVISOR) | ROLE(ROLE_PRIVACY),
    .flags = OP_PERSON,
    .args = &restrict_args,
    .writes = WRITES("person", "person_search"),
    .run = restrict_person,
};
const struct operation op_person_unrestrict = {
    .name = "person.unrestrict",
    .title = "Lift a restriction",
    .help = "The record is open to everybody who deals with people again.",
    .roles = ROLE(ROLE_PRIVACY),
    .flags = OP_PERSON,
    .args = &unrestrict_args,
    .writes = WRITES("person", "person_search"),
    .run = unrestrict_person,
};

/* --- opening ---------------------------------------------------------------------------------- */

struct open_args {
    const char *person, *reason;
};
static const struct field open_rows[] = {
    ARG_PERSON(struct open_args),
    ARG_REASON(struct open_args, FIELD_OPTIONAL),
};
static const struct fields open_args = FIELDS("person.open", open_rows, struct open_args);

/* At least twenty characters, in at least three words, of at least six letters: "xxxxx" says
 * nothing. */
static bool says_why(const char *reason)
{
    size_t characters = 0, words = 0, letters = 0;
    bool in_word = false, seen[26] = {false};

    for (const char *s = reason ? reason : ""; *s; s++) {
        characters += ((unsigned char)*s & 0xc0) != 0x80;
        if (isalpha((unsigned char)*s)) {
            size_t letter = (size_t)(tolower((unsigned char)*s) - 'a');
            letters += !seen[letter];
            seen[letter] = true;
        }
        bool is = !isspace((unsigned char)*s);
        words += is && !in_word;
        in_word = is;
    }
    return characters >= REASON_LEAST && words >= WORDS_LEAST && letters >= LETTERS_LEAST;
}

static const char *review_key(struct call *c, int64_t opening)
{
    return arena_printf(c->arena, "break-glass %lld", (long long)opening);
}

/* The privacy reviewer's work, within three working days; five days where no list of holidays
 * reaches. */
static bool ask_for_review(struct call *c, const struct person *p, const struct break_glass *g,
                           struct fault *why)
{
    struct holidays h;
    date_t due;

    if (!place_holidays(c, &h, why))
        return false;
    if (!date_add_working(&h, c->who->today, REVIEW_DAYS, &due))
        due = date_add_days(c->who->today, 5);
    struct task_wanted t = {.kind = "opened",
                            .person_id = p->head.id,
                            .package_id = ABSENT,
                            .line_number = ABSENT,
                            .role = ROLE_PRIVACY,
                            .due = datetime_make(due, datetime_minute(c->who->now)),
                            .unique_key = review_key(c, g->head.id)};
    return t.unique_key ? work_add(c, &t, why, "%s opened the restricted record %s: opening %lld.",
                                   c->who->login, p->ref, (long long)g->head.id)
                        : fault_memory(why);
}

static bool open_record(struct call *c, struct fault *why)
{
    const struct open_args *a = c->args;
    struct person p;
    char until[32];

    if (!person_by_ref_closed(c, "person", a->person, &p, why))
        return false;
    call_subject(c, "person", p.head.id, p.ref);
    if (p.restricted != 1) {
        call_say(c, "%s is not restricted: it is open to you.", p.ref);
        return true;
    }
    if (!says_why(a->reason))
        return deny(why, "BG-1", "reliability.md F7",
                    "Say why you must open %s, in a sentence of at least %d characters: it is read "
                    "by the privacy reviewer.",
                    p.ref, REASON_LEAST);
    struct break_glass g = {
        .person_id = p.head.id,
        .staff_id = c->who->staff_id,
        .opened = c->who->now,
        .until = {c->who->now.minute + OPEN_MINUTES},
        .reason = a->reason,
        .reviewer_id = ABSENT,
        .reviewed = DATETIME_NONE,
    };
    if (!row_add(c->store, &table_break_glass, &g, why) || !ask_for_review(c, &p, &g, why))
        return false;
    c->reason = a->reason;
    call_say(c, "%s is open to you until %s; the privacy reviewer is told.", p.ref,
             datetime_print(g.until, until, sizeof until));
    return true;
}

const struct operation op_person_open = {
    .name = "person.open",
    .title = "Open a restricted record",
    .help = "Break the glass: with a reason, for eight hours, for you alone. The privacy reviewer "
            "looks at every opening.",
    .roles = ROLES_CARE | ROLE(ROLE_AUDITOR) | ROLE(ROLE_PRIVACY),
    .flags = OP_PERSON,
    .args = &open_args,
    .writes = WRITES("break_glass", "task"),
    .run = open_record,
};

/* --- reviewing -------------------------------------------------------------------------------- */

struct review_args {
    int64_t opening;
    const char *finding;
};
static const struct field review_rows[] = {
    {FIELD(struct review_args, opening, FIELD_INT), .min = 1, .max = INT64_MAX, .label = "Opening",
     .help = "Its number in the list of openings (break-glass)."},
    {FIELD(struct review_args, finding, FIELD_TEXT), .flags = FIELD_LINES, .max = 1000,
     .label = "Finding", .help = "Whether it was needed, and what follows."},
};
static const struct fields review_args = FIELDS("glass.review", review_rows, struct review_args);

/* The task that asked for the review is done with it. */
static bool end_work(struct call *c, const struct break_glass *g, struct fault *why)
{
    struct task t;
    bool found;

    if (!row_where(c->store, &table_task, "unique_key = ?1 AND done IS NULL",
                   ARGS(TEXT(review_key(c, g->head.id))), &t, &found, c->arena, why))
        return false;
    if (!found)
        return true;
    t.done = c->who->now;
    t.done_by = c->who->staff_id;
    t.outcome = g->finding;
    return row_change(c->store, &table_task, &t, why);
}

static bool review(struct call *c, struct fault *why)
{
    const struct review_args *a = c->args;
    struct break_glass g;
    struct person p;
    bool found;

    if (!row_where(c->store, &table_break_glass, "id = ?1", ARGS(INT(a->opening)), &g, &found,
                   c->arena, why))
        return false;
    if (!found)
        return fail(why, FAULT_MISSING, "opening",
                    "There is no opening %lld: look in the list of restricted records opened "
                    "(htlah list break-glass).",
                    (long long)a->opening);
    if (g.staff_id == c->who->staff_id)
        return deny(why, "S11", "reliability.md 6, S11",
                    "You opened this record yourself: another reviewer looks at it.");
    if (datetime_given(g.reviewed))
        return refuse(why, "BG-2", "reliability.md F7",
                      "Opening %lld was reviewed already: a finding is not altered.",
                      (long long)a->opening);
    g.reviewer_id = c->who->staff_id;
    g.reviewed = c->who->now;
    g.finding = a->finding;
    if (!row_change(c->store, &table_break_glass, &g, why) || !end_work(c, &g, why) ||
        !person_get(c, g.person_id, &p, why) ||
        !scope_check(c->who, p.head.id, "person", p.ref, why))
        return false;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "Opening %lld of %s reviewed.", (long long)a->opening, p.ref);
    return true;
}

const struct operation op_glass_review = {
    .name = "glass.review",
    .title = "Review an opening",
    .help = "Look at why a restricted record was opened, and record what you find. Nobody reviews "
            "their own.",
    .roles = ROLE(ROLE_PRIVACY),
    .args = &review_args,
    .writes = WRITES("break_glass", "task"),
    .run = review,
};
