/* Text from outside.  Bad text: reliability.md E4 and 13, items 47 to 51. */
#include "tests/unit/run.h"

#include "core/base/text.h"

#include <stdlib.h>

static const char vectors[] = "../shared/data/test_vectors/";

/* A whole vector file, or NULL (and says so) where this machine has none. */
static char *vector_file(const char *name)
{
    char path[128];
    static char text[65536];

    snprintf(path, sizeof path, "%s%s", vectors, name);
    FILE *in = fopen(path, "rb");
    if (!in) {
        printf("skipped: %s is not here\n", path);
        return NULL;
    }
    size_t n = fread(text, 1, sizeof text - 1, in);
    fclose(in);
    text[n] = '\0';
    assert_true(n > 0 && n < sizeof text - 1);
    return text;
}

static void utf8_is_strict(void **state)
{
    static const struct {
        const char *text;
        int bad_at; /* -1: good */
    } cases[] = {
        {"", -1},
        {"plain", -1},
        {"\xc2\x80", -1},
        {"\xdf\xbf", -1},
        {"\xe0\xa0\x80", -1},
        {"\xed\x9f\xbf", -1},
        {"\xee\x80\x80", -1},
        {"\xf0\x90\x80\x80", -1},
        {"\xf4\x8f\xbf\xbf", -1},
        {"a\x80", 1},    /* a continuation alone */
        {"\xc0\xaf", 0}, /* overlong */
        {"\xc1\xbf", 0},
        {"\xe0\x9f\xbf", 0},
        {"\xf0\x8f\xbf\xbf", 0},
        {"\xed\xa0\x80", 0}, /* surrogate */
        {"\xed\xbf\xbf", 0},
        {"\xf4\x90\x80\x80", 0}, /* beyond U+10FFFF */
        {"\xf5\x80\x80\x80", 0},
        {"ab\xe9", 2}, /* Latin-1 */
        {"\xc3", 0},   /* cut short */
        {"\xe2\x82", 0},
        {"\xf0\x9f\x98", 0},
        {"\xe2\x82z", 0},
        {"\xff", 0},
    };
    size_t bad;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool good = text_is_utf8(cases[i].text, strlen(cases[i].text), &bad);
        assert_int_equal(good, cases[i].bad_at < 0);
        if (!good)
            assert_int_equal(bad, cases[i].bad_at);
    }
}

static void every_code_point_goes_and_comes(void **state)
{
    char bytes[5];

    (void)state;
    for (int32_t c = 0; c <= 0x10ffff; c++) {
        size_t n = 0, at = 0;
        if (c < 0x80) {
            bytes[n++] = (char)c;
        } else if (c < 0x800) {
            bytes[n++] = (char)(0xc0 | c >> 6);
        } else if (c < 0x10000) {
            bytes[n++] = (char)(0xe0 | c >> 12);
            bytes[n++] = (char)(0x80 | (c >> 6 & 0x3f));
        } else {
            bytes[n++] = (char)(0xf0 | c >> 18);
            bytes[n++] = (char)(0x80 | (c >> 12 & 0x3f));
            bytes[n++] = (char)(0x80 | (c >> 6 & 0x3f));
        }
        if (c >= 0x80)
            bytes[n++] = (char)(0x80 | (c & 0x3f));
        bool surrogate = c >= 0xd800 && c <= 0xdfff;
        int32_t read = text_next(bytes, n, &at);
        if (read != (surrogate ? 0xfffd : c) || at != (surrogate ? 1 : n))
            fail_msg("U+%04X was read as U+%04X", (unsigned)c, (unsigned)read);
    }
}

