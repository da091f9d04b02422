/* bench_field - what one row of an import costs before the store sees it
 *
 * Prints   nanoseconds for each fields_read of ten text and date fields, plain and accented, and
 * for each text_fold of a name.  Nothing is asserted: a slow day on a shared machine is no fault.
 */
#include "core/base/field.h"
#include "core/base/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

struct row {
    const char *ref, *family_name, *given_name, *postcode, *address, *practice, *phone, *notes;
    date_t born, from;
};

static const struct field row_fields[] = {
    {FIELD(struct row, ref, FIELD_TEXT), .max = 40},
    {FIELD(struct row, family_name, FIELD_TEXT), .max = 80, .flags = FIELD_PERSONAL},
    {FIELD(struct row, given_name, FIELD_TEXT), .max = 80, .flags = FIELD_PERSONAL},
    {FIELD(struct row, born, FIELD_DATE), .flags = FIELD_PERSONAL},
    {FIELD(struct row, postcode, FIELD_TEXT), .flags = FIELD_POSTCODE},
    {FIELD(struct row, address, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct row, practice, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct row, phone, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct row, from, FIELD_DATE)},
    {FIELD(struct row, notes, FIELD_TEXT), .flags = FIELD_OPTIONAL},
};
static const struct fields row_table = FIELDS("row", row_fields, struct row);

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void read_rows(const char *label, const char *const values[10], long rounds)
{
    static const char *const keys[] = {"ref",     "family_name", "given_name", "born", "postcode",
                                       "address", "practice",    "phone",      "from", "notes"};
    const struct reading how = {.style = STYLE_FILE, .kind = "column"};
    struct arena file = {0}, work = {0};
    struct faults all = {0};
    struct node *map = node_new(&file, NODE_MAP);
    struct row r;
    long read = 0;

    for (int i = 0; map && i < 10; i++)
        if (!node_add(&file, map, keys[i], values[i]))
            map = NULL;
    double begun = seconds();
    for (long i = 0; map && i < rounds; i++) {
        read += fields_read(&row_table, map, &how, &r, &work, &all);
        arena_reset(&work);
    }
    double took = seconds() - begun;
    printf("fields_read of ten, %s: %.0f ns each, %ld of %ld read\n", label,
           took * 1e9 / (double)rounds, read, rounds);
    faults_release(&all);
    arena_release(&work);
    arena_release(&file);
}

static void fold_names(const char *label, const char *name, long rounds)
{
    char key[128];
    size_t sum = 0;

    double begun = seconds();
    for (long i = 0; i < rounds; i++)
        sum += text_fold(name, key, sizeof key);
    printf("text_fold of \"%s\", %s: %.0f ns each (%zu)\n", name, label,
           (seconds() - begun) * 1e9 / (double)rounds, sum / (size_t)rounds);
}

int main(void)
{
    static const char *const plain[] = {"P000123",    "Example",
                                        "Ann",        "1931-02-03",
                                        "LE11 3TU",   "12 Sample Street, Anytown",
                                        "C82001",     "01632 960123",
                                        "2016-11-08", "key safe by the back door, knock first"};
    static const char *const accented[] = {"P000123",    "Ó Dónaill-Ŵyn",
                                           "Siân",       "1931-02-03",
                                           "LE11 3TU",   "12 Sample Street, Anytown",
                                           "C82001",     "01632 960123",
                                           "2016-11-08", "key safe by the back door, knock first"};

    read_rows("plain", plain, 1000000);
    read_rows("two accented", accented, 200000);
    fold_names("plain", "Example-Sample, Ann", 1000000);
    fold_names("accented", "Siân Ó Dónaill-Ŵyn", 500000);
    return 0;
}
