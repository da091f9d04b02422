/* A package or a person in a few lines: what a broker asks first. */
#include "tui/screens/summary.h"

#include "tui/screens/words.h"

#include <string.h>

enum { VISITS_MOST = 20, AWARDS_MOST = 30, MISSING_MOST = 12, WHOLE_HOURS = 600 };

struct about {
    struct app *a;
    const struct kind *kind;
    int64_t id;
    struct arena arena;
    struct fault why;
};

/* What is said of each part: nothing else is read. */
static const char *const of_person[] = {
    "name",     "age",      "alerts", "died",          "born",         "nhs_number", "address",
    "postcode", "district", "lot",    "practice_name", "commissioner", "packages",   NULL};
static const char *const who_it_is[] = {"name", "age", "alerts", "died", NULL};
static const char *const of_package[] = {"person_id", "name",         "lot", "payer",
                                         "purpose",   "weekly_pence", NULL};
static const char *const of_visit[] = {"band",          "minutes",         "days", "carers",
                                       "time_critical", "critical_reason", NULL};
static const char *const of_award[] = {"lot", "role", "name", "headroom", NULL};

/* The rows of one part of the record, with these columns. */
static bool part_rows(struct about *s, const char *tab, size_t most, const char *const *only,
                      const struct view **v, struct list *out)
{
    const struct part *p = part_named(s->kind, tab);
    struct view_ask ask;

    *out = (struct list){0};
    if (!p)
        return false;
    *v = p->view;
    ask = app_ask_of(s->a, p->view);
    ask.limit = most;
    ask.only = only;
    return app_rows_asked(s->a, p->view, p->by, s->id, ask, &s->arena, out, &s->why);
}

static const void *row_at(const struct view *v, const struct list *rows, size_t i)
{
    return (const char *)rows->items + i * v->columns->size;
}

/* --- who -------------------------------------------------------------------------------------- */

static void add_part(struct buf *out, const char *text)
{
    if (*text)
        buf_printf(out, "%s%s", out->length ? " · " : "", text);
}

/* "Okafor, Grace, 84 · lives alone, key safe" */
static void say_who(const struct view *v, const void *row, struct buf *out)
{
    struct buf age = {0};

    buf_text(out, row_text(v->columns, row, "name"));
    if (row_shown(v->columns, row, "age", &age))
        buf_printf(out, ", %s", age.text);
    add_part(out, row_text(v->columns, row, "alerts"));
    if (row_number(v->columns, row, "died") != ABSENT) {
        struct buf died = {0};
        row_shown(v->columns, row, "died", &died);
        buf_printf(out, " · died %s", died.text);
        buf_release(&died);
    }
    buf_release(&age);
}

static void say_field(const struct view *v, const void *row, const char *column, const char *label,
                      struct buf *out)
{
    struct buf text = {0};

    if (row_shown(v->columns, row, column, &text))
        buf_printf(out, "%s\t%s\n", label, text.text);
    buf_release(&text);
}

/* The name of a body by its code, or the code. */
static const char *body_name(struct app *a, const char *code)
{
    const struct organisation_row *o = config_organisation(counter_config(a->counter), code);

    return o ? o->name : code;
}

bool person_summary(struct app *a, int64_t person_id, struct buf *title, struct buf *lines)
{
    struct about s = {.a = a, .kind = kind_find("person"), .id = person_id};
    const struct view *v = NULL;
    struct list rows;

    bool good = part_rows(&s, "Person", 1, of_person, &v, &rows) && rows.count;
    if (good) {
        const void *row = rows.items;
        struct buf where = {0};
        say_who(v, row, title);
        say_field(v, row, "born", "Born", lines);
        say_field(v, row, "nhs_number", "NHS number", lines);
        add_part(&where, row_text(v->columns, row, "address"));
        add_part(&where, row_text(v->columns, row, "postcode"));
        add_part(&where, row_text(v->columns, row, "district"));
        if (*row_text(v->columns, row, "lot"))
            buf_printf(&where, " · lot %s", row_text(v->columns, row, "lot"));
        if (where.length)
            buf_printf(lines, "Lives\t%s\n", where.text);
        say_field(v, row, "practice_name", "GP", lines);
        if (*row_text(v->columns, row, "commissioner"))
            buf_printf(lines, "NHS body\t%s\n",
                       body_name(a, row_text(v->columns, row, "commissioner")));
        say_field(v, row, "packages", "Packages", lines);
        buf_release(&where);
    }
    arena_release(&s.arena);
    return good;
}

/* --- what is wanted ---------------------------------------------------------------------------- */

static void say_visit(const struct view *v, const void *row, struct buf *out)
{
    struct buf text = {0};

    row_shown(v->columns, row, "band", &text);
    buf_printf(out, "%s%s", out->length ? ", " : "", text.text ? text.text : "visit");
    buf_clear(&text);
    if (row_shown(v->columns, row, "minutes", &text))
        buf_printf(out, " %s", text.text);
    buf_clear(&text);
    if (row_shown(v->columns, row, "days", &text) && strcmp(text.text, "daily") != 0)
        buf_printf(out, " %s", text.text);
    buf_release(&text);
}

