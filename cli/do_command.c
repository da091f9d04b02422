/* do_command.c - htlah do: one operation from the shell */
#include "cli/do_command.h"

#include "cli/help.h"
#include "core/base/text.h"
#include "core/config/yaml.h"

#include <stdio.h>
#include <string.h>

static const struct option_row option_rows[] = {
    {"--dry-run", NULL, "do it, say what it would answer, and undo it", false},
    {"--op-id", "HEX", "the operation's id, 32 digits: repeated, it answers as the first time",
     false},
    {NULL, NULL, NULL, false},
};

/* --- the list of operations ---------------------------------------------------------------------- */

struct listed {
    const char *name, *title;
    struct list roles;
    const char *help;
};
static const struct field listed_rows[] = {
    {FIELD(struct listed, name, FIELD_TEXT), .label = "Operation"},
    {FIELD(struct listed, title, FIELD_TEXT), .label = "What it does"},
    {FIELD(struct listed, roles, FIELD_LIST), .item = FIELD_ENUM, .words = role_words,
     .label = "Who may"},
    {FIELD(struct listed, help, FIELD_TEXT), .max = 1000, .flags = FIELD_HIDDEN, .label = "Help"},
};
static const struct fields listed_fields = FIELDS("operation", listed_rows, struct listed);

static int list_operations(struct request *r)
{
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};

    o.hidden = o.format == WRITE_JSON;
    bool good = writer_begin(&w, &listed_fields, &o, &why);
    for (size_t i = 0; good && i < op_count(); i++) {
        const struct operation *op = op_at(i);
        int64_t roles[ROLE__COUNT];
        struct listed row = {.name = op->name, .title = op->title, .help = op->help};
        for (int role = 0; role < ROLE__COUNT; role++)
            if (op->roles & ROLE(role))
                roles[row.roles.count++] = role;
        row.roles.items = roles;
        good = writer_row(&w, &row, &why);
    }
    if (good && writer_end(&w, &why))
        return 0;
    writer_abandon(&w);
    return request_fault(r, &why);
}

/* --- one operation's help ------------------------------------------------------------------------ */

static void one_argument(const struct field *f, size_t indent, struct buf *out)
{
    struct buf text = {0};

    for (size_t i = 0; i < indent; i++)
        buf_char(out, ' ');
    buf_text(out, f->name);
    if (f->flags & FIELD_OPTIONAL)
        buf_text(out, "?");
    buf_char(out, '\n');
    field_expects(f, STYLE_FILE, &text);
    if (f->help)
        buf_printf(&text, ". %s", f->help);
    if (f->source)
        buf_printf(&text, " [%s]", f->source);
    help_fold(out, text.text ? text.text : "", indent + 4, 0);
    buf_release(&text);
    for (size_t i = 0; f->of && i < f->of->count; i++)
        one_argument(&f->of->field[i], indent + 4, out);
}

void operation_help(const struct operation *op, struct buf *out)
{
    bool first = true;

    buf_printf(out, "usage: htlah do %s", op->name);
    for (size_t i = 0; i < op->args->count; i++)
        if (!(op->args->field[i].flags & FIELD_OPTIONAL))
            buf_printf(out, " %s=…", op->args->field[i].name);
    buf_printf(out, "\n\n%s\n", op->title);
    help_fold(out, op->help, 0, 0);
    buf_text(out, "\nWho may: ");
    for (int role = 0; role < ROLE__COUNT; role++)
        if (op->roles & ROLE(role)) {
            buf_printf(out, "%s%s", first ? "" : ", ", role_words[role].code);
            first = false;
        }
    buf_text(out, "\n\nArguments (? may be left out):\n");
    for (size_t i = 0; i < op->args->count; i++)
        one_argument(&op->args->field[i], 2, out);
}

static int help(struct request *r)
{
    const struct operation *op = op_find(r->word[0]);
    struct buf text = {0};

    if (!op) {
        const char *known[512];
        size_t count = 0;
        for (; count < op_count() && count < 512; count++)
            known[count] = op_at(count)->name;
        return request_unknown(r, "operation", r->word[0], known, count);
    }
    operation_help(op, &text);
    return request_put(r, &text) ? 0 : request_status(r);
}

