#include "tui/palette.h"

#include "core/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AS_TYPED = 8, ENTRIES_MOST = 1024, WORDS_SIZE = 200, ROWS_SHOWN = 12, NAME_SIZE = 24 };

struct entry {
    const char *name, *title;
    char key[NAME_SIZE];
    char why[160];           /* "" it can be done */
    char words[WORDS_SIZE];  /* folded: title and name */
    char folded[WORDS_SIZE]; /* the name alone */
    int score;
};

struct palette {
    struct entry *entry;
    size_t entries;
    size_t *match; /* entries that match, the best first */
    size_t matches, at;
    struct line line;
    struct palette_history *history;
    size_t back; /* of the history: one more than how far back; 0 not in it */
    const char *name;
    const char *arguments;
};

/* --- matching ----------------------------------------------------------------------------------
 */

/* The best way to find the letters one after another: those that begin words and those that follow
 * each other count more.  best[j] is the most that the letters so far give when the last of them
 * stands at j. */
int palette_score(const char *letters, const char *text)
{
    enum { ONE = 1, BEGINS = 8, FOLLOWS = 4 };
    int best[WORDS_SIZE], most = 1;
    size_t length = strlen(text);
    bool first = true;

    length = length > WORDS_SIZE ? WORDS_SIZE : length;
    for (const char *l = letters; *l; l++) {
        int left = 0, diagonal = 0; /* the best before j; best[j - 1] of the letter before */
        if (*l == ' ')
            continue;
        most = 0;
        for (size_t j = 0; j < length; j++) {
            int was = first ? 1 : best[j], from = first ? 1 : left;
            if (!first && diagonal && diagonal + FOLLOWS > from)
                from = diagonal + FOLLOWS;
            bool begins = j == 0 || text[j - 1] == ' ';
            best[j] = text[j] == *l && from ? from + ONE + (begins ? BEGINS : 0) + (j == 0) : 0;
            most = best[j] > most ? best[j] : most;
            left = was > left ? was : left;
            diagonal = was;
        }
        first = false;
        if (!most)
            return 0;
    }
    return most;
}

/* What was typed stands there as it was typed, at the beginning of a word. */
static bool reads_so(const char *letters, const char *words)
{
    for (const char *at = words; *letters && (at = strstr(at, letters)) != NULL; at++)
        if (at == words || strchr(" .:", at[-1]))
            return true;
    return false;
}

static void match(struct palette *p)
{
    char letters[WORDS_SIZE];
    size_t n = 0;

    text_fold(line_text(&p->line), letters, sizeof letters);
    for (size_t i = 0; i < p->entries; i++) {
        struct entry *e = &p->entry[i];
        e->score = palette_score(letters, e->words);
        if (e->score && reads_so(letters, e->words))
            e->score += AS_TYPED * (int)strlen(letters);
        size_t whole = strlen(e->folded);
        bool named = strncmp(letters, e->folded, whole) == 0 &&
                     (letters[whole] == '\0' || letters[whole] == ' ');
        if (named) /* arguments follow it */
            e->score = 10000;
        if (!e->score)
            continue;
        size_t at = n++;
        while (at > 0 && p->entry[p->match[at - 1]].score < e->score) {
            p->match[at] = p->match[at - 1];
            at--;
        }
        p->match[at] = i;
    }
    /* Letters scattered over words are no match beside one that reads well. */
    while (n > 0 && p->entry[p->match[n - 1]].score * 3 < p->entry[p->match[0]].score * 2)
        n--;
    p->matches = n;
    p->at = 0;
}

/* --- beginning and end -------------------------------------------------------------------------
 */

static void add(struct palette *p, const char *name, const char *title, const char *key,
                const char *why)
{
    char words[WORDS_SIZE];

    for (size_t i = 0; i < p->entries; i++)
        if (strcmp(p->entry[i].name, name) == 0)
            return;
    struct entry *e = &p->entry[p->entries++];
    e->name = name;
    e->title = title;
    snprintf(e->key, sizeof e->key, "%s", key);
    snprintf(e->why, sizeof e->why, "%s", why ? why : "");
    snprintf(words, sizeof words, "%s %s", title, name);
    text_fold(words, e->words, sizeof e->words);
    text_fold(name, e->folded, sizeof e->folded);
}

