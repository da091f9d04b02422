/* A folder of files, or the embedded one, to struct config. */
#include "core/config/config.h"

#include "core/base/embedded.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/config/config_inside.h"
#include "core/config/file.h"
#include "core/config/yaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- shared while reading --------------------------------------------------------------------- */

bool config_fault(const struct config_reading *r, const struct node *map, const char *key,
                  const char *format, ...)
{
    const struct node *at = map && key ? node_child(map, key) : NULL;
    char text[FAULT_TEXT_MAX];
    struct fault why = {0};
    va_list args;

    if (!at)
        at = map;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fail_at(&why, at ? at->file : "", at ? at->line : 0, at ? at->column : 0, key, "%s", text);
    faults_take(r->all, &why);
    return false;
}

struct rows_at config_rows(const struct config_reading *r, enum config_file file, const char *key,
                           const struct list *list, size_t size)
{
    const struct node *rows =
        r->root[file] && r->root[file]->kind == NODE_MAP ? node_child(r->root[file], key) : NULL;
    struct rows_at at = {.reading = r, .items = list->items, .size = size};

    if (rows && rows->kind == NODE_LIST && list->items) {
        at.node = rows->first;
        at.count = list->count;
    }
    return at;
}

const void *config_rows_next(struct rows_at *at)
{
    if (at->index)
        at->node = at->node ? at->node->next : NULL;
    if (at->index >= at->count || !at->node)
        return NULL;
    return at->items + at->size * at->index++;
}

bool dated_holds(struct dated d, date_t on)
{
    return date_given(on) && date_given(d.from) && d.from.day <= on.day &&
           (!date_given(d.to) || on.day <= d.to.day);
}

bool dated_meet(struct dated a, struct dated b)
{
    return date_given(a.from) && date_given(b.from) &&
           (dated_holds(a, b.from) || dated_holds(b, a.from));
}

/* --- one file -------------------------------------------------------------------------------- */

static void take(struct config_reading *r, enum config_file file, const char *shown,
                 const char *text, size_t length)
{
    static const struct reading how = {.style = STYLE_FILE, .kind = "key"};
    const struct config_file_row *row = &config_files[file];
    struct config *c = r->config;
    struct node *root = yaml_read_tree(text, length, shown, &c->arena, r->all);

    if (!root)
        return;
    r->root[file] = root;
    /* What is wrong was added to the faults; the other rows are still looked at. */
    if (!fields_read(row->table, root, &how, (char *)c + row->offset, &c->arena, r->all))
        return;
}

/* Names and lengths are in it too, so that text cannot move from one file to the next unseen. */
static void digest_file(struct sha256 *s, const char *name, const char *text, size_t length)
{
    uint8_t size[8];

    for (size_t i = 0; i < sizeof size; i++)
        size[i] = (uint8_t)((uint64_t)length >> (56 - 8 * i));
    sha256_update(s, name, strlen(name) + 1);
    sha256_update(s, size, sizeof size);
    sha256_update(s, text, length);
}

static enum config_file file_named(const char *name)
{
    enum config_file file = 0;

    while (file < FILE__COUNT && strcmp(config_files[file].name, name) != 0)
        file++;
    return file;
}

static void unknown_file(const struct config_reading *r, const char *name, const char *shown)
{
    const char *known[FILE__COUNT];
    struct fault why = {0};
    char quote[160];

    for (size_t i = 0; i < FILE__COUNT; i++)
        known[i] = config_files[i].name;
    const char *near = text_nearest(name, known, FILE__COUNT);
    text_quote(name, strlen(name), 40, quote, sizeof quote);
    if (near)
        fail_at(&why, shown, 0, 0, "config",
                "There is no config file %s; did you mean %s? Rename it, or take it away.", quote,
                near);
    else
        fail_at(&why, shown, 0, 0, "config",
                "There is no config file %s. Take it away, or give it another ending than .yaml.",
                quote);
    faults_take(r->all, &why);
}

