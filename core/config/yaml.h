/* yaml.h - YAML text to nodes, over libyaml's event interface
 *
 * Limits   256 KiB of text, depth 8, 20,000 events, 4 KiB a scalar (64 KiB in a value).  Anchors, aliases, tags, merge
 *          keys, a second document and other encodings than UTF-8 are refused; a repeated key too.
 *          Scalars are never typed here: `no`, `012` and `1e3` stay text until a field reads them.
 * Source   reliability.md E2 and 13 (1 to 15).
 */
#ifndef CORE_CONFIG_YAML_H
#define CORE_CONFIG_YAML_H

#include "core/base/fault.h"
#include "core/base/node.h"

enum { YAML_MOST = 256 * 1024 }; /* bytes */

/* `name` is how the file is called in messages.  All faults that can be found are added; with any
 * the answer is NULL. */
struct node *yaml_read(const char *text, size_t length, const char *name, struct arena *a,
                       struct faults *all);
/* As yaml_read, but what could be told is given even with faults, for a reader that goes on to find
 * more.  A repeated key counts the first time; what was refused is left out. */
struct node *yaml_read_tree(const char *text, size_t length, const char *name, struct arena *a,
                            struct faults *all);
/* A regular file, not through a symlink, not larger than the limit. */
struct node *yaml_read_file(const char *path, struct arena *a, struct faults *all);
/* One value in flow style, as in a CSV cell or NAME=VALUE: `[1, 2]`, `{a: 1}`, `"text"`.  What is
 * in neither brackets nor quotes is text as it stands, colons and all.  `place` (or NULL) gives the
 * file, line, column and key it and everything in it is said to stand at. */
struct node *yaml_read_value(const char *text, size_t length, const struct node *place,
                             struct arena *a, struct faults *all);

#endif
