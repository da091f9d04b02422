/* demo.h - a demonstration store: a county in miniature, or at full size
 *
 *   demo_command.c  htlah demo
 *   demo_people.h   who lives there
 *   demo_county.c   places, providers, awards, people, the care that runs: as imports bring them
 *   demo_day.c      the day's business: referrals, offers, replies, approvals, hospital, as staff do it
 *
 * Meaning   Everything is done by operations, by named staff, at moments of the day the store stands on;
 *           nothing is written past them.  The same number of people and the same seed give the same
 *           store.
 */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "cli/command.h"
#include "cli/demo_people.h"

enum { DEMO_LOTS_MOST = 32, DEMO_LEADS = 18, DEMO_OLD = 150 };

struct demo {
    struct counter *counter;
    const struct config *config;
    const struct progress *progress;
    struct faults *all;
    struct arena row, kept; /* of one operation, and of the whole */
    const char *maker;
    uint64_t seed;
    size_t people, waiting; /* the first `waiting` have no care yet */
    datetime_t now;
    date_t today;
    int64_t lot_minutes[DEMO_LOTS_MOST]; /* a week, of the care that runs */
    size_t passed_over;                  /* business that a rule refused */
};

extern const struct command command_demo;

/* The lot of a postcode: its place in the config's list, or the count of lots when none. */
size_t demo_lot(const struct demo *d, const struct demo_postcode *p);
/* The two leads of a lot, as places among the providers. */
size_t demo_lead(const struct demo *d, size_t lot, size_t n);

/* A map of arguments in the row's arena, and values into it; a failed one is noticed when it runs. */
struct node *demo_map(struct demo *d);
void demo_put(struct demo *d, struct node *map, const char *key, const char *format, ...)
    LIKE_PRINTF(4, 5);
/* The visits of the n-th package under `key`; returns their minutes a week and price at an hourly rate. */
int64_t demo_put_visits(struct demo *d, struct node *map, size_t n);
int64_t demo_week(const struct demo *d, size_t n, money_t hourly, money_t *price);

bool demo_county(struct demo *d) MUST_CHECK;
bool demo_day(struct demo *d) MUST_CHECK;

#endif
