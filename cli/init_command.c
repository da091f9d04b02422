#include "cli/init_command.h"

#include "core/base/text.h"
#include "core/config/yaml.h"
#include "core/exchange/rows.h"

#include <string.h>

/* A row that outlives its stream. */
static struct node *keep_node(const struct node *from, struct arena *a)
{
    struct node *n = arena_take(a, sizeof *n);

    if (!n)
        return NULL;
    *n = *from;
    n->text = from->text ? arena_copy(a, from->text, from->length) : NULL;
    n->key = from->key ? arena_text(a, from->key) : NULL;
    n->first = n->last = n->next = NULL;
    n->count = 0;
    if ((from->text && !n->text) || (from->key && !n->key))
        return NULL;
    for (const struct node *child = from->first; child; child = child->next) {
        struct node *copy = keep_node(child, a);
        if (!copy)
            return NULL;
        node_append(n, copy);
    }
    return n;
}

static bool read_rows(struct request *r, struct rows *rows, const struct fields *fields,
                      struct node *list)
{
    struct reading how = rows_reading(rows);
    void *record = arena_take(r->arena, fields->size);
    const struct node *row;
    struct fault why = {0};

    for (;;) {
        row = NULL;
        if (!rows_next(rows, &row, r->all))
            continue; /* one bad row: the others are looked at all the same */
        if (!row)
            break;
        struct node *copy = keep_node(row, r->arena);
        if (!record || !copy) {
            fault_memory(&why);
            faults_take(r->all, &why);
            return false;
        }
        if (fields_read(fields, row, &how, record, r->arena, r->all))
            node_append(list, copy);
    }
    return r->all->count == 0;
}

/* The first staff, as maps of staff.add; every bad row is named. */
static const struct node *read_staff(struct request *r, const char *path)
{
    const struct operation *op = op_find("staff.add");
    struct rows_options o = {.fields = op->args, .flow = yaml_read_value};
    struct node *list = node_new(r->arena, NODE_LIST);
    struct rows *rows;

    if (!list || !rows_open(path, &o, &rows, r->all))
        return NULL;
    bool good = read_rows(r, rows, op->args, list) && rows_unchanged(rows, r->all);
    rows_close(rows);
    return good ? list : NULL;
}

/* How the store is to be logged; false where it is neither. */
static bool journal_of(struct request *r, const char **out)
{
    const char *asked = request_value(r, "--journal");
    bool truncate = asked && strcmp(asked, JOURNAL_TRUNCATE) == 0;

    *out = truncate ? JOURNAL_TRUNCATE : NULL;
    return !asked || truncate || strcmp(asked, "wal") == 0;
}

static int run(struct request *r)
{
    const char *path = request_value(r, "--staff");
    struct buf text = {0};
    struct make_options o = {.store = r->options->store,
                             .kind = STORE_REAL,
                             .now = r->around->now,
                             .login = r->around->login};

    if (!request_words(r, 0, 0, ""))
        return request_status(r);
    if (r->options->overridden || r->options->as)
        return request_usage(r,
                             "A store is made today, by whoever is at the keyboard; leave --today, "
                             "--now and --as out");
    if (!journal_of(r, &o.journal))
        return request_usage(r,
                             "--journal is wal (a log, for many who save) or truncate (one quiet "
                             "file between saves)");
    o.config = request_config(r);
    o.staff = path ? read_staff(r, path) : NULL;
    if ((path && !o.staff) || !counter_make(&o, r->all))
        return request_status(r);
    buf_text(&text, o.store);
    buf_printf(&text, " made; %u member%s of staff enrolled\n", o.staff ? o.staff->count : 1,
               o.staff && o.staff->count != 1 ? "s" : "");
    return request_put(r, &text) ? 0 : request_status(r);
}

static const struct option_row option_rows[] = {
    {"--staff", "FILE.csv", "the first staff: columns as of htlah do staff.add --help", false},
    {"--journal", "wal|truncate",
     "a log, for many who save (wal, as usual), or one quiet file between saves (truncate)", false},
    {NULL, NULL, NULL, false},
};

const struct command command_init = {
    .name = "init",
    .usage = "",
    .summary = "make a store from a partnership's folder",
    .help =
        "Makes the store that --store or $HTLAH_STORE names, with the organisations and lots of "
        "the "
        "partnership that --config or $HTLAH_CONFIG names, and enrols the first staff. Without a "
        "list of staff you are its first administrator. Nothing is overwritten.",
    .options = option_rows,
    .run = run,
};
