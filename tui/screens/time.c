/* As at, and as known at: the day that is true, and the day it was known, for every list that has
 * both.  While either is set nothing is written.  Source: product.md; architecture.md, Time. */
#include "tui/screens/screens.h"

#include <stdio.h>
#include <string.h>

struct times {
    date_t as_at;
    const char *known_at;
};
static const struct field rows[] = {
    {FIELD(struct times, as_at, FIELD_DATE), .flags = FIELD_OPTIONAL, .label = "As at",
     .help = "What held on this day; empty: today."},
    {FIELD(struct times, known_at, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = 24,
     .label = "As known at",
     .help = "What had been recorded by then: 08/11/2016, 08/11/2016 09:14 or a transaction's "
             "number; empty: now."},
};
static const struct fields time_fields = FIELDS("time", rows, struct times);

/* As a person types a day or a minute, else as it stands. */
static void as_file(const struct app *a, const char *typed, char *out, size_t size)
{
    datetime_t t;
    date_t d;
    bool number = strspn(typed, "0123456789") == strlen(typed);

    if (!number && date_parse_typed(typed, a->s->today, &d))
        date_print_iso(d, out, size);
    else if (!number && datetime_parse_typed(typed, a->s->now, &t))
        datetime_print_iso(t, out, size);
    else
        snprintf(out, size, "%s", typed);
}

static bool save(struct app *a, const void *record, struct form *form)
{
    const struct times *t = record;
    struct fault why = {0};
    char text[40];
    int64_t known = ABSENT;

    if (t->known_at) {
        as_file(a, t->known_at, text, sizeof text);
        if (!view_known_at(a->s, text, &known, &why)) {
            form_fault(form, &why);
            app_fault(a, &why);
            return false;
        }
        snprintf(a->known_text, sizeof a->known_text, "%s", t->known_at);
    }
    a->as_at = t->as_at;
    a->known_at = known;
    app_pop(a);
    app_changed(a);
    app_say(a, app_is_elsewhen(a) ? "Another time is looked at: nothing can be written."
                                  : "Now, and as known now.");
    return true;
}

void time_open(struct app *a)
{
    const struct times now = {a->as_at, a->known_at != ABSENT ? a->known_text : NULL};

    if (app_is_elsewhen(a)) { /* the same key comes back */
        a->as_at = DATE_NONE;
        a->known_at = ABSENT;
        app_changed(a);
        app_say(a, "Now, and as known now.");
        return;
    }
    app_push(a, form_page_for(a, &time_fields, &now, "As at, and as known at", save));
}
