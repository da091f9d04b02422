/* demo_people.h - invented people, one a number, the same for the same seed
 *
 * Meaning   Everything about the n-th person follows from the seed and n alone, so a store of a
 *           million begins with the people of a store of a hundred.  Nobody is real: names are put
 *           together from two lists, NHS numbers are of the test range (999…), postcodes have a
 *           county's outward halves and made-up inward ones, telephone numbers are those kept for
 *           drama.
 * Shape     of the county: seven districts and their edges (LE16 falls in four authorities), the ages
 *           of people who have care at home, the mix of visit lengths of a real council's week.
 * Source    domain.md 5, 7.3; ../shared/data/home_care_market (visit lengths, 2022).
 */
#ifndef CLI_DEMO_PEOPLE_H
#define CLI_DEMO_PEOPLE_H

#include "core/base/date.h"

#include <stddef.h>

/* A stream of numbers that is the same everywhere (splitmix64). */
struct dice {
    uint64_t state;
};
struct dice dice_of(uint64_t seed, uint64_t what, uint64_t n);
uint64_t dice_next(struct dice *d);
size_t dice_upto(struct dice *d, size_t n); /* 0 … n - 1 */
bool dice_chance(struct dice *d, unsigned in_a_thousand);

/* A postcode of the demonstration, with the area it lies in. */
struct demo_postcode {
    char postcode[9];
    const char *district; /* ONS code */
    const char *ward;     /* ONS code, or NULL */
};
enum { DEMO_POSTCODES = 1920 };
void demo_postcode(size_t n, struct demo_postcode *out);

enum { DEMO_PRACTICES = 70 };
struct demo_practice {
    char code[8], name[64];
    const char *commissioner;
};
void demo_practice(size_t n, struct demo_practice *out);

struct demo_person {
    char ref[16];
    const char *family, *given, *title, *former, *sex, *language;
    char family_joined[64]; /* double-barrelled, or "" */
    date_t born;
    char nhs_number[11]; /* "" for one in ten */
    char address[64], phone[16];
    size_t postcode, practice;
    unsigned alerts; /* bits by the order of demo_alerts */
};
extern const char *const demo_alerts[]; /* words of alert kinds, ended by NULL */
void demo_person(uint64_t seed, size_t n, date_t today, struct demo_person *out);

/* The visits of the n-th package: a few kinds, as rows of package.request. */
struct demo_visit {
    const char *days, *band, *at; /* at: "07:30" or NULL */
    int minutes, carers;
    bool personal_care, time_critical;
    const char *tasks, *critical_reason;
};
enum { DEMO_VISITS_MOST = 4 };
size_t demo_visits(uint64_t seed, size_t n, struct demo_visit out[DEMO_VISITS_MOST]);

#endif