static void say_visits(struct about *s, struct buf *lines)
{
    const struct view *v = NULL;
    struct buf all = {0}, critical = {0};
    struct list rows;
    int64_t carers = 0;
    size_t shown = 0;

    if (part_rows(s, "Visits", VISITS_MOST, of_visit, &v, &rows)) {
        for (size_t i = 0; i < rows.count; i++) {
            const void *row = row_at(v, &rows, i);
            int64_t n = row_number(v->columns, row, "carers");
            carers = n > carers ? n : carers;
            say_visit(v, row, &all);
            shown++;
            if (row_number(v->columns, row, "time_critical") == 1) {
                say_visit(v, row, &critical);
                if (*row_text(v->columns, row, "critical_reason"))
                    buf_printf(&critical, " (%s)", row_text(v->columns, row, "critical_reason"));
            }
        }
    }
    if (all.length)
        buf_printf(lines, "Wants\t%s%s\n", all.text, carers > 1 ? " · 2 carers" : "");
    else
        buf_text(lines, "Wants\tno visits are specified yet\n");
    if (critical.length)
        buf_printf(lines, "Critical\t%s\n", critical.text);
    buf_release(&all);
    buf_release(&critical);
}

/* "31h free", "45m free", "60h over".  Under ten hours the minutes decide whether a visit fits. */
static void say_room(int64_t room, struct buf *out)
{
    int64_t size = room < 0 ? -room : room;

    if (size >= WHOLE_HOURS || size % 60 == 0)
        buf_printf(out, "%lldh", (long long)(size / 60));
    else if (size >= 60)
        buf_printf(out, "%lldh %02lldm", (long long)(size / 60), (long long)(size % 60));
    else
        buf_printf(out, "%lldm", (long long)size);
    buf_text(out, room < 0 ? " over" : " free");
}

/* "02 Charnwood North: lead Vale Homecare 31h free · reserve Beacon Care 12h free" */
/* By its number: the row above the pane has the name, and a narrow screen no room for it twice. */
static void say_lot(struct about *s, const char *lot, struct buf *lines)
{
    const struct view *v = view_find("awards");
    struct view_ask ask = app_ask_of(s->a, v);
    struct list rows;

    if (!*lot) {
        buf_text(lines, "Lot\tno lot covers this address\n");
        return;
    }
    buf_printf(lines, "Lot\t%s", lot);
    ask.limit = AWARDS_MOST;
    ask.only = of_award;
    ask.filter[ask.filters++] = (struct view_filter){"lot", TEST_IS, lot};
    if (app_rows_asked(s->a, v, NULL, ABSENT, ask, &s->arena, &rows, &s->why)) {
        for (size_t i = 0; i < rows.count; i++) {
            const void *row = row_at(v, &rows, i);
            int64_t room = row_number(v->columns, row, "headroom");
            struct buf role = {0}, free_time = {0};
            if (row_shown(v->columns, row, "role", &role) && room != ABSENT) {
                say_room(room, &free_time);
                buf_printf(lines, "%s%s %s %s", i ? " · " : ": ", role.text,
                           row_text(v->columns, row, "name"), free_time.text);
            }
            buf_release(&role);
            buf_release(&free_time);
        }
    }
    buf_char(lines, '\n');
}

static void say_missing(struct about *s, struct buf *lines)
{
    const struct view *v = NULL;
    struct buf text = {0};
    struct list rows;

    if (part_rows(s, "Missing", MISSING_MOST, NULL, &v, &rows))
        for (size_t i = 0; i < rows.count; i++) {
            if (text.length)
                buf_text(&text, " · ");
            row_shown(v->columns, row_at(v, &rows, i), "what", &text);
        }
    buf_printf(lines, "Missing\t%s\n", text.length ? text.text : "nothing");
    buf_release(&text);
}

/* The payer in words. */
static void say_funding(struct about *s, const struct view *v, const void *row, struct buf *lines)
{
    const char *payer = row_text(v->columns, row, "payer");
    struct buf purpose = {0}, pence = {0};

    row_shown(v->columns, row, "purpose", &purpose);
    buf_printf(lines, "Funding\t%s, %s", *payer ? body_name(s->a, payer) : "no payer yet",
               purpose.text ? purpose.text : "");
    if (row_shown(v->columns, row, "weekly_pence", &pence))
        buf_printf(lines, " · %s a week", pence.text);
    buf_char(lines, '\n');
    buf_release(&purpose);
    buf_release(&pence);
}

bool package_summary(struct app *a, const char *ref, struct buf *title, struct buf *lines)
{
    struct about s = {.a = a, .kind = kind_find("package")};
    struct about who = {.a = a, .kind = kind_find("person")};
    const struct view *v = NULL, *pv = NULL;
    struct list rows, person;

    bool good = kind_id(a->s, s.kind, ref, &s.id, &s.why) &&
                part_rows(&s, "Package", 1, of_package, &v, &rows) && rows.count;
    if (good) {
        const void *row = rows.items;
        who.id = row_number(v->columns, row, "person_id");
        if (part_rows(&who, "Person", 1, who_it_is, &pv, &person) && person.count)
            say_who(pv, person.items, title);
        else
            buf_text(title, row_text(v->columns, row, "name"));
        say_visits(&s, lines);
        say_lot(&s, row_text(v->columns, row, "lot"), lines);
        say_missing(&s, lines);
        say_funding(&s, v, row, lines);
    }
    arena_release(&who.arena);
    arena_release(&s.arena);
    return good;
}