static void clean_text_is_kept(void **state)
{
    static const struct {
        const char *raw, *clean;
    } cases[] = {
        {"", ""},
        {"   ", ""},
        {"  plain text  ", "plain text"},
        {"'; DROP TABLE entry;--", "'; DROP TABLE entry;--"},
        {"100%_\\", "100%_\\"},
        {"Sia\xcc\x82n", "Siân"}, /* composed */
        {"e\xcc\x81", "\xc3\xa9"},
        {"\xe2\x84\xab", "Å"}, /* Ångström sign */
        {"a\xc2\xa0"
         "b",
         "a b"},                                  /* no-break space */
        {"\xe2\x80\x83wide\xe2\x80\x83", "wide"}, /* em space */
        {"Łódź ﬁ £5 … “x”", "Łódź ﬁ £5 … “x”"},
        {"汉字 עברית", "汉字 עברית"},
        {"a"
         "\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
         "á"
         "\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81"}, /* eight accents */
    };
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why = {0};
        const char *out;
        if (!text_clean(cases[i].raw, strlen(cases[i].raw), TEXT_LINE, "name", &a, &out, &why))
            fail_msg("\"%s\": %s", cases[i].raw, why.text);
        assert_string_equal(out, cases[i].clean);
    }
    arena_release(&a);
}

static void unsafe_text_is_refused(void **state)
{
    static const struct {
        const char *raw;
        size_t length; /* 0: to the NUL */
        const char *says;
    } cases[] = {
        {"a\0b", 3, "U+0000 at character 2"},
        {"\x1b[2J", 0, "U+001B at character 1"},
        {"a\x07", 0, "U+0007"},
        {"a\nb", 0, "U+000A"},
        {"a\tb", 0, "U+0009"},
        {"a\rb", 0, "U+000D"},
        {"a\x7f", 0, "U+007F"},
        {"eightlon\x7f", 0, "U+007F at character 9"},
        {"1234567\x7f"
         "12345678",
         0, "U+007F at character 8"},
        {"é\x1f", 0, "U+001F at character 2"},
        {"\xc2\x80", 0, "U+0080"},
        {"\xc2\x9b"
         "2J",
         0, "U+009B"}, /* C1 CSI */
        {"\xc2\x9f", 0, "U+009F"},
        {"\xc2\xad", 0, "U+00AD"},
        {"\xe2\x80\xae"
         "abc",
         0, "U+202E"},
        {"\xe2\x81\xa6", 0, "U+2066"},
        {"a\xe2\x80\x8b", 0, "U+200B"},
        {"a\xe2\x80\x8d"
         "b",
         0, "U+200D"},
        {"\xef\xbb\xbf"
         "a",
         0, "U+FEFF"},
        {"\xe2\x80\xa8", 0, "U+2028"},
        {"\xee\x80\x80", 0, "U+E000"},
        {"\xef\xbf\xbf", 0, "U+FFFF"},
        {"\xf3\xa0\x81\x81", 0, "U+E0041"},
        {"\xe3\x85\xa4", 0, "U+3164"},
        {"\xc0\xaf", 0, "byte C0 at character 1"},
        {"caf\xe9", 0, "byte E9 at character 4"},
        {"\xed\xa0\x80", 0, "byte ED"},
    };
    struct arena a = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why = {0};
        const char *out;
        size_t length = cases[i].length ? cases[i].length : strlen(cases[i].raw);
        assert_false(text_clean(cases[i].raw, length, TEXT_LINE, "name", &a, &out, &why));
        assert_int_equal(why.kind, FAULT_INPUT);
        assert_string_equal(why.field, "name");
        if (!strstr(why.text, cases[i].says))
            fail_msg("case %zu says \"%s\"", i, why.text);
    }
    arena_release(&a);
}

static void lines_keep_their_lines(void **state)
{
    struct arena a = {0};
    struct fault why = {0};
    const char *out;

    (void)state;
    assert_true(text_clean("\n one\r\ntwo\tx\n\n", 14, TEXT_LINES, "notes", &a, &out, &why));
    assert_string_equal(out, "one\ntwo\tx");
    assert_true(text_clean("é\r\nè", 6, TEXT_LINES, "notes", &a, &out, &why));
    assert_string_equal(out, "é\nè");
    assert_false(text_clean("one\rtwo", 7, TEXT_LINES, "notes", &a, &out, &why));
    fault_clear(&why);
    assert_false(text_clean("one\x1btwo", 7, TEXT_LINES, "notes", &a, &out, &why));
    arena_release(&a);
}

