#include "cli/rules_command.h"

#include "core/base/arena.h"
#include "core/base/text.h"
#include "core/config/config.h"
#include "core/config/yaml.h"
#include "core/exchange/csv.h"
#include "core/exchange/input.h"
#include "core/rules/book.h"

#include <string.h>

const char rules_usage[] =
    "usage: htlah rules                             every rule: name and question\n"
    "       htlah rules show NAME                   one rule: source, facts, outcomes, reasons\n"
    "       htlah rules book                        the whole rule book in markdown\n"
    "       htlah rules eval NAME FACTS.yaml|-      evaluate; JSON on standard output\n"
    "       htlah rules eval NAME --each FILE.csv   a row of facts a line; CSV on standard output\n"
    "\n"
    "Dates are YYYY-MM-DD, money is whole pence, yes and no are true and false. The figures come\n"
    "from --config DIR, else $HTLAH_CONFIG, else the partnership in the program.\n";

enum { RULES_MOST = 256 };

static bool add_fault(struct faults *all, struct fault *why)
{
    faults_take(all, why);
    return false;
}

static bool usage(struct faults *all, const char *what)
{
    struct fault why = {0};

    fail(&why, FAULT_USAGE, "", "%s; htlah rules --help shows how.", what);
    return add_fault(all, &why);
}

static const struct rule *find(const char *name, struct faults *all)
{
    const struct rule *r = rule_find(name);
    const char *known[RULES_MOST];
    struct fault why = {0};
    char quote[128];
    size_t count = 0;

    if (r)
        return r;
    for (; count < RULES_MOST && rules[count]; count++)
        known[count] = rules[count]->name;
    const char *near = text_nearest(name, known, count);
    text_quote(name, strlen(name), 40, quote, sizeof quote);
    if (near)
        fail(&why, FAULT_USAGE, "", "There is no rule %s; did you mean %s?", quote, near);
    else
        fail(&why, FAULT_USAGE, "", "There is no rule %s; htlah rules lists them.", quote);
    faults_take(all, &why);
    return NULL;
}

/* --- the book -------------------------------------------------------------------------------- */

static void list_json(struct buf *out)
{
    buf_char(out, '[');
    for (const struct rule *const *r = rules; *r; r++) {
        const char *const pair[] = {"name",      (*r)->name, "title",
                                    (*r)->title, "source",   (*r)->source};
        for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
            buf_text(out, i % 2 ? ":" : i ? "," : r == rules ? "{" : ",{");
            buf_json(out, pair[i]);
        }
        buf_char(out, '}');
    }
    buf_text(out, "]\n");
}

static void list_csv(struct buf *out)
{
    buf_text(out, "name,title,source\r\n");
    for (const struct rule *const *r = rules; *r; r++) {
        csv_write_cell(out, (*r)->name, true, true);
        csv_write_cell(out, (*r)->title, true, false);
        csv_write_cell(out, (*r)->source, true, false);
        csv_write_end(out);
    }
}

static bool put(struct buf *text, FILE *out, struct faults *all)
{
    struct fault why = {0};
    bool good = !text->failed;

    if (!good)
        fault_memory(&why);
    else if (fwrite(text->text ? text->text : "", 1, text->length, out) != text->length ||
             fflush(out) != 0)
        good = fail(&why, FAULT_RESOURCE, "",
                    "The result could not be written: see whether the disk is full or the reader "
                    "has gone, and run it again.");
    buf_release(text);
    return good || add_fault(all, &why);
}

/* --- evaluation ------------------------------------------------------------------------------ */

static struct node *read_standard_input(struct arena *a, struct faults *all)
{
    struct input in;
    struct fault why = {0};
    char *text = arena_take(a, YAML_MOST);
    size_t length = 0, got = 0;

    if (!text) {
        fault_memory(&why);
        add_fault(all, &why);
        return NULL;
    }
    bool good = input_open("-", YAML_MOST, &in, &why);
    if (good) {
        do {
            good = input_read(&in, text + length, YAML_MOST - length, &got, &why);
            length += good ? got : 0;
        } while (good && got && length < YAML_MOST);
        input_close(&in);
    }
    if (!good) {
        add_fault(all, &why);
        return NULL;
    }
    return yaml_read(text, length, "standard input", a, all);
}

