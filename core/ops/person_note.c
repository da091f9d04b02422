/* Notes: dated, signed and never altered; a second note stands in place of a wrong one.
 *
 * A note is named by its number among the person's notes, oldest first.
 */
#include "core/ops/person_inside.h"

#include "core/ops/package.h"

enum note_kind { NOTE_SAFEGUARDING = 5 };

struct add_args {
    const char *person;
    int64_t kind;
    const char *text, *package;
    int64_t restricted;
};
static const struct field add_rows[] = {
    ARG_PERSON(struct add_args),
    {FIELD(struct add_args, kind, FIELD_ENUM), .words = note_words, .label = "Kind",
     .help = "What the note is about."},
    {FIELD(struct add_args, text, FIELD_TEXT), .flags = FIELD_LINES | FIELD_PERSONAL | FIELD_THIRD,
     .max = 4000, .label = "Note", .help = "What happened, was said or was agreed."},
    {FIELD(struct add_args, package, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_REF,
     .refers = "package", .label = "Package", .help = "The package it is about."},
    {FIELD(struct add_args, restricted, FIELD_BOOL), .flags = FIELD_OPTIONAL, .label = "Restricted",
     .help = "Shown to planners, supervisors and NHS staff alone; a safeguarding note always is."},
};
static const struct fields add_args = FIELDS("note.add", add_rows, struct add_args);

static bool add(struct call *c, struct fault *why)
{
    const struct add_args *a = c->args;
    struct person p;
    struct note n = {
        .package_id = ABSENT,
        .kind = a->kind,
        .written = c->who->now,
        .staff_id = c->who->staff_id,
        .text = a->text,
        .corrects = ABSENT,
        .restricted = a->restricted == 1 || a->kind == NOTE_SAFEGUARDING,
    };

    if (!person_by_ref(c, "person", a->person, &p, why))
        return false;
    n.person_id = p.head.id;
    if (a->package) {
        struct package k;
        if (!package_by_ref(c, "package", a->package, &k, why))
            return false;
        if (k.person_id != p.head.id)
            return fail(why, FAULT_INPUT, "package",
                        "The package %s is not one of %s: look at the packages of the person.",
                        k.ref, p.ref);
        n.package_id = k.head.id;
    }
    if (!row_add(c->store, &table_note, &n, why))
        return false;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "Note kept on %s.", p.ref);
    return true;
}

const struct operation op_note_add = {
    .name = "note.add",
    .title = "Write a note",
    .help =
        "A note on a person, signed and dated. It is never altered; a wrong one is corrected by "
        "a second.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &add_args,
    .writes = WRITES("note"),
    .run = add,
};

/* --- correcting ------------------------------------------------------------------------------- */

struct correct_args {
    const char *person;
    int64_t note;
    const char *text, *reason;
};
static const struct field correct_rows[] = {
    ARG_PERSON(struct correct_args),
    {FIELD(struct correct_args, note, FIELD_INT), .min = 1, .max = 1000000, .label = "Note",
     .help = "Number of the note among the person's, oldest first."},
    {FIELD(struct correct_args, text, FIELD_TEXT),
     .flags = FIELD_LINES | FIELD_PERSONAL | FIELD_THIRD, .max = 4000, .label = "Note",
     .help = "What is right, whole: it is read in place of the other."},
    ARG_REASON(struct correct_args, FIELD_OPTIONAL),
};
static const struct fields correct_args = FIELDS("note.correct", correct_rows, struct correct_args);

static bool correct(struct call *c, struct fault *why)
{
    const struct correct_args *a = c->args;
    struct person p;
    struct list notes;

    if (!person_by_ref(c, "person", a->person, &p, why) ||
        !rows_where(c->store, &table_note, "person_id = ?1 ORDER BY id", ARGS(INT(p.head.id)),
                    c->arena, &notes, why))
        return false;
    if ((uint64_t)a->note > notes.count)
        return fail(why, FAULT_MISSING, "note",
                    "%s has %zu notes; there is no note %lld: look at the notes for the numbers.",
                    p.ref, notes.count, (long long)a->note);
    const struct note *all = notes.items, *old = &all[a->note - 1];
    for (size_t i = 0; i < notes.count; i++)
        if (all[i].corrects == old->head.id)
            return refuse(why, "NC-1", "reliability.md 8",
                          "Note %lld was corrected by note %zu already: correct that one.",
                          (long long)a->note, i + 1);
    struct note n = *old;
    n.head = (struct stored){0};
    n.written = c->who->now;
    n.staff_id = c->who->staff_id;
    n.text = a->text;
    n.corrects = old->head.id;
    if (!row_add(c->store, &table_note, &n, why))
        return false;
    c->reason = a->reason;
    call_subject(c, "person", p.head.id, p.ref);
    call_say(c, "Note %lld of %s corrected by note %zu.", (long long)a->note, p.ref,
             notes.count + 1);
    return true;
}

const struct operation op_note_correct = {
    .name = "note.correct",
    .title = "Correct a note",
    .help = "A second note that is read in place of a wrong one. The wrong one stays, struck "
            "through.",
    .roles = ROLES_CARE,
    .flags = OP_PERSON,
    .args = &correct_args,
    .writes = WRITES("note"),
    .run = correct,
};
