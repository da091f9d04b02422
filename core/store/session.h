/* session.h - who is at the keyboard, in which role, on which day
 *
 * Meaning   Identity is the operating system's login.  Staff and their roles are dated rows.  Today
 * and now are arguments from the command line's top; recorded time is the machine's own.
 */
#ifndef CORE_STORE_SESSION_H
#define CORE_STORE_SESSION_H

#include "core/base/date.h"
#include "core/store/table.h"

enum role {
    ROLE_BROKER,
    ROLE_PLANNER,
    ROLE_REABLEMENT,
    ROLE_SUPERVISOR,
    ROLE_CHC,
    ROLE_FINANCE,
    ROLE_POOL_MANAGER,
    ROLE_CLERK,
    ROLE_AUDITOR,
    ROLE_ADMIN,
    ROLE_PRIVACY,
    ROLE__COUNT
};
extern const struct word role_words[]; /* codes of interface.md */
#define ROLE(r)   (1u << (r))
#define ROLES_ALL ((1u << ROLE__COUNT) - 1)

/* Who is told who somebody is; to others (finance, the pooled fund manager, clerks, administrators) a
 * person is a reference.  Source: reliability.md 5, minimised. */
#define SEES_PEOPLE                                                                                \
    (ROLE(ROLE_BROKER) | ROLE(ROLE_PLANNER) | ROLE(ROLE_REABLEMENT) | ROLE(ROLE_SUPERVISOR) |      \
     ROLE(ROLE_CHC) | ROLE(ROLE_PRIVACY) | ROLE(ROLE_AUDITOR))
_Static_assert(SEES_PEOPLE == 1311, "the SQL of views has the number");

struct staff {
    struct stored head;
    const char *login, *name;
    const char *employer;  /* organisation code: whose staff */
    const char *works_for; /* organisation code, or NULL: secondment */
    date_t valid_from, valid_to;
};
extern const struct table table_staff;

struct staff_role {
    struct stored head;
    int64_t staff_id;
    int64_t role;
    date_t valid_from, valid_to;
};
extern const struct table table_staff_role;

struct session {
    struct store *store;
    int64_t staff_id; /* of the login's first row, so it stays; 0: nobody known (init, bootstrap) */
    const char *login, *name, *employer;
    const char *body; /* whose people alone they see; NULL: everybody (core/store/scope.h) */
    bool few;         /* it has so few that they are looked up first */
    unsigned roles;   /* ROLE() bits held on `today` */
    int64_t role;     /* enum role acted in, or ABSENT when several are held and none is chosen */
    date_t today;
    datetime_t now;
    bool overridden; /* --today or --now was given: reading only on a real store */
    bool practice;   /* demonstration or story store */
    const char *config_digest;
    char op_id[33]; /* of the next operation; hex; "" lets the store make one */
};

/* ROLE() bits acted in: one, or all that are held. */
unsigned session_acting(const struct session *s);
/* Who `login` is in this store on `today`.  FAULT_DENIED, recorded as an audit row, when unknown
 * (AC-1), ended or without a role (AC-2), or not holding `role` (AC-3); role ABSENT takes the only
 * one held. The setting maker_login holds every role of a demonstration or story store. */
bool session_open(struct store *st, const char *login, int64_t role, date_t today, datetime_t now,
                  struct arena *a, struct session *out, struct fault *why) MUST_CHECK;

#endif
