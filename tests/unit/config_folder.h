/* config_folder.h - a copy of the config in the program, on disk, for tests to spoil
 *
 * Use   struct folder f; folder_make(&f); folder_edit(&f, "terms.yaml", "hold_days: 14", "…");
 *       … ; folder_remove(&f);
 */
#ifndef TESTS_UNIT_CONFIG_FOLDER_H
#define TESTS_UNIT_CONFIG_FOLDER_H

#include "tests/unit/run.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/embedded.h"

struct folder {
    char path[256];
    char file[600]; /* of the last folder_file() */
};

static inline const char *folder_file(struct folder *f, const char *name)
{
    snprintf(f->file, sizeof f->file, "%s/%s", f->path, name);
    return f->file;
}

static inline void folder_write(struct folder *f, const char *name, const char *text, size_t length)
{
    FILE *out = fopen(folder_file(f, name), "wb");

    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, length, out), length);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod(f->file, 0600), 0);
}

static inline void folder_make(struct folder *f)
{
    const char *tmp = getenv("TMPDIR");

    snprintf(f->path, sizeof f->path, "%s/htlah-config-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(f->path));
    for (const struct embedded *e = embedded_config; e->name; e++)
        folder_write(f, e->name, e->text, e->length);
}

static inline const struct embedded *folder_original(const char *name)
{
    const struct embedded *e = embedded_config;

    while (e->name && strcmp(e->name, name) != 0)
        e++;
    if (!e->name)
        fail_msg("no file %s in the program", name);
    return e;
}

/* The original of a file with one piece of it replaced; the piece must be there. */
static inline void folder_edit(struct folder *f, const char *name, const char *piece,
                               const char *with)
{
    const struct embedded *e = folder_original(name);
    const char *at = strstr(e->text, piece);
    FILE *out = fopen(folder_file(f, name), "wb");

    if (!at)
        fail_msg("%s does not hold: %s", name, piece);
    assert_non_null(out);
    fwrite(e->text, 1, (size_t)(at - e->text), out);
    fputs(with, out);
    fputs(at + strlen(piece), out);
    assert_int_equal(fclose(out), 0);
}

static inline void folder_restore(struct folder *f, const char *name)
{
    const struct embedded *e = folder_original(name);

    folder_write(f, name, e->text, e->length);
}

static inline void folder_remove(struct folder *f)
{
    DIR *open = opendir(f->path);
    struct dirent *entry;

    assert_non_null(open);
    while ((entry = readdir(open)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            unlink(folder_file(f, entry->d_name)) != 0)
            rmdir(f->file);
    closedir(open);
    assert_int_equal(rmdir(f->path), 0);
}

#endif