/* Nine accents, five thousand, and those that composing takes apart again. */
static void heaps_of_accents_are_refused(void **state)
{
    static const int counts[] = {9, 5000, 500000};
    struct arena a = {0};
    char *text = malloc(1000010);
    const char *out;

    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < 3; i++) {
        struct fault why = {0};
        text[0] = 'a';
        for (int k = 0; k < counts[i]; k++)
            memcpy(text + 1 + 2 * k, "\xcc\x81", 2);
        assert_false(
            text_clean(text, (size_t)(1 + 2 * counts[i]), TEXT_LINE, "name", &a, &out, &why));
        assert_non_null(strstr(why.text, "more than 8 accents"));
    }
    struct fault why = {0};
    text[0] = 'a';
    for (int k = 0; k < 5; k++)
        memcpy(text + 1 + 2 * k, "\xcd\x84", 2); /* U+0344 is two accents once composed */
    assert_false(text_clean(text, 11, TEXT_LINE, "name", &a, &out, &why));
    free(text);
    arena_release(&a);
}

static void cleaning_twice_is_cleaning_once(void **state)
{
    struct arena a = {0};
    uint32_t random = 1;
    int kept = 0;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char raw[48];
        size_t n = 0;
        int letters = round % 12;
        for (int i = 0; i < letters; i++) {
            random = random * 1664525 + 1013904223;
            uint32_t pick = random >> 16, c = pick % 3 ? 0x300 + pick % 0x50 : 0xa1 + pick % 0x1500;
            if (c < 0x800) {
                raw[n++] = (char)(0xc0 | c >> 6);
            } else {
                raw[n++] = (char)(0xe0 | c >> 12);
                raw[n++] = (char)(0x80 | (c >> 6 & 0x3f));
            }
            raw[n++] = (char)(0x80 | (c & 0x3f));
        }
        struct fault why = {0};
        const char *once, *twice;
        if (!text_clean(raw, n, TEXT_LINE, "x", &a, &once, &why))
            continue;
        kept++;
        if (!text_clean(once, strlen(once), TEXT_LINE, "x", &a, &twice, &why))
            fail_msg("clean text was refused: %s", why.text);
        assert_string_equal(once, twice);
        arena_reset(&a);
    }
    assert_true(kept > 5000);
    arena_release(&a);
}

static void keys_fold(void **state)
{
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"Ó Dónaill-Wyn", "o donaill wyn"},
        {"Siân Ó Dónaill-ŵYN straße ﬁ", "sian o donaill wyn strasse fi"},
        {"", ""},
        {"--", ""},
        {"  O'Brien,  Ann ", "o brien ann"},
        {"O’Brien", "o brien"},
        {"ŁÓDŹ", "lodz"},
        {"Ærøskøbing", "aeroskobing"},
        {"İstanbul", "istanbul"},
        {"LE11 3TU", "le11 3tu"},
        {"e\xcc\x81", "e"},
        {"ＡＢ１", "ab1"},
        {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
        {"Þór", "thor"},
        {"a\xff"
         "b",
         "a b"},
    };
    char key[64];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = text_fold(cases[i].text, key, sizeof key);
        assert_string_equal(key, cases[i].key);
        assert_int_equal(n, strlen(key));
    }
    for (size_t size = 1; size < 20; size++) { /* cut between characters, never over the end */
        char small[21];
        memset(small, 'Z', sizeof small);
        size_t n = text_fold("σισυφοσ", small, size);
        assert_true(n < size && n % 2 == 0);
        assert_int_equal(small[n], '\0');
        assert_int_equal(small[size], 'Z');
    }
    assert_int_equal(text_fold("a", NULL, 0), 0);
}