static void missing_file(const struct config_reading *r, enum config_file file)
{
    struct fault why = {0};
    char quote[400];

    fail_at(&why, r->config->folder, 0, 0, "config",
            "The file %s is missing from the config folder %s. Copy it from another partnership's "
            "folder and correct it.",
            config_files[file].name,
            text_quote(r->config->folder, strlen(r->config->folder), 100, quote, sizeof quote));
    faults_take(r->all, &why);
}

/* --- the whole ------------------------------------------------------------------------------- */

struct source {
    const struct embedded *embedded; /* NULL: the open folder */
    int fd;
    const char **name;
    size_t count;
};

static bool text_of(struct config_reading *r, const struct source *s, size_t i, const char *shown,
                    const char **text, size_t *length)
{
    struct fault why = {0};

    if (s->embedded) {
        *text = s->embedded[i].text;
        *length = s->embedded[i].length;
        return true;
    }
    if (folder_read(s->fd, s->name[i], shown, YAML_MOST, &r->config->arena, text, length, &why))
        return true;
    faults_take(r->all, &why);
    return false;
}

static void read_files(struct config_reading *r, const struct source *s)
{
    bool there[FILE__COUNT] = {false};
    uint8_t digest[SHA256_SIZE];
    struct sha256 all;
    struct fault why = {0};

    sha256_init(&all);
    for (size_t i = 0; i < s->count; i++) {
        const char *name = s->embedded ? s->embedded[i].name : s->name[i], *text;
        const char *shown = arena_printf(&r->config->arena, "%s/%s", r->config->folder, name);
        enum config_file file = file_named(name);
        size_t length;
        if (!shown) {
            fault_memory(&why);
            faults_take(r->all, &why);
            return;
        }
        if (file == FILE__COUNT) {
            unknown_file(r, name, shown);
            continue;
        }
        there[file] = true;
        if (text_of(r, s, i, shown, &text, &length)) {
            digest_file(&all, name, text, length);
            take(r, file, shown, text, length);
        }
    }
    for (enum config_file file = 0; file < FILE__COUNT; file++)
        if (!there[file])
            missing_file(r, file);
    sha256_final(&all, digest);
    sha256_hex(digest, r->config->digest);
}

static void read_and_check(struct config_reading *r, const struct source *s)
{
    read_files(r, s);
    config_check_figures(r);
    config_check_organisations(r);
    config_check_lots(r);
}

/* The whole or nothing. */
static bool finish(const struct config_reading *r, size_t before)
{
    if (r->all->count == before)
        return true;
    config_release(r->config);
    return false;
}

bool config_read(const struct embedded *files, const char *folder, struct config *out,
                 struct faults *all)
{
    struct config_reading r = {.config = out, .all = all};
    struct source s = {.embedded = files, .fd = -1};
    struct fault why = {0};
    size_t before = all->count;

    memset(out, 0, sizeof *out);
    out->folder = arena_text(&out->arena, folder);
    while (files[s.count].name)
        s.count++;
    if (out->folder) {
        read_and_check(&r, &s);
    } else {
        fault_memory(&why);
        faults_take(all, &why);
    }
    return finish(&r, before);
}

static bool read_folder(const char *folder, struct config *out, struct faults *all)
{
    struct config_reading r = {.config = out, .all = all};
    struct source s = {.fd = -1};
    struct fault why = {0};
    size_t before = all->count;

    memset(out, 0, sizeof *out);
    out->folder = arena_text(&out->arena, folder);
    if (!out->folder)
        fault_memory(&why);
    else if (folder_open(folder, &s.fd, &why) &&
             folder_names(s.fd, &out->arena, &s.name, &s.count, &why))
        read_and_check(&r, &s);
    if (s.fd >= 0)
        close(s.fd);
    if (why.kind)
        faults_take(all, &why);
    return finish(&r, before);
}

bool config_load(const char *folder, struct config *out, struct faults *all)
{
    return folder ? read_folder(folder, out, all)
                  : config_read(embedded_config, "embedded:leicestershire", out, all);
}

void config_release(struct config *c)
{
    arena_release(&c->arena);
    memset(c, 0, sizeof *c);
}
