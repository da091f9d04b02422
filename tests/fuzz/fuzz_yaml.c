/* YAML of any damage: no crash, bounded, every fault with its place, and a tree that keeps the
 * limits.  The first byte chooses between a file, a value in a cell, and a file of the config read
 * into its struct; whatever a value is read to is printed as flow text and reads the same again. */
#include "core/config/config.h"
#include "core/config/yaml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 8, EVENTS_MOST = 20000, SCALAR_MOST = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool good)
{
    if (!good)
        abort();
}

/* Counts the nodes below, and checks each. */
static size_t check_tree(const struct node *n, size_t depth, size_t length)
{
    size_t nodes = 1;
    uint32_t children = 0;

    if (n->kind == NODE_SCALAR) {
        must(n->text && n->length <= SCALAR_MOST && n->text[n->length] == '\0' && !n->first);
        return 1;
    }
    must(depth < DEPTH_MOST);
    for (const struct node *c = n->first; c; c = c->next, children++) {
        must(n->kind == NODE_MAP ? c->key != NULL : c->key == NULL);
        must(c->line >= 1 && c->line <= length + 1 && c->column >= 1 && c->column <= length + 1);
        if (n->kind == NODE_MAP)
            for (const struct node *other = n->first; other != c && children < 100;
                 other = other->next)
                must(strcmp(other->key, c->key) != 0);
        nodes += check_tree(c, depth + 1, length);
    }
    must(children == n->count);
    must(nodes <= EVENTS_MOST);
    return nodes;
}

static void check_faults(const struct faults *all)
{
    for (size_t i = 0; i < all->kept; i++) {
        const struct fault *one = &all->list[i];
        must(one->kind == FAULT_INPUT && one->text[0] && strlen(one->text) < FAULT_TEXT_MAX);
        must(strncmp(one->place, "f.yaml:", 7) == 0);
        for (const char *p = one->text; *p; p++)
            must((unsigned char)*p >= 0x20 && *p != 0x7f);
    }
}

static void read_whole(const char *text, size_t length)
{
    struct arena a = {0};
    struct faults all = {0}, again = {0};
    struct node *tree = yaml_read_tree(text, length, "f.yaml", &a, &all);

    if (tree)
        check_tree(tree, 0, length);
    else
        must(all.count > 0);
    check_faults(&all);
    must(!yaml_read(text, length, "f.yaml", &a, &again) == (all.count > 0));
    must(again.count == all.count);
    must(a.taken < 64 * 1024 * 1024);
    faults_release(&all);
    faults_release(&again);
    arena_release(&a);
}

static void read_cell(const char *text, size_t length)
{
    struct arena a = {0};
    struct faults all = {0};
    struct node *n = yaml_read_value(text, length, NULL, &a, &all);

    must(!n == (all.count > 0));
    faults_release(&all);
    arena_release(&a);
}

/* As terms and income are read, and what was read printed and read again. */
static void read_figures(const char *text, size_t length, const struct fields *t)
{
    static const struct reading how = {.style = STYLE_FILE};
    struct figures one = {0}, two = {0};
    struct arena a = {0};
    struct faults all = {0};
    struct node *n = yaml_read(text, length, "f.yaml", &a, &all);

    if (n && fields_read(t, n, &how, &one, &a, &all)) {
        struct buf first = {0}, second = {0};
        must(fields_read(t, fields_node(t, &one, &a), &how, &two, &a, &all));
        fields_json(t, &one, false, &first);
        fields_json(t, &two, false, &second);
        must(strcmp(first.text, second.text) == 0);
        buf_release(&first);
        buf_release(&second);
    } else {
        must(all.count > 0);
    }
    faults_release(&all);
    arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text;

    if (!length)
        return 0;
    text = malloc(length); /* exactly as long as it is, so that reading past it shows */
    memcpy(text, bytes + 1, length - 1);
    switch (bytes[0] & 3) {
    case 0:
        read_cell(text, length - 1);
        break;
    case 1:
        read_figures(text, length - 1, &figures_terms_fields);
        break;
    case 2:
        read_figures(text, length - 1, &figures_income_fields);
        break;
    default:
        read_whole(text, length - 1);
    }
    free(text);
    return 0;
}
