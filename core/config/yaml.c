/* yaml.c - libyaml's events to nodes
 *
 * Every limit is checked before or while the events arrive, so hostile text costs no more than its
 * first fault; reading stops at a fault of grammar, at a limit, or at FAULTS_KEPT faults.
 */
#include "core/config/yaml.h"

#include "core/base/text.h"
#include "core/config/file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

enum { DEPTH_MOST = 8, EVENTS_MOST = 20000, SCALAR_MOST = 4096, QUOTE_MOST = 40, QUOTE_SIZE = 400 };
enum { VALUE_SCALAR_MOST = 64 * 1024 }; /* of a value, whose field has a limit of its own */

/* One open list or map. */
struct level {
    struct node *node;
    const char *key; /* of a map: named, its value awaited */
};

struct reader {
    yaml_parser_t parser;
    struct arena *arena;
    struct faults *all;
    const char *name;         /* of the file, in messages and nodes; NULL for a value */
    const struct node *place; /* of a value: where it stands; else NULL */
    size_t before;            /* faults there were before this text */
    size_t events;
    struct level level[DEPTH_MOST];
    size_t depth;
    struct node *root;
    bool complete; /* the shape of the whole text is known */
    bool stopped;
};

static void add_fault(struct reader *r, size_t line, size_t column, const char *field,
                      const char *text)
{
    struct fault one = {0};

    if (r->place) {
        line = r->place->line;
        column = r->place->column;
        field = r->place->key ? r->place->key : field;
    }
    fail_at(&one, r->name ? r->name : "", line, column, field, "%s", text);
    faults_take(r->all, &one);
    if (r->all->count - r->before >= FAULTS_KEPT)
        r->stopped = true;
}

static void fault_mark(struct reader *r, const yaml_mark_t *mark, const char *field,
                       const char *text)
{
    add_fault(r, mark->line + 1, mark->column + 1, field, text);
}

static void no_memory(struct reader *r)
{
    struct fault one = {0};

    fault_memory(&one);
    faults_take(r->all, &one);
    r->stopped = true;
}

