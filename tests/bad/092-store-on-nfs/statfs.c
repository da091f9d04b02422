/* statfs of a machine whose folders are on the file system whose magic number is in FS */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/statfs.h>

int statfs(const char *path, struct statfs *out)
{
    int (*real)(const char *, struct statfs *);

    *(void **)&real = dlsym(RTLD_NEXT, "statfs");
    int rc = real(path, out);
    if (getenv("FS"))
        out->f_type = (__fsword_t)strtoul(getenv("FS"), NULL, 0);
    return rc;
}
