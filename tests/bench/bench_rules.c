/* bench_rules - one rule over 200,000 rows, beside a bare reader and writer of the same file */
#include "tests/bench/bench.h"

enum { ROWS = 200000, ROUNDS = 5 };

/* Reads cells, with quotes, and writes them again. */
static double copy_bare(const char *path)
{
    static char cell[65536];
    double begun = seconds();
    FILE *in = fopen(path, "r"), *out = fopen("/dev/null", "w");
    size_t n = 0;
    bool quoted = false;
    int c;

    must(in && out, "the file of cases cannot be read");
    while ((c = getc_unlocked(in)) != EOF) {
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            fwrite(cell, 1, n, out);
            putc_unlocked(c, out);
            n = 0;
        } else if (n < sizeof cell) {
            cell[n++] = (char)c;
        }
    }
    fclose(in);
    fclose(out);
    return seconds() - begun;
}

int main(void)
{
    char path[300];
    double ours[ROUNDS], bare[ROUNDS];

    snprintf(path, sizeof path, "%s/cases.csv", need("BENCH_FOLDER"));
    FILE *f = fopen(path, "w");
    must(f != NULL, "the file of cases cannot be made");
    fprintf(f, "rate_pence_hour,minutes\n");
    for (int i = 0; i < ROWS; i++)
        fprintf(f, "%d,%d\n", 1400 + i % 900, 15 + i % 4 * 15);
    fclose(f);
    const char *const argv[] = {need("HTLAH"), "rules", "eval", "brokerage.visit-price",
                                "--each",      path,    NULL};
    for (int i = 0; i < ROUNDS; i++) {
        ours[i] = run(argv);
        bare[i] = copy_bare(path);
    }
    say("rules.each-s", quantile(ours, ROUNDS, 0.5), quantile(bare, ROUNDS, 0.5), 3);
    return 0;
}
