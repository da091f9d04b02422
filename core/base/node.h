/* node.h - what a file or a command line said, before anybody knew what it meant
 *
 * Meaning   A tree of scalars, lists and maps with the place each was written.  YAML, CSV rows,
 *           NAME=VALUE arguments, form fields and story steps all become nodes, and fields_read
 *           (field.h) is the one reader that turns nodes into structs.
 * Memory    All of it belongs to the arena it was read into.
 */
#ifndef CORE_BASE_NODE_H
#define CORE_BASE_NODE_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    bool quoted;           /* a scalar in quotes is text, even when it looks like nothing */
    const char *text;      /* of a scalar: raw, not yet cleaned; NUL-terminated, see length */
    size_t length;         /* bytes of text; a NUL inside is found by comparing */
    const char *key;       /* in a map: its name here, else NULL */
    const char *file;      /* shared by all of one file; NULL for a command line or form */
    uint32_t line, column; /* of the value, from 1; 0 unknown */
    struct node *first;    /* of a list or map */
    struct node *last;     /* its last child, kept by node_append; NULL is allowed */
    struct node *next;     /* sibling */
    uint32_t count;        /* children */
};

const struct node *node_child(const struct node *map, const char *key); /* or NULL */
struct node *node_new(struct arena *a, enum node_kind kind);            /* or NULL */
/* A scalar child under `key` (or NULL in a list); text is copied.  NULL when out of memory. */
struct node *node_add(struct arena *a, struct node *parent, const char *key, const char *text);
void node_append(struct node *parent, struct node *child);

#endif