/* Line and column, from 1, of a byte; columns count characters as libyaml's marks do. */
static void place_of(const char *text, size_t at, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

/* What libyaml says, as the person who wrote the file can use it. */
static const struct {
    const char *said, *plain;
} problems[] = {
    {"found character that cannot start any token",
     "a tab, or one of % @ `, cannot stand here. Indent with spaces; put the text in quotes"},
    {"found a tab character that violates indentation", "a tab cannot indent. Indent with spaces"},
    {"found a tab character where an indentation space is expected",
     "a tab cannot indent. Indent with spaces"},
    {"found unexpected end of stream",
     "the file ends inside quotes that begin here. Close the quotes"},
    {"found unexpected document indicator",
     "a line of --- or ... stands inside quotes that begin here. Close the quotes"},
    {"mapping values are not allowed in this context",
     "a second colon, or a wrong indentation. Put text with a colon and a space in quotes"},
    {"could not find expected ':'", "a key without its colon. Write it as key: value"},
    {"did not find expected key",
     "a key was expected. Check the indentation of this line and the quotes of the line before"},
    {"did not find expected '-' indicator",
     "an entry of the list was expected. Begin it with - at the same indentation as the others"},
    {"did not find expected ',' or ']'", "a list that is not closed. Close it with ]"},
    {"did not find expected ',' or '}'", "a map that is not closed. Close it with }"},
    {"did not find expected node content", "a value was expected here"},
    {"did not find expected <document start>",
     "something follows the end of the text. Keep one document in a file"},
    {"block sequence entries are not allowed in this context",
     "a list cannot begin here. Begin it on the next line"},
    {"mapping keys are not allowed in this context", "a key cannot stand here"},
    {"found unknown escape character",
     "a backslash that means nothing in double quotes. Double it"},
    {"did not find expected hexdecimal number", "an escape without its hexadecimal digits"},
    {"found invalid Unicode character escape code", "an escape that is no character"},
    {"control characters are not allowed", "a control character. Remove it"},
    {"found undefined tag handle",
     "a tag, which is not accepted. Remove the word beginning with !"},
};

static void fault_grammar(struct reader *r, const char *text)
{
    const yaml_parser_t *p = &r->parser;
    const char *said = p->problem ? p->problem : "not readable";
    char sentence[FAULT_TEXT_MAX];
    size_t line = p->problem_mark.line + 1, column = p->problem_mark.column + 1;

    if (p->error == YAML_MEMORY_ERROR) {
        no_memory(r);
        return;
    }
    if (p->error == YAML_READER_ERROR) {
        place_of(text, p->problem_offset, &line, &column);
    } else if (p->context && (strstr(p->context, "simple key") ||
                              (strstr(p->context, "quoted scalar") &&
                               strcmp(said, "found unknown escape character") != 0))) {
        /* What was begun there is at fault, not what was met when it did not end. */
        line = p->context_mark.line + 1;
        column = p->context_mark.column + 1;
    }
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
        if (strcmp(said, problems[i].said) == 0)
            said = problems[i].plain;
    snprintf(sentence, sizeof sentence, "This is not YAML: %s.", said);
    add_fault(r, line, column, "", sentence);
    r->stopped = true;
}

static void set_place(const struct reader *r, struct node *n, const yaml_mark_t *mark)
{
    n->file = r->name;
    if (r->place) {
        n->line = r->place->line;
        n->column = r->place->column;
    } else {
        n->line = (uint32_t)mark->line + 1;
        n->column = (uint32_t)mark->column + 1;
    }
}

/* Hangs a node into the open list or map, or makes it the root.  A NULL node drops what stands at
 * this place, so that one fault does not become two. */
static void hang(struct reader *r, struct node *n)
{
    if (r->depth == 0) {
        r->root = n;
        return;
    }
    struct level *l = &r->level[r->depth - 1];
    if (n) {
        n->key = l->key;
        node_append(l->node, n);
    }
    l->key = NULL;
}

/* Anchors and tags.  True when the event carries one and was named. */
static bool refused_property(struct reader *r, const yaml_mark_t *mark, const void *anchor,
                             const void *tag)
{
    if (anchor)
        fault_mark(r, mark, "",
                   "An anchor (&name) is not accepted here. Write the value out where it is "
                   "needed; put text that begins with & in quotes.");
    if (tag)
        fault_mark(r, mark, "",
                   "A tag (!name) is not accepted here. Write the plain value; put text that "
                   "begins with ! in quotes.");
    return anchor || tag;
}

static bool awaits_key(const struct reader *r)
{
    return r->depth > 0 && r->level[r->depth - 1].node->kind == NODE_MAP &&
           !r->level[r->depth - 1].key;
}

static void read_key(struct reader *r, const yaml_event_t *e)
{
    const char *text = (const char *)e->data.scalar.value;
    size_t length = e->data.scalar.length;
    struct level *l = &r->level[r->depth - 1];

    if (e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && strcmp(text, "<<") == 0)
        fault_mark(r, &e->start_mark, "<<",
                   "A merge key (<<) is not accepted. Write the keys out where they are needed.");
    else if (length == 0)
        fault_mark(r, &e->start_mark, "", "A key is missing before the colon.");
    if (strlen(text) != length) {
        fault_mark(r, &e->start_mark, "", "A key holds a NUL character. Remove it.");
        length = strlen(text);
    }
    l->key = arena_copy(r->arena, text, length);
    if (!l->key)
        no_memory(r);
}

static void read_scalar(struct reader *r, const yaml_event_t *e)
{
    char sentence[160];

    size_t most = r->place ? VALUE_SCALAR_MOST : SCALAR_MOST;

    if (e->data.scalar.length > most) {
        snprintf(sentence, sizeof sentence,
                 "This text has %zu bytes; at most %zu are accepted. Shorten it.",
                 e->data.scalar.length, most);
        fault_mark(r, &e->start_mark, "", sentence);
        if (awaits_key(r))
            r->stopped = true;
        else
            hang(r, NULL);
        return;
    }
    bool refused = refused_property(r, &e->start_mark, e->data.scalar.anchor, e->data.scalar.tag);
    if (awaits_key(r)) {
        read_key(r, e);
        return;
    }
    if (refused) {
        hang(r, NULL);
        return;
    }
    struct node *n = node_new(r->arena, NODE_SCALAR);
    if (n)
        n->text = arena_copy(r->arena, (const char *)e->data.scalar.value, e->data.scalar.length);
    if (!n || !n->text) {
        no_memory(r);
        return;
    }
    n->length = e->data.scalar.length;
    n->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    set_place(r, n, &e->start_mark);
    hang(r, n);
}

static void open_level(struct reader *r, const yaml_event_t *e, enum node_kind kind,
                       const void *anchor, const void *tag)
{
    char sentence[160];

    refused_property(r, &e->start_mark, anchor, tag);
    if (awaits_key(r)) {
        fault_mark(r, &e->start_mark, "",
                   "A key must be one word; a list or map stands in its place.");
        r->stopped = true;
        return;
    }
    if (r->depth == DEPTH_MOST) {
        snprintf(sentence, sizeof sentence,
                 "Lists and maps are nested more than %d deep. Nothing this program reads is.",
                 DEPTH_MOST);
        fault_mark(r, &e->start_mark, "", sentence);
        r->stopped = true;
        return;
    }
    struct node *n = node_new(r->arena, kind);
    if (!n) {
        no_memory(r);
        return;
    }
    set_place(r, n, &e->start_mark);
    hang(r, n);
    r->level[r->depth++] = (struct level){.node = n};
}

static int by_key(const void *a, const void *b)
{
    const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;
    int order = strcmp(x->key, y->key);

    if (order == 0)
        order = x->line < y->line ? -1 : x->line > y->line;
    return order ? order : x->column < y->column ? -1 : x->column > y->column;
}

static void fault_repeated(struct reader *r, const struct node *first, const struct node *again)
{
    char sentence[FAULT_TEXT_MAX], quoted[QUOTE_SIZE], where[64] = "";

    text_quote(again->key, strlen(again->key), QUOTE_MOST, quoted, sizeof quoted);
    if (!r->place)
        snprintf(where, sizeof where, " (first on line %u, column %u)", first->line, first->column);
    snprintf(sentence, sizeof sentence, "The key %s is given twice%s. Keep one of them.", quoted,
             where);
    add_fault(r, again->line, again->column, again->key, sentence);
}

/* Names every key given again and takes it out of the map.  Sorting, because a hostile map of ten
 * thousand keys must not cost its square. */
static void drop_repeated(struct reader *r, struct node *map)
{
    if (map->count < 2)
        return;
    struct node **all = arena_take_array(r->arena, map->count, sizeof(struct node *));
    size_t n = 0;
    if (!all) {
        no_memory(r);
        return;
    }
    for (struct node *c = map->first; c; c = c->next)
        all[n++] = c;
    qsort(all, n, sizeof *all, by_key);
    bool any = false;
    for (size_t i = 1, first = 0; i < n; i++) {
        if (strcmp(all[first]->key, all[i]->key) != 0) {
            first = i;
        } else {
            fault_repeated(r, all[first], all[i]);
            any = true;
        }
    }
    for (size_t i = n - 1; any && i > 0; i--)
        if (strcmp(all[i - 1]->key, all[i]->key) == 0)
            all[i]->key = NULL;
    for (struct node **at = &map->first; any && *at;) {
        if (!(*at)->key) {
            *at = (*at)->next;
            map->count--;
        } else {
            at = &(*at)->next;
        }
    }
}

static void close_level(struct reader *r)
{
    struct node *n = r->level[--r->depth].node;

    if (n->kind == NODE_MAP)
        drop_repeated(r, n);
}

static void read_document(struct reader *r, const yaml_event_t *e, size_t *documents)
{
    if (++*documents > 1) {
        fault_mark(r, &e->start_mark, "",
                   "A second document begins here. Keep one document in a file: remove the ---.");
        r->stopped = true;
    } else if (e->data.document_start.version_directive ||
               e->data.document_start.tag_directives.start !=
                   e->data.document_start.tag_directives.end) {
        fault_mark(r, &e->start_mark, "", "A line beginning with % is not accepted. Remove it.");
    }
}

static void read_event(struct reader *r, const yaml_event_t *e, size_t *documents)
{
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        read_document(r, e, documents);
        break;
    case YAML_SCALAR_EVENT:
        read_scalar(r, e);
        break;
    case YAML_ALIAS_EVENT:
        fault_mark(r, &e->start_mark, "",
                   "An alias (*name) is not accepted here. Write the value out; put text that "
                   "begins with * in quotes.");
        if (awaits_key(r))
            r->stopped = true;
        else
            hang(r, NULL);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_level(r, e, NODE_LIST, e->data.sequence_start.anchor, e->data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        open_level(r, e, NODE_MAP, e->data.mapping_start.anchor, e->data.mapping_start.tag);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_level(r);
        break;
    default:
        break;
    }
}

static void read_events(struct reader *r, const char *text)
{
    size_t documents = 0;

    while (!r->stopped && !r->complete) {
        yaml_event_t e;
        if (!yaml_parser_parse(&r->parser, &e)) {
            fault_grammar(r, text);
            return;
        }
        if (++r->events > EVENTS_MOST) {
            char sentence[120];
            snprintf(sentence, sizeof sentence,
                     "The file holds more than %d keys, values and lists. Divide it.", EVENTS_MOST);
            fault_mark(r, &e.start_mark, "", sentence);
            r->stopped = true;
        } else if (e.type == YAML_STREAM_END_EVENT) {
            r->complete = true;
            if (documents == 0)
                add_fault(r, 1, 1, "", "The file is empty. It must hold its keys and values.");
        } else {
            read_event(r, &e, &documents);
        }
        yaml_event_delete(&e);
    }
}

/* Size and encoding, before libyaml sees a byte. */
static bool may_be_yaml(struct reader *r, const char *text, size_t length)
{
    char sentence[160];
    size_t bad_at = 0, line, column;

    if (length > YAML_MOST) {
        snprintf(sentence, sizeof sentence,
                 "The file has %zu bytes; at most %d are read. Divide it or remove comments.",
                 length, YAML_MOST);
        add_fault(r, 1, 1, "", sentence);
        return false;
    }
    if (length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
        add_fault(r, 1, 1, "", "The file is in UTF-16. Save it as UTF-8.");
        return false;
    }
    if (!text_is_utf8(text, length, &bad_at)) {
        place_of(text, bad_at, &line, &column);
        add_fault(r, line, column, "", "The file is not UTF-8 here. Save it as UTF-8.");
        return false;
    }
    return true;
}

static struct node *read_text(struct reader *r, const char *text, size_t length)
{
    r->before = r->all->count;
    if (!may_be_yaml(r, text, length))
        return NULL;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    if (!yaml_parser_initialize(&r->parser)) {
        no_memory(r);
        return NULL;
    }
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)text, length);
    read_events(r, text);
    yaml_parser_delete(&r->parser);
    return r->complete ? r->root : NULL;
}

