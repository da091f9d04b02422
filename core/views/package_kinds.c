/* package_kinds.c - a package and a line as records, with the views that make them up */
#include "core/views/market_views.h"
#include "core/views/package_inside.h"
#include "core/views/system_views.h"
#include "core/views/work_views.h"

static const struct part package_parts[] = {
    {"Package", &view_package_record, "package_id", true},
    {"Missing", &view_package_missing, "package_id", false},
    {"Visits", &view_visits_of_package, "package_id", false},
    {"Lines", &view_lines_of_package, "package_id", false},
    {"Suspensions", &view_suspensions_of_package, "package_id", false},
    {"Notices", &view_notices_of_package, "package_id", false},
    {"Offers", &view_offers_of_package, "package_id", false},
    {"Approvals", &view_package_approvals, "package", false},
    {"Timeline", &view_package_timeline, "package_id", false},
};
static const struct kind kind_package = {
    .name = "package",
    .title = "Package",
    .read_logged = true,
    .find = "SELECT id FROM package WHERE ref = :ref",
    .person = "SELECT person_id FROM package WHERE id = :id",
    .part = package_parts,
    .parts = sizeof package_parts / sizeof *package_parts,
};

static const struct part line_parts[] = {
    {"Line", &view_line_record, "line_id", true},
    {"Versions", &view_line_versions, "line_id", false},
};
static const struct kind kind_line = {
    .name = "line",
    .title = "Line",
    .read_logged = true,
    /* "K10234/2": the newest version that is known. */
    .find = "SELECT l.id FROM package p JOIN line l ON l.package_id = p.id"
            " WHERE p.ref = substr(:ref, 1, instr(:ref, '/') - 1)"
            " AND l.number = CAST(substr(:ref, instr(:ref, '/') + 1) AS INTEGER)"
            " AND l.known_to IS NULL ORDER BY l.valid_from DESC LIMIT 1",
    .person = "SELECT person_id FROM line WHERE id = :id",
    .part = line_parts,
    .parts = sizeof line_parts / sizeof *line_parts,
};

const struct kind *const kinds_package[] = {&kind_package, &kind_line, NULL};
