/* write_file.h - an output file that appears whole or not at all
 *
 * Use       file_begin, then write_all (or a writer) to its fd, then file_commit, or file_abandon.
 * Meaning   Until file_commit there is only a hidden file beside it that the owner alone may read;
 *           then the bytes are on disk and the name stands for all of them. A name that already
 *           stands for anything - a file, a link, a pipe, a folder - is never written over, not
 *           even when it came into being meanwhile.
 * Errors    FAULT_RESOURCE; the hidden file is gone then.
 * Source    reliability.md H2, H5, 13 (77 to 79).
 */
#ifndef CORE_EXCHANGE_WRITE_FILE_H
#define CORE_EXCHANGE_WRITE_FILE_H

#include "core/base/fault.h"

#include <limits.h>

struct file {
    int fd;     /* to write to */
    int folder; /* that holds it */
    char name[NAME_MAX + 1], hidden[64];
};

bool file_begin(const char *path, struct file *out, struct fault *why) MUST_CHECK;
bool file_commit(struct file *f, struct fault *why) MUST_CHECK;
void file_abandon(struct file *f);

#endif
