/* bench_rules - three rules over 200,000 rows each, and every Checklist there is, beside a bare reader and
 * writer of the same file
 *
 * Rules      Two numbers a row; words and a list of codes; a list of visits in quotation marks;
 *            eleven letters of three, all 177,147 sheets.
 * Reference  25 lines that take each cell out of its quotation marks and write it again, in them
 *            where it needs them: what any program pays that reads and writes the file.
 */
#include "tests/bench/bench.h"

enum { ROWS = 200000, SHEETS = 177147, ROUNDS = 5 };

static void write_bare(const char *cell, size_t n, bool quote, FILE *out)
{
    if (!quote) {
        fwrite(cell, 1, n, out);
        return;
    }
    putc_unlocked('"', out);
    for (size_t i = 0; i < n; i++) {
        if (cell[i] == '"')
            putc_unlocked('"', out);
        putc_unlocked(cell[i], out);
    }
    putc_unlocked('"', out);
}

static double copy_bare(const char *path)
{
    static char cell[65536];
    double begun = seconds();
    FILE *in = fopen(path, "r"), *out = fopen("/dev/null", "w");
    bool inside = false, closed = false, quote = false;
    size_t n = 0;
    int c;

    must(in && out, "the file of cases cannot be read");
    while ((c = getc_unlocked(in)) != EOF) {
        if (c == '"') {
            inside = !inside;
            if (inside && closed && n < sizeof cell) /* the second of two */
                cell[n++] = '"', quote = true;
            closed = !inside;
        } else if (!inside && (c == ',' || c == '\n')) {
            write_bare(cell, n, quote, out);
            putc_unlocked(c, out);
            n = 0;
            quote = closed = false;
        } else if (n < sizeof cell) {
            quote = quote || c == ',' || c == '\n' || c == '\r';
            cell[n++] = (char)c;
        }
    }
    fclose(in);
    fclose(out);
    return seconds() - begun;
}

static void price_row(FILE *f, int i)
{
    fprintf(f, "%d,%d\n", 1400 + i % 900, 15 + i % 4 * 15);
}

static void eligibility_row(FILE *f, int i)
{
    int count = i % 5;

    fprintf(f, "%s,%s[", i % 9 ? "true" : "false", count > 1 ? "\"" : "");
    for (int n = 0; n < count; n++)
        fprintf(f, "%s%c", n ? ", " : "", 'a' + (i + n * 3) % 10);
    fprintf(f, "]%s,%s\n", count > 1 ? "\"" : "", i % 11 ? "true" : "false");
}

static void checklist_row(FILE *f, int i)
{
    for (int d = 0; d < 11; d++, i /= 3)
        fprintf(f, "%s%c", d ? "," : "", 'A' + i % 3);
    putc('\n', f);
}

static void package_row(FILE *f, int i)
{
    fprintf(f, "\"[");
    for (int n = 0; n <= i % 3; n++)
        fprintf(f, "%s{minutes: %d, days_per_week: %d, carers: %d, rate_pence_hour: %d}",
                n ? ", " : "", 15 + (i + n) % 4 * 15, 1 + (i + n) % 7, 1 + (i + n) % 2,
                1400 + i % 900);
    fprintf(f, "]\"\n");
}

static void measure(const char *rule, const char *figure, const char *header,
                    void (*row)(FILE *f, int i), int rows)
{
    char path[300];
    double ours[ROUNDS], bare[ROUNDS];

    snprintf(path, sizeof path, "%s/cases.csv", need("BENCH_FOLDER"));
    FILE *f = fopen(path, "w");
    must(f != NULL, "the file of cases cannot be made");
    fprintf(f, "%s\n", header);
    for (int i = 0; i < rows; i++)
        row(f, i);
    must(fclose(f) == 0, "the file of cases cannot be written");
    const char *const argv[] = {need("HTLAH"), "rules", "eval", rule, "--each", path, NULL};
    for (int i = 0; i < ROUNDS; i++) {
        ours[i] = run(argv);
        must(ours[i] >= 0, "a rule could not be evaluated");
        bare[i] = copy_bare(path);
    }
    unlink(path);
    say(figure, quantile(ours, ROUNDS, 0.5), quantile(bare, ROUNDS, 0.5), 3);
}

int main(void)
{
    measure("brokerage.visit-price", "rules.each-price-s", "rate_pence_hour,minutes", price_row,
            ROWS);
    measure("care-act.eligibility", "rules.each-eligibility-s",
            "impairment,unable,significant_impact", eligibility_row, ROWS);
    measure("brokerage.package-cost", "rules.each-package-s", "visits", package_row, ROWS);
    measure("chc.checklist", "rules.each-checklist-s",
            "breathing,nutrition,continence,skin,mobility,communication,psychological,cognition,"
            "behaviour,drugs,consciousness",
            checklist_row, SHEETS);
    return 0;
}