/* --- doing ---------------------------------------------------------------------------------------- */

/* What the reader of YAML says does not begin with a field's name: say whose value it is. */
static void name_argument(struct faults *all, size_t from, const char *name)
{
    for (size_t i = from; i < all->kept; i++) {
        struct fault *f = &all->list[i];
        char text[sizeof f->text];
        if (strncmp(f->text, name, strlen(name)) == 0)
            continue;
        snprintf(text, sizeof text, "%s", f->text);
        snprintf(f->text, sizeof f->text, "%.47s: %.440s", name, text);
    }
}

/* NAME=VALUE, VALUE in YAML flow style, as a child of the map. */
static bool add_argument(struct request *r, struct node *map, const char *word)
{
    const char *equals = strchr(word, '=');
    struct node place = {.kind = NODE_SCALAR};
    char quote[64];

    if (!equals || equals == word) {
        text_quote(word, strlen(word), 40, quote, sizeof quote);
        return request_usage(r, "%s is no argument; an argument is written NAME=VALUE", quote) == 0;
    }
    place.key = arena_copy(r->arena, word, (size_t)(equals - word));
    size_t before = r->all->count, kept = r->all->kept, length = strlen(equals + 1);
    struct node *value =
        place.key ? yaml_read_value(equals + 1, length, &place, r->arena, r->all) : NULL;
    if (!value) {
        struct fault why = {0};
        if (r->all->count == before) {
            fault_memory(&why);
            faults_take(r->all, &why);
        } else {
            name_argument(r->all, kept, place.key);
        }
        return false;
    }
    value->key = place.key;
    node_append(map, value);
    return true;
}

struct done {
    const char *operation, *subject, *ref, *text;
    struct list remarks;
    int64_t tx, repeated, dry_run;
};
struct remark_row {
    const char *code, *source, *text;
};
static const struct field remark_rows[] = {
    {FIELD(struct remark_row, code, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct remark_row, source, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct remark_row, text, FIELD_TEXT)},
};
static const struct fields remark_fields = FIELDS("remark", remark_rows, struct remark_row);
static const struct field done_rows[] = {
    {FIELD(struct done, operation, FIELD_TEXT)},
    {FIELD(struct done, subject, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct done, ref, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct done, text, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct done, remarks, FIELD_LIST), .of = &remark_fields},
    {FIELD(struct done, tx, FIELD_INT), .flags = FIELD_OPTIONAL},
    {FIELD(struct done, repeated, FIELD_BOOL)},
    {FIELD(struct done, dry_run, FIELD_BOOL)},
};
static const struct fields done_fields = FIELDS("done", done_rows, struct done);

static void add_clean(struct buf *out, const char *text)
{
    text_add_safe(out, text, strlen(text), NULL);
}

static void say(const struct answer *a, bool dry_run, struct buf *out)
{
    if (dry_run)
        buf_text(out, "Nothing was written; it would be: ");
    else if (a->repeated)
        buf_text(out, "Done before: ");
    add_clean(out, a->text ? a->text : "done");
    buf_char(out, '\n');
    for (size_t i = 0; i < a->remarks; i++) {
        const struct remark *m = &a->remark[i];
        buf_text(out, "Note: ");
        add_clean(out, m->text);
        if (m->code)
            buf_printf(out, " [%s%s%s]", m->code, m->source ? ": " : "",
                       m->source ? m->source : "");
        buf_char(out, '\n');
    }
}

