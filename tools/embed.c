/* embed.c - files into C arrays, at build time
 *
 * Use     embed [--numbered] NAME FILE…  writes C on standard output: `const struct embedded NAME[]`,
 *         ended by an entry without a name, in the order given.
 * Checks  --numbered: base names begin 0001_, 0002_, … with no gap (migrations).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int embed_bytes(const char *path, size_t index)
{
    FILE *in = fopen(path, "rb");
    if (!in) {
        perror(path);
        return -1;
    }
    printf("static const unsigned char file_%zu[] = {", index);
    int c, count = 0;
    while ((c = getc(in)) != EOF)
        printf("%s%d,", count++ % 24 ? "" : "\n", c);
    printf("0};\n");
    fclose(in);
    return count;
}

int main(int argc, char **argv)
{
    int first = 1, numbered = 0;

    if (argc > 1 && strcmp(argv[1], "--numbered") == 0)
        numbered = first++;
    if (argc <= first) {
        fputs("usage: embed [--numbered] NAME FILE...\n", stderr);
        return 2;
    }
    const char *name = argv[first++];
    int count = argc - first;
    int *size = calloc((size_t)count + 1, sizeof *size);
    if (!size)
        return 1;
    printf("#include \"core/base/embedded.h\"\n");
    for (int i = 0; i < count; i++) {
        if (numbered && strtol(base_name(argv[first + i]), NULL, 10) != i + 1) {
            fprintf(stderr, "%s: expected number %04d here\n", argv[first + i], i + 1);
            return 1;
        }
        if ((size[i] = embed_bytes(argv[first + i], (size_t)i)) < 0)
            return 1;
    }
    printf("const struct embedded %s[] = {\n", name);
    for (int i = 0; i < count; i++)
        printf("    {\"%s\", (const char *)file_%d, %d},\n", base_name(argv[first + i]), i,
               size[i]);
    printf("    {0, 0, 0}};\n");
    free(size);
    return 0;
}
