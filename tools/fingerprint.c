/* fingerprint.c - what the schema looks like after each migration, at build time
 *
 * Use     fingerprint FILE…  writes C on standard output: embedded_fingerprint[] of embedded.h.
 * Why     A store is opened only with the schema we would make; making it anew at every start would
 *         cost more than everything else the start does.
 */
#include "core/store/fingerprint.h"

#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *text = NULL;
    long size;

    if (in && fseek(in, 0, SEEK_END) == 0 && (size = ftell(in)) >= 0) {
        rewind(in);
        text = calloc(1, (size_t)size + 1);
        if (text && fread(text, 1, (size_t)size, in) != (size_t)size) {
            free(text);
            text = NULL;
        }
    }
    if (in)
        fclose(in);
    return text;
}

int main(int argc, char **argv)
{
    char hex[SHA256_HEX_SIZE];
    sqlite3 *db;
    int bad = sqlite3_open(":memory:", &db);

    printf("#include \"core/base/embedded.h\"\nconst char *const embedded_fingerprint[] = {\n");
    for (int i = 1; i < argc && !bad; i++) {
        char *text = read_file(argv[i]);
        bad = !text || sqlite3_exec(db, text, NULL, NULL, NULL) || !fingerprint_of(db, hex);
        if (bad)
            fprintf(stderr, "%s: %s\n", argv[i], text ? sqlite3_errmsg(db) : "cannot be read");
        else
            printf("    \"%s\",\n", hex);
        free(text);
    }
    printf("    0};\n");
    sqlite3_close(db);
    return bad ? 1 : 0;
}
