/* file.h - a configuration file off the disk, and only a file
 *
 * Meaning   Opens without following a symlink, without waiting for a pipe, and reads a regular file
 *           of bounded size in one piece.
 * Memory    The text belongs to the arena and has a NUL behind its `length` bytes.
 * Errors    FAULT_INPUT for what is not a regular file or too large; FAULT_DENIED for what anybody
 *           on the machine may write; FAULT_RESOURCE when the disk fails.
 * Source    reliability.md E6, E7, and 13 (15, 19, 20).
 */
#ifndef CORE_CONFIG_FILE_H
#define CORE_CONFIG_FILE_H

#include "core/base/arena.h"
#include "core/base/fault.h"

/* A file anywhere; whoever may write it is not asked. */
bool file_read(const char *path, size_t most, struct arena *a, const char **text, size_t *length,
               struct fault *why) MUST_CHECK;

/* A folder of configuration: *fd is open until the caller closes it. */
bool folder_open(const char *path, int *fd, struct fault *why) MUST_CHECK;
/* A file of it; `shown` is what messages call it. */
bool folder_read(int fd, const char *name, const char *shown, size_t most, struct arena *a,
                 const char **text, size_t *length, struct fault *why) MUST_CHECK;
/* The names ending .yaml in an open folder, in byte order; NULL ends them. */
bool folder_names(int fd, struct arena *a, const char ***names, size_t *count,
                  struct fault *why) MUST_CHECK;

#endif
