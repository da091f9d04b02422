/* person_inside.h - what the files of the people subject share; nobody else includes it */
#ifndef CORE_OPS_PERSON_INSIDE_H
#define CORE_OPS_PERSON_INSIDE_H

#include "core/ops/person.h"

/* Who deals with people every day.  Source: reliability.md 5. */
#define ROLES_CARE                                                                                 \
    (ROLE(ROLE_BROKER) | ROLE(ROLE_PLANNER) | ROLE(ROLE_REABLEMENT) | ROLE(ROLE_SUPERVISOR) |      \
     ROLE(ROLE_CHC))

extern const struct operation op_person_add, op_person_change, op_person_add_name, op_person_move,
    op_person_change_gp, op_person_died, op_person_merge, op_person_unmerge, op_person_restrict,
    op_person_unrestrict, op_person_open, op_glass_review, op_alert_add, op_alert_change,
    op_alert_end, op_stay_add, op_stay_end, op_stay_correct, op_note_add, op_note_correct;

/* Rows that several argument tables have alike. */
#define ARG_PERSON(struct_type)                                                                    \
    {                                                                                              \
        FIELD(struct_type, person, FIELD_TEXT), .flags = FIELD_REF, .refers = "person",            \
                                                .label = "Person",                                 \
                                                .help = "Reference or NHS number of the person."   \
    }
#define ARG_REV(struct_type)                                                                       \
    {                                                                                              \
        FIELD(struct_type, rev, FIELD_INT), .flags = FIELD_OPTIONAL | FIELD_HIDDEN, .min = 1,      \
                                            .max = INT64_MAX, .label = "Revision",                 \
                                            .help = "Revision of the record that was looked at."   \
    }
#define ARG_REASON(struct_type, optional)                                                          \
    {                                                                                              \
        FIELD(struct_type, reason, FIELD_TEXT), .flags = FIELD_LINES | FIELD_THIRD | (optional),   \
                                                .max = 1000, .label = "Reason",                    \
                                                .help = "Why, in a sentence."                      \
    }

/* What a folded name sorts by: family and given name, so that "Smith, Zoe" comes before
 * "Smith-Jones, Ann". */
const char *person_sort_key(struct arena *a, const char *family_name, const char *given_name);
/* Whether an alert of this kind is shown to those alone who may open it, unless said otherwise. */
static inline int64_t alert_is_restricted(int64_t kind)
{
    return kind == ALERT_SAFEGUARDING;
}
/* Sets sort_key: of a restricted record nothing but its reference. */
bool person_set_sort_key(struct call *c, struct person *p, struct fault *why) MUST_CHECK;
/* Loads a record by its id. */
bool person_get(struct call *c, int64_t id, struct person *out, struct fault *why) MUST_CHECK;
/* The record of this very reference, merged or not. */
bool person_exactly(struct call *c, const char *arg, const char *ref, struct person *out,
                    struct fault *why) MUST_CHECK;
/* By reference, without asking whether a restricted record was opened. */
bool person_by_ref_closed(struct call *c, const char *arg, const char *ref, struct person *out,
                          struct fault *why) MUST_CHECK;
/* FAULT_INPUT when a day lies before birth, or after death. */
bool person_check_day(const struct person *p, const char *arg, date_t day,
                      struct fault *why) MUST_CHECK;
/* FAULT_DENIED (PR-1) for a restricted record that was not opened by this member of staff. */
bool person_check_open(struct call *c, const struct person *p, struct fault *why) MUST_CHECK;

/* --- the search index (person_search.c) -------------------------------------------------------- */

/* The words a record is found by.  Of a restricted record: its reference and NHS number alone. */
struct person_words {
    struct buf text;
};
void person_words_of(struct person_words *w, const struct person *p);
void person_words_name(struct person_words *w, const char *family_name, const char *given_name);
void person_words_postcode(struct person_words *w, const char *postcode);
/* Writes the words of a new record, and gives the buffer back. */
bool person_index_new(struct call *c, int64_t id, struct person_words *w,
                      struct fault *why) MUST_CHECK;
/* The words as the store has them now: taken before a change … */
bool person_words_now(struct call *c, int64_t id, const char **words, struct fault *why) MUST_CHECK;
/* … and given back after it; written when they differ. */
bool person_reindex(struct call *c, int64_t id, const char *before, struct fault *why) MUST_CHECK;
/* Records merged into a restricted one are restricted with it, and open again with it: they hold its
 * earlier names and addresses. */
bool person_restrict_merged(struct call *c, int64_t kept_id, int64_t restricted,
                            struct fault *why) MUST_CHECK;

/* --- possible duplicates (person_duplicates.c) ------------------------------------------------- */

struct duplicate {
    int64_t id;
    const char *ref;
    const char *because; /* "the same name and date of birth" */
};
/* FAULT_REFUSED (PN-1) when another record has this NHS number. */
bool person_number_free(struct call *c, int64_t but, const char *nhs_number,
                        struct fault *why) MUST_CHECK;
/* Records that may be the same person; *out is a list of struct duplicate. */
bool person_duplicates(struct call *c, const struct person *p, struct list *out,
                       struct fault *why) MUST_CHECK;

/* --- dated rows (person_dated.c) --------------------------------------------------------------- */

/* From its first day on, in place of what stood: fills postcode's district, the practice's
 * commissioner and the last day, and says what stood before (found false: nothing). */
bool residence_put(struct call *c, struct residence *r, struct residence *before, bool *found,
                   struct fault *why) MUST_CHECK;
bool registration_put(struct call *c, struct registration *r, struct registration *before,
                      bool *found, struct fault *why) MUST_CHECK;

#endif