static bool eval_one(const struct rule *r, const char *path, const struct figures *figures,
                     FILE *out, struct faults *all)
{
    static const struct reading how = {.style = STYLE_FILE, .kind = "fact"};
    struct arena a = {0};
    struct buf text = {0};
    struct fault why = {0};
    struct decision d;
    bool good = false;

    struct node *map =
        strcmp(path, "-") == 0 ? read_standard_input(&a, all) : yaml_read_file(path, &a, all);
    void *facts = map ? arena_take(&a, r->facts->size) : NULL;
    if (map && !facts) {
        fault_memory(&why);
    } else if (map && fields_read(r->facts, map, &how, facts, &a, all)) {
        if (rule_eval(r, facts, figures, &a, &d, &why)) {
            decision_json(&d, &text);
            buf_char(&text, '\n');
            good = put(&text, out, all);
        } else if (why.kind == FAULT_INPUT && !why.place[0]) {
            const struct node *at = node_child(map, why.field);
            if (!at)
                at = map;
            snprintf(why.place, sizeof why.place, "%.120s:%u:%u",
                     strcmp(path, "-") == 0 ? "standard input" : path, at->line, at->column);
        }
    }
    if (why.kind)
        add_fault(all, &why);
    arena_release(&a);
    return good;
}

static bool eval(int argc, char *const argv[], const struct rules_options *o, FILE *out,
                 struct faults *all)
{
    struct config config;
    const char *path = NULL;
    bool each = false;

    if (argc < 1)
        return usage(all, "The command rules eval needs the name of a rule.");
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--each") == 0 && !each) {
            each = true;
        } else if (strncmp(argv[i], "--each=", 7) == 0 && !each && !path) {
            each = true;
            path = argv[i] + 7;
        } else if ((argv[i][0] != '-' || !argv[i][1]) && !path) {
            path = argv[i];
        } else {
            return usage(all, "The command rules eval takes one rule and one file.");
        }
    }
    const struct rule *r = find(argv[0], all);
    if (!r)
        return false;
    if (!path)
        return usage(all, each ? "--each needs a CSV file."
                               : "The command rules eval needs a file of facts, or -.");
    if (!config_load(o->config, &config, all))
        return false;
    bool good = each ? rules_each(r, path, &config.figures, out, all)
                     : eval_one(r, path, &config.figures, out, all);
    config_release(&config);
    return good;
}

static bool show(int argc, char *const argv[], FILE *out, struct faults *all)
{
    struct buf text = {0};

    if (argc != 1)
        return usage(all, "The command rules show needs the name of one rule.");
    const struct rule *r = find(argv[0], all);
    if (!r)
        return false;
    book_show(r, &text);
    return put(&text, out, all);
}

static bool run(int argc, char *const argv[], const struct rules_options *o, FILE *out,
                struct faults *all)
{
    struct buf text = {0};

    for (int i = 0; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0) {
            buf_text(&text, rules_usage);
            return put(&text, out, all);
        }
    if (argc == 0 || (argc == 1 && strcmp(argv[0], "list") == 0)) {
        if (o->format == RULES_JSON)
            list_json(&text);
        else if (o->format == RULES_CSV)
            list_csv(&text);
        else
            book_list(&text);
        return put(&text, out, all);
    }
    if (strcmp(argv[0], "show") == 0)
        return show(argc - 1, argv + 1, out, all);
    if (strcmp(argv[0], "eval") == 0)
        return eval(argc - 1, argv + 1, o, out, all);
    if (argc == 1 && strcmp(argv[0], "book") == 0) {
        book_write(&text);
        return put(&text, out, all);
    }
    return usage(
        all, "The command rules takes show NAME, book, eval NAME FILE or eval NAME --each FILE.");
}

int rules_command(int argc, char *const argv[], const struct rules_options *o, FILE *out,
                  struct faults *all)
{
    struct fault first = {0};

    if (run(argc, argv, o, out, all))
        return 0;
    if (faults_none(all, &first))
        return fault_status(FAULT_BUG);
    return fault_status(first.kind);
}