/* The bindings; movements within a list, which nobody looks for here, apart from the others. */
static void add_rows(struct palette *p, const struct keymap *m, const struct binding **rows,
                     size_t count, bool movements)
{
    for (size_t i = 0; i < count; i++) {
        struct fault why = {0};
        char key[NAME_SIZE];
        bool movement = !rows[i]->footer && strncmp(rows[i]->action, "list.", 5) == 0;
        if (movement != movements)
            continue;
        bool may = keymap_may(m, rows[i], &why);
        add(p, rows[i]->action, rows[i]->help, keymap_key(m, rows[i], key, sizeof key),
            may           ? NULL
            : why.reasons ? why.reason[0].text
                          : why.text);
    }
}

struct palette *palette_new(const struct keymap *m, const struct palette_entry *more, size_t count,
                            struct palette_history *history)
{
    const struct binding *rows[ROWS_MOST];
    size_t n = keymap_rows(m, rows, ROWS_MOST);
    struct palette *p = calloc(1, sizeof *p);

    count = count > ENTRIES_MOST ? ENTRIES_MOST : count;
    if (p) {
        p->entry = calloc(n + count + 1, sizeof *p->entry);
        p->match = calloc(n + count + 1, sizeof *p->match);
    }
    if (!p || !p->entry || !p->match) {
        palette_free(p);
        return NULL;
    }
    add_rows(p, m, rows, n, false);
    for (size_t i = 0; i < count; i++)
        add(p, more[i].name, more[i].title, "", more[i].why);
    add_rows(p, m, rows, n, true);
    p->history = history;
    match(p);
    return p;
}

void palette_free(struct palette *p)
{
    if (!p)
        return;
    line_release(&p->line);
    free(p->entry);
    free(p->match);
    free(p);
}

void palette_history_add(struct palette_history *h, const char *line)
{
    char *copy = *line ? strdup(line) : NULL;

    if (!copy)
        return;
    for (size_t i = 0; i < h->count; i++) { /* once, and newest */
        if (strcmp(h->line[i], line) == 0) {
            free(h->line[i]);
            memmove(h->line + i, h->line + i + 1, (--h->count - i) * sizeof *h->line);
            break;
        }
    }
    if (h->count == HISTORY_MOST) {
        free(h->line[0]);
        memmove(h->line, h->line + 1, --h->count * sizeof *h->line);
    }
    h->line[h->count++] = copy;
}

void palette_history_release(struct palette_history *h)
{
    for (size_t i = 0; i < h->count; i++)
        free(h->line[i]);
    h->count = 0;
}

/* --- keys --------------------------------------------------------------------------------------
 */

static const struct entry *chosen(const struct palette *p)
{
    return p->matches ? &p->entry[p->match[p->at]] : NULL;
}

static enum palette_answer run(struct palette *p)
{
    const struct entry *e = chosen(p);
    const char *typed = line_text(&p->line);

    if (!e) { /* what is no command may be a record's reference: the program's to know */
        p->name = "";
        p->arguments = typed;
        return p->line.length ? PALETTE_RUN : PALETTE_USED;
    }
    size_t n = strlen(e->name);
    bool named = strncmp(typed, e->name, n) == 0 && typed[n] == ' ';
    p->name = e->name;
    p->arguments = named ? typed + n + strspn(typed + n, " ") : "";
    if (p->history)
        palette_history_add(p->history, named ? typed : e->name);
    return PALETTE_RUN;
}

/* The n-th line back; false when there is none. */
static bool recall(struct palette *p, size_t back)
{
    if (!p->history || back > p->history->count)
        return false;
    p->back = back;
    line_set(&p->line, back ? p->history->line[p->history->count - back] : "");
    match(p);
    return true;
}

