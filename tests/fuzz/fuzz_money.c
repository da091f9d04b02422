/* Money as people type it, and the arithmetic on whatever it was: no crash, no overflow, nothing
 * beyond the most a sum may be; shares add up to the penny, days add up however a range is split. */
#include "core/base/money.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WEIGHTS = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool good)
{
    if (!good)
        abort();
}

static void check_shares(money_t total, const uint8_t *bytes, size_t length)
{
    int64_t weight[WEIGHTS] = {0}, sum = 0;
    money_t share[WEIGHTS] = {{0}};
    size_t count = 1 + length % WEIGHTS;

    for (size_t i = 0; i < count && i < length; i++)
        weight[i] = bytes[i];
    if (!money_shares(total, weight, count, share))
        return;
    for (size_t i = 0; i < count; i++) {
        sum += share[i].pence;
        must(weight[i] || share[i].pence == 0);
        must(total.pence >= 0 ? share[i].pence >= 0 : share[i].pence <= 0);
    }
    must(sum == total.pence);
}

static void check_days(money_t weekly, int64_t days)
{
    money_t whole, part, one, mirrored;
    int64_t sum = 0;

    if (!money_days(weekly, days, &whole))
        return;
    /* The differences from the first day. */
    money_t before = {0};
    for (int64_t d = 1; d <= days; d++) {
        must(money_days(weekly, d, &part) && money_sub(part, before, &one));
        sum += one.pence;
        before = part;
    }
    must(sum == whole.pence);
    must(money_days((money_t){-weekly.pence}, days, &mirrored) && mirrored.pence == -whole.pence);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = malloc(length + 1), printed[32];
    money_t m = MONEY_NONE, again, out;

    if (length)
        memcpy(text, bytes, length);
    text[length] = '\0';
    if (money_parse_typed(text, &m)) {
        must(m.pence >= -MONEY_MOST && m.pence <= MONEY_MOST);
        money_print(m, printed, sizeof printed);
        must(money_parse_typed(printed, &again) && again.pence == m.pence);
        check_shares(m, bytes, length);
        check_days(m, (int64_t)(length % 60));
        if (m.pence > 0 && money_visit(m, 60, &out))
            must(out.pence == m.pence);
        must(money_add(m, m, &out) && out.pence == 2 * m.pence);
    } else {
        must(m.pence == ABSENT);
    }
    free(text);
    return 0;
}
