/* show.h - one record whole: the views that make it up
 *
 * Meaning   `htlah show KIND REF`, a record's tabs on screen and the subject-access export read
 *           these rows.  The first part is the record itself (one row); the others are lists that
 *           take the record's id as the parameter named `by`.
 */
#ifndef CORE_VIEWS_SHOW_H
#define CORE_VIEWS_SHOW_H

#include "core/views/view.h"

struct part {
    const char *tab; /* "Timeline", "Package" */
    const struct view *view;
    const char *by; /* parameter that takes the record's id */
    bool one;       /* one row, shown as a form */
};
struct kind {
    const char *name;  /* "person" */
    const char *title; /* "Person" */
    bool read_logged;  /* opening one is a read of a person's record */
    /* The id of the record so named, exactly one row or none: constant SQL of :ref. */
    const char *find;
    /* The person it concerns, for the read log: constant SQL of :id; or NULL. */
    const char *person;
    const struct part *part;
    size_t parts;
};
extern const struct kind *const *const kind_subjects[];
const struct kind *kind_find(const char *name);
size_t kind_count(void);
const struct kind *kind_at(size_t i);
/* Whether the person may see the record itself (FAULT_DENIED, kept in the audit). */
bool kind_may(struct session *s, const struct kind *k, struct fault *why) MUST_CHECK;
/* FAULT_MISSING names the nearest known references. */
bool kind_id(struct session *s, const struct kind *k, const char *ref, int64_t *id,
             struct fault *why) MUST_CHECK;
/* Notes the read of the record, and of the person it concerns (how: "show", "open", "tab", "pane").
 */
bool kind_note_read(struct session *s, const struct kind *k, int64_t id, const char *how,
                    struct fault *why) MUST_CHECK;

/* Reads noted and not yet on the disk; written once a second, and before the next record is drawn. */
bool kind_reads_waiting(const struct session *s);
bool kind_reads_flush(struct session *s, struct fault *why) MUST_CHECK;

/* Whether the person may take rows that name people out of the store (FAULT_DENIED, kept in the
 * audit).  Source: reliability.md 5, identifiable export. */
bool view_may_export(struct session *s, const struct view *v, struct fault *why) MUST_CHECK;
/* Each person whose rows left the store, as a read on record. */
bool view_note_reads(struct session *s, const int64_t *person, size_t count,
                     struct fault *why) MUST_CHECK;
/* An export on record: one audit row with `what` (JSON: file, rows, conditions), and one read of each
 * person in it. */
bool view_note_export(struct session *s, const struct view *v, const char *what,
                      const int64_t *person, size_t count, struct fault *why) MUST_CHECK;

#endif
