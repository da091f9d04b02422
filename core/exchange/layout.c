#include "core/exchange/layout.h"

#include "core/base/text.h"

#include <ctype.h>
#include <string.h>

/* OS Code-Point Open: user guide, table of columns. */
static const struct layout_column CODE_POINT[] = {
    {"postcode", CELL_POSTCODE, 1, false, {"PC", "Postcode"}},
    {"quality", CELL_NUMBER, 2, true, {"PQ", "Positional quality indicator"}},
    {"easting", CELL_NUMBER, 3, false, {"EA", "Eastings"}},
    {"northing", CELL_NUMBER, 4, false, {"NO", "Northings"}},
    {"county", CELL_TEXT, 8, true, {"CC", "Admin county code"}},
    {"district", CELL_TEXT, 9, false, {"DC", "Admin district code"}},
    {"ward", CELL_TEXT, 10, false, {"WC", "Admin ward code"}},
};

/* NHS ODS: the standard 27 columns of epraccur and its kin; without the six Null columns, 21. */
static const struct layout_column ODS[] = {
    {"code", CELL_CODE, 1, false, {"OrganisationCode", "Code"}},
    {"name", CELL_TEXT, 2, false, {"Name", "OrganisationName"}},
    {"postcode", CELL_TEXT, 10, false, {"Postcode"}},
    {"from", CELL_DAY8, 11, false, {"OpenDate"}},
    {"to", CELL_DAY8, 12, false, {"CloseDate"}},
    {"status", CELL_TEXT, 13, false, {"StatusCode", "Status"}},
    {"subtype", CELL_TEXT, 14, true, {"SubType", "OrganisationSubTypeCode", "SubTypeCode"}},
    {"commissioner", CELL_TEXT, 15, true, {"Commissioner", "ParentOrganisationCode"}},
    {"joined",
     CELL_DAY8,
     16,
     true,
     {"JoinProviderDate", "JoinProviderPurchaserDate", "JoinParentDate"}},
    {"left",
     CELL_DAY8,
     17,
     true,
     {"LeftProviderDate", "LeftProviderPurchaserDate", "LeftParentDate"}},
    {"telephone", CELL_TEXT, 18, true, {"Telephone", "ContactTelephoneNumber"}},
    {"setting", CELL_TEXT, 26, true, {"PrescribingSetting"}},
};

/* The Care Quality Commission's directory of active locations. */
static const struct layout_column CQC[] = {
    {"cqc_location",
     CELL_TEXT,
     0,
     false,
     {"CQC Location ID", "CQC Location ID (for office use only)"}},
    {"name", CELL_TEXT, 0, false, {"Name"}},
    {"provider_name", CELL_TEXT, 0, false, {"Provider name"}},
    {"cqc_provider",
     CELL_TEXT,
     0,
     false,
     {"CQC Provider ID", "CQC Provider ID (for office use only)"}},
    {"address", CELL_TEXT, 0, true, {"Address"}},
    {"postcode", CELL_TEXT, 0, false, {"Postcode"}},
    {"phone", CELL_TEXT, 0, true, {"Phone number"}},
    {"website", CELL_TEXT, 0, true, {"Service's website (if available)"}},
    {"services", CELL_BARS, 0, false, {"Service types"}},
    {"specialisms", CELL_BARS, 0, true, {"Specialisms/services"}},
    {"local_authority", CELL_TEXT, 0, false, {"Local authority"}},
    {"region", CELL_TEXT, 0, true, {"Region"}},
};

static const struct layout_column AREAS[] = {
    {"code", CELL_CODE, 0, false, {"code"}},
    {"name", CELL_TEXT, 0, false, {"name"}},
    {"type", CELL_TEXT, 0, true, {"type"}},
};

/* The Office for National Statistics' lists of names and codes: LAD23CD, LAD23NM and so on. */
static const struct layout_column ONS[] = {
    {"code", CELL_CODE, 0, false, {"*CD"}},
    {"name", CELL_TEXT, 0, false, {"*NM"}},
    {"ods_code", CELL_CODE, 0, true, {"*CDH"}},
};

