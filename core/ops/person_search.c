/* What a person is found by: folded words, kept in the search index beside the record.
 *
 * Names are there word by word and joined ("smith jones smithjones"), the postcode whole and in its
 * halves, the date of birth as day, month, year and in one, the NHS number whole and as 3-3-4, so
 * that each is found as it is typed, with spaces or without.
 */
#include "core/ops/person_inside.h"

#include "core/base/text.h"

#include <string.h>

enum { KEY_MOST = 512 };

const char *person_sort_key(struct arena *a, const char *family_name, const char *given_name)
{
    char family[KEY_MOST], given[KEY_MOST];

    text_fold(family_name, family, sizeof family);
    text_fold(given_name, given, sizeof given);
    return arena_printf(a, "%s  %s", family, given);
}

bool person_set_sort_key(struct call *c, struct person *p, struct fault *why)
{
    char ref[KEY_MOST];

    if (p->restricted == 1) {
        text_fold(p->ref, ref, sizeof ref);
        p->sort_key = arena_text(c->arena, ref);
    } else {
        p->sort_key = person_sort_key(c->arena, p->family_name, p->given_name);
    }
    return p->sort_key || fault_memory(why);
}

static void add_word(struct person_words *w, const char *word, size_t length)
{
    if (!length)
        return;
    if (w->text.length)
        buf_char(&w->text, ' ');
    buf_add(&w->text, word, length);
}

/* The folded text, and its words in one where there are several. */
static void add_text(struct person_words *w, const char *text)
{
    char key[KEY_MOST], joined[KEY_MOST];
    size_t n = 0;

    if (!text)
        return;
    size_t length = text_fold(text, key, sizeof key);
    add_word(w, key, length);
    for (size_t i = 0; i < length; i++)
        if (key[i] != ' ')
            joined[n++] = key[i];
    if (n < length)
        add_word(w, joined, n);
}

static void add_number(struct person_words *w, const char *nhs_number)
{
    if (!nhs_number)
        return;
    add_word(w, nhs_number, strlen(nhs_number));
    if (strlen(nhs_number) == 10) {
        add_word(w, nhs_number + 3, 3);
        add_word(w, nhs_number + 6, 4);
    }
}

static void add_born(struct person_words *w, date_t born)
{
    char iso[24], joined[9];

    if (!date_given(born))
        return;
    date_print_iso(born, iso, sizeof iso); /* yyyy-mm-dd */
    add_word(w, iso, 4);
    add_word(w, iso + 5, 2);
    add_word(w, iso + 8, 2);
    memcpy(joined, iso + 8, 2);
    memcpy(joined + 2, iso + 5, 2);
    memcpy(joined + 4, iso, 4);
    add_word(w, joined, 8);
}

void person_words_of(struct person_words *w, const struct person *p)
{
    add_text(w, p->ref);
    add_number(w, p->nhs_number);
    if (p->restricted == 1)
        return;
    person_words_name(w, p->family_name, p->given_name);
    add_text(w, p->known_as);
    add_born(w, p->born);
}

void person_words_name(struct person_words *w, const char *family_name, const char *given_name)
{
    add_text(w, family_name);
    add_text(w, given_name);
}

void person_words_postcode(struct person_words *w, const char *postcode)
{
    add_text(w, postcode);
}

bool person_index_new(struct call *c, int64_t id, struct person_words *w, struct fault *why)
{
    bool ok = !w->text.failed || fault_memory(why);

    ok = ok && store_run(c->store, "INSERT INTO person_search (rowid, words) VALUES (?1, ?2)",
                         ARGS(INT(id), TEXT(w->text.text)), why);
    buf_release(&w->text);
    return ok;
}

static bool add_rows(struct call *c, struct person_words *w, const char *sql, int64_t id,
                     void (*add)(struct person_words *w, struct cursor *row), struct fault *why)
{
    struct cursor *row;
    bool more = true, ok = true;

    if (!query_open(c->store, sql, ARGS(INT(id)), &row, why))
        return false;
    while ((ok = query_next(row, &more, why)) && more)
        add(w, row);
    query_close(row);
    return ok;
}

static void add_name_row(struct person_words *w, struct cursor *row)
{
    person_words_name(w, query_text(row, 0), NULL);
    add_text(w, query_text(row, 1));
}

static void add_postcode_row(struct person_words *w, struct cursor *row)
{
    person_words_postcode(w, query_text(row, 0));
}

bool person_words_now(struct call *c, int64_t id, const char **words, struct fault *why)
{
    struct person_words w = {{0}};
    struct person p;
    bool ok = person_get(c, id, &p, why);

    if (ok)
        person_words_of(&w, &p);
    if (ok && p.restricted != 1)
        ok = add_rows(c, &w,
                      "SELECT family_name, given_name FROM person_name WHERE person_id = ?1 "
                      "ORDER BY id",
                      id, add_name_row, why) &&
             add_rows(c, &w,
                      "SELECT postcode FROM residence WHERE person_id = ?1 AND known_to IS NULL "
                      "ORDER BY valid_from",
                      id, add_postcode_row, why);
    *words = ok && !w.text.failed ? arena_text(c->arena, w.text.text) : NULL;
    buf_release(&w.text);
    return ok && (*words || fault_memory(why));
}

bool person_reindex(struct call *c, int64_t id, const char *before, struct fault *why)
{
    const char *after;

    if (!person_words_now(c, id, &after, why))
        return false;
    if (strcmp(before, after) == 0)
        return true;
    return store_run(c->store,
                     "INSERT INTO person_search (person_search, rowid, words) "
                     "VALUES ('delete', ?1, ?2)",
                     ARGS(INT(id), TEXT(before)), why) &&
           store_run(c->store, "INSERT INTO person_search (rowid, words) VALUES (?1, ?2)",
                     ARGS(INT(id), TEXT(after)), why);
}