struct node *yaml_read_tree(const char *text, size_t length, const char *name, struct arena *a,
                            struct faults *all)
{
    struct reader r = {.arena = a, .all = all};

    r.name = arena_text(a, name ? name : "");
    if (!r.name) {
        no_memory(&r);
        return NULL;
    }
    return read_text(&r, text, length);
}

struct node *yaml_read(const char *text, size_t length, const char *name, struct arena *a,
                       struct faults *all)
{
    size_t before = all->count;
    struct node *root = yaml_read_tree(text, length, name, a, all);

    return all->count == before ? root : NULL;
}

struct node *yaml_read_file(const char *path, struct arena *a, struct faults *all)
{
    struct fault why = {0};
    const char *text = NULL;
    size_t length = 0;

    if (!file_read(path, YAML_MOST, a, &text, &length, &why)) {
        faults_take(all, &why);
        return NULL;
    }
    return yaml_read(text, length, path, a, all);
}

/* Only brackets and closed quotes are YAML here; everything else is the text as it stands, so that
 * a note with a colon in it needs no quotes. */
static bool is_flow(const char *text, size_t length)
{
    size_t from = 0, to = length;

    while (from < to && strchr(" \t\r\n", text[from]) && text[from])
        from++;
    while (to > from && strchr(" \t\r\n", text[to - 1]) && text[to - 1])
        to--;
    if (from == to)
        return false;
    if (text[from] == '[' || text[from] == '{')
        return true;
    return (text[from] == '"' || text[from] == '\'') && to - from >= 2 &&
           text[to - 1] == text[from];
}

struct node *yaml_read_value(const char *text, size_t length, const struct node *place,
                             struct arena *a, struct faults *all)
{
    static const struct node nowhere;
    struct reader r = {.arena = a, .all = all, .place = place ? place : &nowhere};
    size_t before = all->count;
    struct node *n;

    r.name = r.place->file;
    if (is_flow(text, length)) {
        n = read_text(&r, text, length);
    } else {
        n = node_new(a, NODE_SCALAR);
        if (n)
            n->text = arena_copy(a, text, length);
        if (!n || !n->text) {
            no_memory(&r);
            return NULL;
        }
        n->length = length;
        set_place(&r, n, &(yaml_mark_t){0});
    }
    if (n)
        n->key = r.place->key;
    return all->count == before ? n : NULL;
}