static const struct layout_column HOLIDAYS[] = {
    {"date", CELL_TEXT, 0, false, {"date"}},
    {"title", CELL_TEXT, 0, false, {"title"}},
    {"notes", CELL_TEXT, 0, true, {"notes"}},
};

#define COLUMNS(c) (c), sizeof(c) / sizeof *(c)

const struct layout layouts[] = {
    {"postcodes", "Code-Point Open", COLUMNS(CODE_POINT), 10, false},
    {"gp-practices", "ODS epraccur", COLUMNS(ODS), 27, false},
    {"organisations", "ODS organisations", COLUMNS(ODS), 27, false},
    {"organisations", "ONS names and codes", COLUMNS(ONS), 0, false},
    {"providers", "CQC directory", COLUMNS(CQC), 0, true},
    {"areas", "area names", COLUMNS(AREAS), 0, false},
    {"areas", "ONS names and codes", COLUMNS(ONS), 0, false},
    {"bank-holidays", "bank holidays", COLUMNS(HOLIDAYS), 0, false},
};
const size_t layout_count = sizeof layouts / sizeof *layouts;

/* --- fitting ------------------------------------------------------------------------------ */

/* ONS: letters, two digits of the year, and the ending. */
static bool is_ons_name(const char *name, const char *ending)
{
    size_t letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const char *year = name + letters;

    return letters >= 2 && isdigit((unsigned char)year[0]) && isdigit((unsigned char)year[1]) &&
           strcmp(year + 2, ending) == 0;
}

static bool names_agree(const char *wanted, const char *given)
{
    if (*wanted == '*')
        return is_ons_name(given, wanted + 1);
    for (;; wanted++, given++) {
        while (*wanted && !isalnum((unsigned char)*wanted))
            wanted++;
        while (*given && !isalnum((unsigned char)*given))
            given++;
        if (!*wanted || tolower((unsigned char)*wanted) != tolower((unsigned char)*given))
            return *wanted == *given;
    }
}

static size_t find_column(const struct layout_column *column, const struct csv_cell *cells,
                          size_t count)
{
    for (size_t i = 0; i < 3 && column->theirs[i]; i++)
        for (size_t k = 0; k < count; k++)
            if (names_agree(column->theirs[i], cells[k].text))
                return k;
    return LAYOUT_NONE;
}

bool layout_fits_header(const struct layout *l, const struct csv_cell *cells, size_t count,
                        size_t at[LAYOUT_COLUMNS_MOST])
{
    for (size_t i = 0; i < l->count; i++) {
        at[i] = find_column(&l->column[i], cells, count);
        if (at[i] == LAYOUT_NONE && !l->column[i].optional)
            return false;
    }
    return true;
}

static bool shape_fits(enum cell_shape shape, const struct csv_cell *cell)
{
    char canonical[9];

    switch (shape) {
    case CELL_CODE:
        return cell->length >= 3 && cell->length <= 12 &&
               strspn(cell->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == cell->length;
    case CELL_NUMBER:
        return cell->length && strspn(cell->text, "0123456789") == cell->length;
    case CELL_DAY8:
        return cell->length == 0 ||
               (cell->length == 8 && strspn(cell->text, "0123456789") == cell->length);
    case CELL_POSTCODE:
        return text_postcode(cell->text, canonical);
    case CELL_TEXT:
    case CELL_BARS:
        return true;
    }
    return false;
}

bool layout_fits_bare(const struct layout *l, const struct csv_cell *cells, size_t count,
                      size_t at[LAYOUT_COLUMNS_MOST])
{
    if (!l->bare || count != l->bare)
        return false;
    for (size_t i = 0; i < l->count; i++) {
        at[i] = l->column[i].at - 1;
        if (!shape_fits(l->column[i].shape, &cells[at[i]]))
            return false;
    }
    return true;
}

void layout_describe(const struct layout *l, struct buf *out)
{
    buf_printf(out, "%s (columns ", l->called);
    for (size_t i = 0, n = 0; i < l->count; i++)
        if (!l->column[i].optional)
            buf_printf(out, "%s%s", n++ ? ", " : "", l->column[i].theirs[0]);
    if (l->bare)
        buf_printf(out, "; or %zu columns without a header", l->bare);
    buf_char(out, ')');
}