static void look_alikes_are_seen(void **state)
{
    static const struct {
        const char *text;
        bool mixed;
    } cases[] = {
        {"Example", false},     {"Ex\xd0\xb0mple", true},  /* Cyrillic а */
        {"Иванов", false},      {"Example Иванов", false}, /* a word each */
        {"Иван-Example", true}, {"\xce\x91nn", true},      /* Greek Α */
        {"Ελένη", false},       {"Siân O’Brien 5µg", false}, {"", false}, {"汉字a", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (text_mixes_scripts(cases[i].text) != cases[i].mixed)
            fail_msg("\"%s\"", cases[i].text);
}

static void quoted_for_messages(void **state)
{
    static const struct {
        const char *raw;
        size_t most;
        const char *quoted;
    } cases[] = {
        {"abc", 40, "\"abc\""},
        {"abc", 3, "\"abc\""},
        {"abcd", 3, "\"abc…\""},
        {"", 40, "\"\""},
        {"a\x1b[31m", 40, "\"a<U+001B>[31m\""},
        {"\xe2\x80\xae"
         "x",
         40, "\"<U+202E>x\""},
        {"caf\xe9", 40, "\"caf<0xE9>\""},
        {"a\nb", 40, "\"a<U+000A>b\""},
        {"éèê", 2, "\"éè…\""},
        {"\xef\xbf\xbd", 40, "\"\xef\xbf\xbd\""},
    };
    char out[64];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(
            text_quote(cases[i].raw, strlen(cases[i].raw), cases[i].most, out, sizeof out),
            cases[i].quoted);
    assert_string_equal(text_quote("a\0b", 3, 40, out, sizeof out), "\"a<U+0000>b\"");
    for (size_t size = 1; size < 16; size++) {
        memset(out, 'Z', sizeof out);
        text_quote("éééééééééé", 20, 40, out, size);
        assert_true(strlen(out) < size);
        assert_true(text_is_utf8(out, strlen(out), NULL));
        assert_int_equal(out[size], 'Z');
    }
    size_t n = text_defuse("\x1b]0;x\x07é", 8, out, sizeof out);
    assert_int_equal(n, strlen(out));
    assert_string_equal(out, "<U+001B>]0;x<U+0007>é");

    struct buf b = {0};
    text_add_safe(&b, "1 High St,\n\x1b[2JTown\n", 20, " / ");
    assert_string_equal(b.text, "1 High St, / <U+001B>[2JTown / ");
    buf_clear(&b);
    text_add_safe(&b, "a\nb", 3, NULL);
    assert_string_equal(b.text, "a<U+000A>b");
    buf_release(&b);
}

static void the_nearest_word(void **state)
{
    static const char *const words[] = {"rate_pence", "minutes",    "from",       "to",      "A",
                                        "postcode",   "9434765919", "2016-11-08", "LE17 8DA"};
    const size_t count = sizeof words / sizeof *words;
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"rate_pense", "rate_pence"},
        {"ratepence", "rate_pence"},
        {"Rate_Pence", "rate_pence"},
        {"minuets", "minutes"},
        {"form", "from"},
        {"fron", "from"},
        {"ot", NULL},
        {"a", "A"},
        {"B", NULL},
        {"postcod", "postcode"},
        {"post_code", "postcode"},
        {"completely", NULL},
        {"", NULL},
        {"pstcde", "postcode"},
        {"pstcd", "postcode"},
        {"ptcd", NULL},
        {"9434765918", NULL}, /* another person, another day, another place */
        {"2016-11-09", NULL},
        {"le168da", NULL},
        {"LE16 8DA", NULL},
    };
    char longest[200];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *near = text_nearest(cases[i].word, words, count);
        if (!near != !cases[i].nearest || (near && strcmp(near, cases[i].nearest) != 0))
            fail_msg("\"%s\" gave %s", cases[i].word, near ? near : "nothing");
    }
    static const char *const refs[] = {"P10007", "P11999", "broker1"};
    assert_string_equal(text_nearest_ref("K10007", refs, 3), "P10007");
    assert_string_equal(text_nearest_ref("broker", refs, 3), "broker1");
    assert_null(text_nearest_ref("P10008", refs, 3)); /* somebody else's */
    assert_null(text_nearest_ref("P1007", refs, 3));
    assert_null(text_nearest_ref("P100070", refs, 3));
    memset(longest, 'x', sizeof longest);
    longest[199] = '\0';
    assert_null(text_nearest(longest, words, count));
}