int answer_write(struct request *r, const char *op, const struct answer *a, bool dry_run)
{
    struct remark_row rows[REMARKS_MOST];
    struct done d = {.operation = op,
                     .subject = a->subject_kind,
                     .ref = a->subject_ref,
                     .text = a->text,
                     .remarks = {rows, a->remarks},
                     .tx = a->tx ? a->tx : ABSENT,
                     .repeated = a->repeated,
                     .dry_run = dry_run};
    struct buf text = {0};

    for (size_t i = 0; i < a->remarks; i++)
        rows[i] = (struct remark_row){a->remark[i].code, a->remark[i].source, a->remark[i].text};
    if (r->options->format_given && r->options->format == WRITE_JSON) {
        fields_json(&done_fields, &d, false, &text);
        buf_char(&text, '\n');
    } else if (r->options->format_given && r->options->format == WRITE_CSV) {
        struct writer_options o = request_writer(r);
        struct writer w;
        struct fault why = {0};
        if (writer_begin(&w, &done_fields, &o, &why) && writer_row(&w, &d, &why) &&
            writer_end(&w, &why))
            return 0;
        writer_abandon(&w);
        return request_fault(r, &why);
    } else {
        say(a, dry_run, &text);
    }
    return request_put(r, &text) ? 0 : request_status(r);
}

int operation_do(struct request *r, const char *op, const struct node *args)
{
    struct reading how = request_reading(r);
    bool dry_run = request_has(r, "--dry-run");
    struct counter *c;
    struct answer answer;
    struct fault why = {0};
    int status;

    if (!request_counter(r, &c))
        return request_status(r);
    how.today = counter_session(c)->today;
    how.now = counter_session(c)->now;
    bool good = dry_run ? counter_try(c, op, args, &how, r->arena, &answer, r->all)
                        : counter_run(c, op, args, &how, request_value(r, "--op-id"), r->arena,
                                      &answer, r->all);
    if (good && answer.conflict) {
        fail(&why, FAULT_STALE, "", "%s", answer.text);
        status = request_fault(r, &why);
    } else {
        status = good ? answer_write(r, op, &answer, dry_run) : request_status(r);
    }
    counter_close(c);
    return status;
}

static int run(struct request *r)
{
    struct node *map = node_new(r->arena, NODE_MAP);
    struct fault why = {0};

    if (!r->words)
        return list_operations(r);
    if (r->options->help)
        return help(r);
    if (!map) {
        fault_memory(&why);
        return request_fault(r, &why);
    }
    if (!op_find(r->word[0]))
        return help(r);
    for (size_t i = 1; i < r->words; i++)
        if (!add_argument(r, map, r->word[i]))
            return request_status(r);
    return operation_do(r, r->word[0], map);
}

static void offers(struct buf *out)
{
    for (size_t i = 0; i < op_count(); i++)
        buf_printf(out, "%s%s", i ? " " : "", op_at(i)->name);
}

const struct command command_do = {
    .name = "do",
    .usage = "\nOPERATION NAME=VALUE…",
    .summary = "run one operation",
    .help =
        "Alone it lists the operations there are; htlah do OPERATION --help tells what one takes "
        "and who may.\n\n"
        "Values are YAML in flow style: plain text, \"quoted text\", [lists] and {maps: of them}. "
        "Days are written 2016-11-08, moments 2016-11-08T09:14, money in whole pence, yes and no "
        "as true and false. The answer is a sentence, with notes under it; --format json gives an "
        "object.",
    .options = option_rows,
    .words_help = true,
    .offers = offers,
    .run = run,
};

/* --- the clock ------------------------------------------------------------------------------------ */

static const struct option_row tick_rows[] = {
    {"--dry-run", NULL, "say what it would record, and record nothing", false},
    {NULL, NULL, NULL, false},
};

static int run_tick(struct request *r)
{
    struct node *map = node_new(r->arena, NODE_MAP);
    struct fault why = {0};

    if (!request_words(r, 0, 0, ""))
        return request_status(r);
    if (map)
        return operation_do(r, "clock.tick", map);
    fault_memory(&why);
    return request_fault(r, &why);
}

const struct command command_tick = {
    .name = "tick",
    .usage = "",
    .summary = "record what time has brought: expiries, due dates",
    .help =
        "States follow from the clock by themselves; tick writes down what has expired or fallen "
        "due and makes the work that comes of it. It may be run as often as one likes: what is "
        "recorded is not recorded again.",
    .options = tick_rows,
    .run = run_tick,
};
