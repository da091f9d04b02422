/* screens_desk.h - the screens on a small county of invented people, with a script at the keyboard
 *
 *     screens_like(d, "broker1", "work-80", 24, 80, "= work\nDown\n= one row down\n");
 *
 * compares what the script shows with tests/screens/work-80.expected.  SCREENS=write in the environment
 * writes those files anew, to be read before they are kept.
 */
#ifndef TESTS_UNIT_SCREENS_DESK_H
#define TESTS_UNIT_SCREENS_DESK_H

#include "tests/unit/desk.h"
#include "tests/unit/shown.h"
#include "tui/app.h"
#include "tui/script.h"

#include <errno.h>
#include <locale.h>
#include <string.h>

static inline void screens_market(struct desk *d)
{
    desk_do(d, "supervisor1", "place.postcode",
            "{postcode: LE11 3TU, district: E07000130, ward: E05005432}");
    desk_do(d, "supervisor1", "place.postcode", "{postcode: LE18 2AA, district: E07000135}");
    desk_do(d, "broker1", "provider.add",
            "{ref: V1, name: Vale Homecare, registered_from: 2012-04-01}");
    desk_do(d, "broker1", "provider.add",
            "{ref: V2, name: Beacon Care, registered_from: 2012-04-01}");
    desk_do(d, "maker", "award.add",
            "{ref: W1, lot: '02', provider: V1, role: lead, weekly_minutes: 6000, from: "
            "2016-11-07, rates: [{pence: 1574}, {minutes: 15, pence: 510}]}");
    desk_do(d, "maker", "award.add",
            "{ref: W2, lot: '02', provider: V2, role: reserve, weekly_minutes: 300, from: "
            "2016-11-07, rates: [{pence: 1600}]}");
    desk_do(d, "maker", "award.add",
            "{ref: W3, lot: '05', provider: V2, role: lead, weekly_minutes: 3000, from: "
            "2016-11-07, rates: [{pence: 1600}]}");
}

static inline void screens_people(struct desk *d)
{
    desk_do(d, "planner1", "person.add",
            "{ref: P1, family_name: Okafor, given_name: Grace, born: 1932-02-03, nhs_number: 999 "
            "000 0018, address: '17 Invented Lane', postcode: LE11 3TU, alerts: [lives-alone, "
            "key-safe]}");
    desk_do(d, "planner1", "person.add",
            "{ref: P2, family_name: Singh-Hale, given_name: Arthur, born: 1940-07-01, postcode: "
            "LE18 2AA}");
    desk_do(d, "planner1", "person.add",
            "{ref: P3, family_name: Brzęk, given_name: Halina, born: 1928-12-24, postcode: LE11 "
            "3TU}");
    desk_do(d, "planner1", "person.add",
            "{ref: P4, family_name: Marlowe, given_name: Ivy, born: 1950-01-15, postcode: LE11 "
            "3TU}");
}

static inline void screens_packages(struct desk *d)
{
    desk_do(d, "planner1", "package.request",
            "{ref: K1, person: P1, priority: emergency, needed_by: 2016-11-14, consent_to_share: "
            "true, visits: [{days: daily, band: morning, minutes: 60, carers: 2, tasks: Wash and "
            "dress}, {days: daily, band: tea, minutes: 30, carers: 1, time_critical: true, "
            "critical_reason: insulin}]}");
    desk_do(d, "planner1", "package.request",
            "{ref: K2, person: P2, priority: urgent, needed_by: 2016-11-15, consent_to_share: "
            "true, visits: [{days: daily, band: lunch, minutes: 30, carers: 1}]}");
    desk_do(d, "planner1", "package.request",
            "{ref: K3, person: P3, priority: routine, needed_by: 2016-11-21, consent_to_share: "
            "true, visits: [{days: daily, band: bed, minutes: 30, carers: 1}]}");
    desk_do(d, "planner1", "package.request",
            "{ref: K4, person: P4, priority: routine, needed_by: 2016-11-21, consent_to_share: "
            "true, visits: [{days: daily, band: morning, minutes: 45, carers: 1}]}");
    desk_do(d, "broker1", "offer.make", "{ref: O1, package: K3}");
    desk_do(d, "broker1", "offer.make", "{ref: O2, package: K4}");
    desk_do(d, "broker1", "offer.accept", "{offer: O2, start: 2016-11-21}");
}

static inline struct desk *screens_open(void)
{
    struct desk *d = desk_open();

    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    screens_market(d);
    screens_people(d);
    screens_packages(d);
    return d;
}

/* Runs the script as somebody; everything that `=` lines show is in `out`. */
static inline void screens_run_with(struct desk *d, const char *login, int rows, int cols,
                                    enum glyphs glyphs, const char *script, struct buf *out)
{
    const struct script_options o = {.rows = rows, .cols = cols, .glyphs = glyphs, .out = out};
    const struct app_options app = {.clock = NULL};
    struct terminal *t;
    struct fault why = {0};

    desk_sit(d, login);
    if (!script_open(script, &o, &t, &why))
        fail_msg("the script: %s", why.text);
    if (!app_on(d->counter, t, &app, &why))
        fail_msg("the screens: %s", why.text);
    term_close(t);
}

static inline void screens_run(struct desk *d, const char *login, int rows, int cols,
                               const char *script, struct buf *out)
{
    screens_run_with(d, login, rows, cols, GLYPHS_FULL, script, out);
}

/* What the script shows holds the words (or, with `not`, does not). */
static inline void screens_see(struct desk *d, const char *login, const char *script,
                               const char *words)
{
    struct buf out = {0};

    screens_run(d, login, 24, 80, script, &out);
    if (!out.text || !strstr(out.text, words))
        fail_msg("\"%s\" is not shown by\n%s\nbut\n%s", words, script, out.text ? out.text : "");
    buf_release(&out);
}

static inline void screens_path(const char *name, char *path, size_t size)
{
    snprintf(path, size, "tests/screens/%s.expected", name);
}

static inline char *screens_read(const char *name)
{
    char path[200];
    struct buf b = {0};
    char part[4096];
    size_t n;

    screens_path(name, path, sizeof path);
    FILE *f = fopen(path, "r");
    if (!f)
        fail_msg("%s: %s", path, strerror(errno));
    while ((n = fread(part, 1, sizeof part, f)) > 0)
        buf_add(&b, part, n);
    fclose(f);
    return b.text;
}

static inline void screens_write(const char *name, const char *text)
{
    char path[200];

    screens_path(name, path, sizeof path);
    FILE *f = fopen(path, "w");
    if (!f || fputs(text, f) == EOF || fclose(f) != 0)
        fail_msg("%s: %s", path, strerror(errno));
}

/* The first line that differs, for a message that can be read. */
static inline void screens_differ(const char *name, const char *is, const char *want)
{
    size_t line = 1;

    while (*is && *is == *want) {
        line += *is == '\n';
        is++;
        want++;
    }
    fail_msg("%s line %zu\n   is ...%.*s\n want ...%.*s", name, line, (int)strcspn(is, "\n"), is,
             (int)strcspn(want, "\n"), want);
}

static inline void screens_like(struct desk *d, const char *login, const char *name, int rows,
                                int cols, const char *script)
{
    struct buf out = {0};

    screens_run(d, login, rows, cols, script, &out);
    assert_non_null(out.text);
    if (getenv("SCREENS") && strcmp(getenv("SCREENS"), "write") == 0) {
        screens_write(name, out.text);
    } else {
        char *want = screens_read(name);
        if (strcmp(want, out.text) != 0)
            screens_differ(name, out.text, want);
        free(want);
    }
    buf_release(&out);
}

#endif