static void old_spreadsheets(void **state)
{
    struct arena a = {0};
    const char *out;
    size_t length, bad;
    static const unsigned char undefined[] = {0x81, 0x8d, 0x8f, 0x90, 0x9d};

    (void)state;
    assert_true(text_from_cp1252("caf\xe9 \x80"
                                 "5 \x93x\x94 \xff",
                                 13, &a, &out, &length, &bad));
    assert_string_equal(out, "café €5 “x” ÿ");
    assert_int_equal(length, strlen(out));
    for (int c = 0; c < 256; c++) {
        char one[2] = {'a', (char)c};
        bool wrong = memchr(undefined, c, sizeof undefined) != NULL;
        assert_int_equal(text_from_cp1252(one, 2, &a, &out, &length, &bad), !wrong);
        if (wrong)
            assert_int_equal(bad, 1);
        else
            assert_true(text_is_utf8(out, length, NULL) && length >= 2);
    }
    arena_release(&a);
}

/* domain.md 7.3; interface.md: a run of spaces counts as one, case is folded. */
static void postcodes(void **state)
{
    static const struct {
        const char *text, *canonical; /* NULL: none */
    } cases[] = {
        {"LE3 8RA", "LE3 8RA"},
        {"LE10 0BB", "LE10 0BB"},
        {"LE38TB", "LE3 8TB"},
        {"LE67 3TN", "LE67 3TN"},
        {"CV13 0PE", "CV13 0PE"},
        {"PE9 1AA", "PE9 1AA"},
        {"ZZ99 3VZ", "ZZ99 3VZ"},
        {"ZZ993VZ", "ZZ99 3VZ"},
        {"le11  3tu", "LE11 3TU"},
        {" LE11 3TU ", "LE11 3TU"},
        {"GIR 0AA", "GIR 0AA"},
        {"W1A 1AA", "W1A 1AA"},
        {"EC1A 1BB", "EC1A 1BB"},
        {"M1 1AE", "M1 1AE"},
        {"B33 8TH", "B33 8TH"},
        {"LE3 8R", NULL},
        {"QE1 1AA", NULL},
        {"LE1 1CI", NULL},
        {"LE3-8RA", NULL},
        {"LE 38RA", NULL},
        {"L E3 8RA", NULL},
        {"LE3 8 RA", NULL},
        {"LE3 8RAA", NULL},
        {"", NULL},
        {" ", NULL},
        {"LE3\t8RA", NULL},
        {"ZZ98 3VZ", NULL},
        {"W1I 1AA", NULL},
        {"EC1C 1BB", NULL},
        {"LI1 1AA", NULL},
        {"LE333 8RA", NULL},
        {"8RA", NULL},
        {"\xc3\x89\x31 1AA", NULL},
        {"ZZ99 3V1", NULL},
        {"1E3 8RA", NULL},
    };
    char out[9];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool good = text_postcode(cases[i].text, out);
        if (good != (cases[i].canonical != NULL) || (good && strcmp(out, cases[i].canonical) != 0))
            fail_msg("\"%s\" gave %s", cases[i].text, good ? out : "none");
    }
}

