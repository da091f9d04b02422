/* person.h - people: who they are, where they live, who their GP is, what staff must know
 *
 * Operations  person.add person.change person.add-name person.move person.change-gp person.died
 *             person.merge person.unmerge person.restrict person.unrestrict person.open
 *             alert.add alert.change alert.end stay.add stay.end stay.correct note.add note.correct glass.review
 *
 * Promise     A change of address, practice or identity never changes a payer or a lot of what
 *             runs: it lists the packages, lots and payers it touches, as work.
 *
 * Restricted  A record is opened with a reason (person.open) before anything is done to it; it is
 *             found by its reference or NHS number alone.  person_by_ref asks.
 *
 * Source      domain.md 4.2, 7.3; reliability.md F7, 5 and 6 (S11); interface.md, Imports.
 */
#ifndef CORE_OPS_PERSON_H
#define CORE_OPS_PERSON_H

#include "core/ops/op.h"

struct person {
    struct stored head;
    const char *ref;
    const char *family_name, *given_name, *title, *known_as;
    date_t born, died;
    const char *nhs_number; /* ten digits */
    int64_t nhs_status;     /* enum nhs_status_words: verified … ; ABSENT */
    int64_t sex;            /* enum sex_words: female male other not-known; ABSENT */
    const char *language, *phone;
    const char *sort_key;
    int64_t restricted;  /* 1: opened with a reason only */
    int64_t merged_into; /* id of the record that stands for this one, or ABSENT */
};

struct person_name {
    struct stored head;
    int64_t person_id;
    int64_t kind; /* enum name_kind_words: former also-known maiden */
    const char *family_name, *given_name;
};

struct residence {
    struct stored head;
    int64_t person_id;
    date_t valid_from, valid_to;
    const char *address, *postcode;
    const char *district, *ward; /* ONS codes; NULL where the postcode is not in the store */
};

struct registration {
    struct stored head;
    int64_t person_id;
    date_t valid_from, valid_to;
    const char *practice;     /* ODS code */
    const char *commissioner; /* organisation code on valid_from, or NULL where not known */
};

struct alert {
    struct stored head;
    int64_t person_id;
    date_t valid_from, valid_to;
    int64_t kind; /* enum alert_words: lives-alone double-handed key-safe risk safeguarding
                     infection dog allergy communication other */
    const char *detail;
    int64_t restricted; /* safeguarding: shown to those who may open it */
};

/* In hospital or a care home, from a day to a day. */
struct stay {
    struct stored head;
    int64_t person_id;
    date_t valid_from, valid_to;
    int64_t kind;    /* enum stay_kind */
    int64_t planned; /* bool, or ABSENT: not known */
    const char *place;
};

struct note {
    struct stored head;
    int64_t person_id, package_id;
    int64_t kind; /* enum note_words: contact brokerage care-plan health money safeguarding */
    datetime_t written;
    int64_t staff_id;
    const char *text;
    int64_t corrects; /* id of the note it stands in place of, or ABSENT */
    int64_t restricted;
};

struct person_merge {
    struct stored head;
    int64_t kept_id, merged_id;
    date_t valid_from, valid_to;
    const char *reason;
    const char *moved; /* JSON: table and ids that went from merged to kept */
};

struct break_glass {
    struct stored head;
    int64_t person_id, staff_id;
    datetime_t opened, until;
    const char *reason;
    int64_t reviewer_id;
    datetime_t reviewed;
    const char *finding;
};

enum alert_kind {
    ALERT_LIVES_ALONE,
    ALERT_DOUBLE_HANDED,
    ALERT_KEY_SAFE,
    ALERT_RISK,
    ALERT_SAFEGUARDING,
    ALERT_INFECTION,
    ALERT_DOG,
    ALERT_ALLERGY,
    ALERT_COMMUNICATION,
    ALERT_OTHER
};
enum stay_kind { STAY_HOSPITAL, STAY_CARE_HOME };
enum name_kind { NAME_FORMER, NAME_ALSO_KNOWN, NAME_MAIDEN };

extern const struct table table_person, table_person_name, table_residence, table_registration,
    table_alert, table_stay, table_note, table_person_merge, table_break_glass;
extern const struct word sex_words[], nhs_status_words[], name_kind_words[], alert_words[],
    note_words[], stay_words[];
extern const struct operation *const ops_person[]; /* ended by NULL */

/* By reference, or by NHS number.  A merged record gives the one that stands for it.  FAULT_MISSING
 * names the nearest references, FAULT_DENIED (PR-1) a restricted record that was not opened; `arg`
 * is the argument it came from. */
bool person_by_ref(struct call *c, const char *arg, const char *ref, struct person *out,
                   struct fault *why) MUST_CHECK;
/* May what somebody wrote of the person be told to who asks?  It may name them: not to roles that are not
 * told who somebody is (SEES_PEOPLE), nor of a restricted record that they have not opened. */
bool person_words_told(struct call *c, int64_t person_id, bool *out, struct fault *why) MUST_CHECK;
/* Where somebody lives on a day; before the first day there is, the first address, since one is often
 * recorded long after somebody moved in.  *found false where none is known. */
bool person_residence(struct call *c, int64_t person_id, date_t on, struct residence *out,
                      bool *found, struct fault *why) MUST_CHECK;
/* "Okafor, Grace" into the arena. */
const char *person_shown(struct call *c, const struct person *p);

/* District and ward of the postcode, commissioner of the practice; a remark where the store has it not. */
bool residence_locate(struct call *c, struct residence *r, struct fault *why) MUST_CHECK;
bool registration_locate(struct call *c, struct registration *r, struct fault *why) MUST_CHECK;

#endif