static void move(struct palette *p, bool up)
{
    if (up && (p->back || !p->line.length)) {
        recall(p, p->back + 1);
        return;
    }
    if (!up && p->back) {
        recall(p, p->back - 1);
        return;
    }
    if (up)
        p->at -= p->at > 0;
    else
        p->at += p->at + 1 < p->matches;
}

static void complete(struct palette *p)
{
    const struct entry *e = chosen(p);
    char name[WORDS_SIZE];

    if (!e)
        return;
    snprintf(name, sizeof name, "%s ", e->name);
    line_set(&p->line, name);
    match(p);
}

enum palette_answer palette_event(struct palette *p, const struct event *e)
{
    switch (line_event(&p->line, e)) {
    case LINE_CHANGED:
    case LINE_FULL:
        p->back = 0;
        match(p);
        return PALETTE_USED;
    case LINE_MOVED:
        if (e->kind == EVENT_KEY && e->key == K_BACKSPACE && !p->line.length)
            return PALETTE_BACK;
        return PALETTE_USED;
    case LINE_UNUSED:
        break;
    }
    switch (e->kind == EVENT_KEY ? e->key : K_NONE) {
    case K_ESC:
    case K_CTRL('P'):
        return PALETTE_BACK;
    case K_ENTER:
        return run(p);
    case K_UP:
    case K_DOWN:
        move(p, e->key == K_UP);
        return PALETTE_USED;
    case K_TAB:
        complete(p);
        return PALETTE_USED;
    default:
        return PALETTE_USED;
    }
}

const char *palette_name(const struct palette *p)
{
    return p->name;
}

const char *palette_arguments(const struct palette *p)
{
    return p->arguments ? p->arguments : "";
}

/* --- drawing -----------------------------------------------------------------------------------
 */

static void draw_entry(const struct entry *e, struct canvas *c, struct area a, bool here)
{
    int title = a.cols > 60 ? a.cols / 2 : a.cols - 14;
    unsigned style = *e->why ? ST_HINT : ST_NORMAL;

    canvas_text(c, a.row, a.col, 2, ST_NORMAL, here ? "▸" : " ");
    canvas_fit(c, a.row, a.col + 2, title - 2, style, e->title);
    canvas_fit(c, a.row, a.col + title + 1, 11, ST_KEY, e->key);
    if (a.cols > 60)
        canvas_fit(c, a.row, a.col + title + 13, a.cols - title - 13, ST_HINT,
                   *e->why ? e->why : e->name);
    if (here)
        canvas_style(c, a, ST_CHOSEN);
}

void palette_draw(struct palette *p, struct canvas *c, struct area a)
{
    int most = a.rows - 2 > ROWS_SHOWN ? ROWS_SHOWN : a.rows - 2;
    int rows = (int)p->matches < most ? (int)p->matches : most;
    char count[40];

    rows = rows < 1 ? 1 : rows;
    if (a.rows < 2)
        return;
    size_t from = p->at >= (size_t)rows ? p->at - (size_t)rows + 1 : 0;
    int top = a.row + a.rows - rows - 2;
    if (top < a.row)
        top = a.row;
    canvas_fill(c, (struct area){top, a.col, a.row + a.rows - top, a.cols}, ST_NORMAL, " ");
    snprintf(count, sizeof count, "%zu of %zu", p->matches, p->entries);
    canvas_rule(c, (struct area){top, a.col, 1, a.cols}, "Commands", count);
    for (int i = 0; i < rows && from + (size_t)i < p->matches && top + 1 + i < a.row + a.rows - 1;
         i++)
        draw_entry(&p->entry[p->match[from + (size_t)i]], c,
                   (struct area){top + 1 + i, a.col, 1, a.cols}, from + (size_t)i == p->at);
    if (!p->matches)
        canvas_text(c, top + 1, a.col + 2, a.cols - 2, ST_HINT,
                    "No command has these letters in its name.");
    canvas_text(c, a.row + a.rows - 1, a.col, 2, ST_KEY, ":");
    line_draw(&p->line, c, (struct area){a.row + a.rows - 1, a.col + 1, 1, a.cols - 1}, ST_TYPED,
              true);
}