/* domain.md 7.3; interface.md: inner spaces only as 3-3-4, hyphens and repeated digits refused. */
static void nhs_numbers(void **state)
{
    static const char *const good[] = {"9434765919", "4010232137", "9990000018", "9991234500",
                                       "9990000050", "4505577104", "4857773457", "1234567881"};
    static const char *const bad[] = {
        "9434765918",  "4010232173",     "9990000000",     "9434765991",
        "9876544320",  "1234567890",     "943476591",      "94347659190",
        "943476591X",  "943-476-5919",   "943 4765919",    "943476 5919",
        "9434 765919", "943  476 5919",  "943\t476\t5919", "",
        "943 476 591", "943 476 5919 0", "٩434765919",
    };
    char out[11];

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char spaced[16];
        assert_true(text_nhs_number(good[i], out));
        assert_string_equal(out, good[i]);
        snprintf(spaced, sizeof spaced, " %.3s %.3s %s ", good[i], good[i] + 3, good[i] + 6);
        assert_true(text_nhs_number(spaced, out));
        assert_string_equal(out, good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (text_nhs_number(bad[i], out))
            fail_msg("\"%s\" was accepted", bad[i]);
    for (char c = '0'; c <= '9'; c++) {
        char same[11] = {c, c, c, c, c, c, c, c, c, c, '\0'};
        assert_false(text_nhs_number(same, out));
    }
}

/* One JSON string or word after `name`, from *at on; false when there are no more. */
static bool next_value(const char **at, const char *name, char *out, size_t size)
{
    const char *p = strstr(*at, name);
    size_t n = 0;

    if (!p || !(p = strchr(p, ':')))
        return false;
    p += 1 + strspn(p + 1, " \t");
    bool quoted = *p == '"';
    for (p += quoted; *p && (quoted ? *p != '"' : *p > ' ' && *p != ','); p++)
        if (n + 1 < size)
            out[n++] = *p;
    out[n] = '\0';
    *at = p;
    return true;
}

static void postcodes_of_the_vectors(void **state)
{
    char base[64], expected[64], out[9];

    (void)state;
    for (int file = 0; file < 2; file++) {
        const char *at = vector_file(file ? "normalisation.json" : "validation.json");
        int cases = 0;
        if (!at)
            skip();
        for (; next_value(&at, "\"base\"", base, sizeof base) &&
               next_value(&at, "\"expected\"", expected, sizeof expected);
             cases++) {
            bool good = text_postcode(base, out);
            bool want = strcmp(expected, "null") != 0 && strcmp(expected, "false") != 0;
            if (good != want || (good && file && strcmp(out, expected) != 0))
                fail_msg("\"%s\" gave %s, not %s", base, good ? out : "none", expected);
        }
        assert_true(cases > 10);
    }
}

/* Rows with hyphens contradict interface.md, which refuses hyphens: they are counted, and must be
 * refused. */
static void nhs_numbers_of_the_vectors(void **state)
{
    char *text = vector_file("format_pairs.csv"), out[11];
    int cases = 0, hyphens = 0;

    (void)state;
    if (!text)
        skip();
    char *line = strchr(text, '\n');
    while (line && *++line) {
        char *end = strchr(line, '\n'), *comma = strchr(line, ',');
        if (!end || !comma || comma > end)
            break;
        *comma = *end = '\0';
        if (end[-1] == '\r')
            end[-1] = '\0';
        bool good = text_nhs_number(line, out);
        if (strchr(line, '-')) {
            hyphens++;
            assert_false(good);
        } else {
            cases++;
            if (strcmp(good ? out : "", comma + 1) != 0)
                fail_msg("\"%s\" gave %s, not \"%s\"", line, good ? out : "none", comma + 1);
        }
        line = end;
    }
    printf("%d numbers compared; %d with hyphens refused by interface.md\n", cases, hyphens);
    assert_true(cases > 8);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(every_code_point_goes_and_comes),
        cmocka_unit_test(clean_text_is_kept),
        cmocka_unit_test(unsafe_text_is_refused),
        cmocka_unit_test(lines_keep_their_lines),
        cmocka_unit_test(heaps_of_accents_are_refused),
        cmocka_unit_test(cleaning_twice_is_cleaning_once),
        cmocka_unit_test(keys_fold),
        cmocka_unit_test(look_alikes_are_seen),
        cmocka_unit_test(quoted_for_messages),
        cmocka_unit_test(the_nearest_word),
        cmocka_unit_test(old_spreadsheets),
        cmocka_unit_test(postcodes),
        cmocka_unit_test(nhs_numbers),
        cmocka_unit_test(postcodes_of_the_vectors),
        cmocka_unit_test(nhs_numbers_of_the_vectors),
    };
    return RUN_TESTS(t);
}
