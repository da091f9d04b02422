/* money.h - sums of money, exact to the penny
 *
 * Unit      pence sterling in a signed 64-bit integer; no floating point ever holds money.
 * Meaning   an amount; when it is per week or per hour the variable's name says so.
 * Absent    MONEY_NONE is "not given", never nought.
 * Overflow  every operation that could overflow returns false and leaves *out alone.
 * Rounding  never implied: the caller names it, because the rule decides it.
 */
#ifndef CORE_BASE_MONEY_H
#define CORE_BASE_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t pence;
} money_t; /* a struct, so pence and days cannot mix */

#define ABSENT     INT64_MIN /* any whole number that was not given */
#define MONEY_NONE ((money_t){ABSENT})
#define GBP_INIT(pounds, p)                                                                        \
    {                                                                                              \
        (int64_t)(pounds) * 100 + (p)                                                              \
    } /* in constant tables */
#define GBP(pounds, p) ((money_t)GBP_INIT(pounds, p))

enum rounding { ROUND_DOWN, ROUND_HALF_UP, ROUND_UP };

/* The most that any one sum in the program may be: £10 billion.  Larger is bad input. */
#define MONEY_MOST INT64_C(1000000000000)

bool money_add(money_t a, money_t b, money_t *out);
bool money_sub(money_t a, money_t b, money_t *out);
/* a * part / whole.  Negative amounts round by magnitude, so a refund mirrors a charge. */
bool money_share(money_t a, int64_t part, int64_t whole, enum rounding how, money_t *out);
/* Largest remainder: shares of total by weight, exact; ties to the earlier weight; nought gets
 * nought; a negative total mirrors the positive.  False when no weight is positive or on overflow.
 * Source: domain.md 6.5. */
bool money_shares(money_t total, const int64_t *weight, size_t count, money_t *share);
/* Cost of `days` days at a weekly price: weekly * days / 7, half-up.  Parts of a range are the
 * differences of this function, so they add up.  Source: interface.md. */
bool money_days(money_t weekly, int64_t days, money_t *out);
/* Price of a visit: rate * minutes / 60, half-up per visit.  Source: domain.md 4.6. */
bool money_visit(money_t hourly, int64_t minutes, money_t *out);

/* "£1,234.56", "-£0.05"; size at least 32.  Returns buf. */
char *money_print(money_t m, char *buf, size_t size);
/* As typed in a form: 12, 12.5, 12.50, £1,234.56, and =14.5*21.30 (+ - * / and brackets, exact,
 * half-up at the end).  Refuses a third decimal, two signs, words. */
bool money_parse_typed(const char *text, money_t *out);

#endif
