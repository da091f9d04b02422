/* Identifiers that carry their own check: postcodes and NHS numbers. */
#include "core/base/text.h"

#include <string.h>

static bool one_of(char c, const char *set)
{
    return c && strchr(set, c) != NULL;
}
static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char first_letter[] = "ABCDEFGHIJKLMNOPRSTUWYZ";  /* not Q V X */
static const char second_letter[] = "ABCDEFGHKLMNOPQRSTUVWXY"; /* not I J Z */
static const char third_letter[] = "ABCDEFGHJKPSTUW";          /* A9A */
static const char fourth_letter[] = "ABEHMNPRVWXY";            /* AA9A */
static const char inward_letter[] = "ABDEFGHJLNPQRSTUWXYZ";    /* not C I K M O V */

/* The outward half: A9 A99 AA9 AA99 A9A AA9A. */
static bool outward(const char *p, size_t n)
{
    if (n < 2 || n > 4 || !one_of(p[0], first_letter))
        return false;
    if (digit(p[1]))
        return n == 2 || (n == 3 && (digit(p[2]) || one_of(p[2], third_letter)));
    return one_of(p[1], second_letter) && n >= 3 && digit(p[2]) &&
           (n == 3 || digit(p[3]) || one_of(p[3], fourth_letter));
}

bool text_postcode(const char *text, char out[9])
{
    char code[8];
    size_t n = 0, space = 0;

    while (*text == ' ')
        text++;
    for (; *text; text++) {
        if (*text == ' ') {
            while (text[1] == ' ')
                text++;
            if (!text[1])
                break;
            if (space)
                return false;
            space = n;
            continue;
        }
        if (n == 7)
            return false;
        code[n++] = *text >= 'a' && *text <= 'z' ? (char)(*text - 0x20) : *text;
    }
    if (n < 5 || (space && space != n - 3))
        return false;
    const char *in = code + n - 3;
    bool special = n == 6 && memcmp(code, "GIR0AA", 6) == 0;
    bool nowhere = n == 7 && memcmp(code, "ZZ99", 4) == 0 && digit(in[0]) && in[1] >= 'A' &&
                   in[1] <= 'Z' && in[2] >= 'A' && in[2] <= 'Z';
    if (!special && !nowhere &&
        !(outward(code, n - 3) && digit(in[0]) && one_of(in[1], inward_letter) &&
          one_of(in[2], inward_letter)))
        return false;
    memcpy(out, code, n - 3);
    out[n - 3] = ' ';
    memcpy(out + n - 2, in, 3);
    out[n + 1] = '\0';
    return true;
}

bool text_nhs_number(const char *text, char out[11])
{
    char number[11];
    size_t n = 0;

    while (*text == ' ')
        text++;
    bool spaced = strnlen(text, 4) == 4 && text[3] == ' ';
    for (; digit(*text) && n < 10; text++) {
        number[n++] = *text;
        if (spaced && (n == 3 || n == 6) && *++text != ' ')
            return false;
    }
    while (*text == ' ')
        text++;
    if (n != 10 || *text)
        return false;
    number[10] = '\0';
    int sum = 0;
    bool repeated = true;
    for (int i = 0; i < 9; i++) {
        sum += (number[i] - '0') * (10 - i);
        repeated = repeated && number[i] == number[i + 1];
    }
    int check = (11 - sum % 11) % 11; /* 10 is never a digit */
    if (repeated || check != number[9] - '0')
        return false;
    memcpy(out, number, 11);
    return true;
}
