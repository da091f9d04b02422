/* package_line.c - lines through their versions: added, succeeded, ended, voided; one slot twice */
#include "core/ops/package_inside.h"

/* The same care from the same provider for the same payer is one line, not two: it would be paid for
 * twice.  Different lines may deliver the same visit, which line_warn_overlap tells. */
static bool line_is_new(struct call *c, const struct line *l, struct fault *why)
{
    static const char sql[] =
        "SELECT p.ref, o.number FROM line o JOIN package p ON p.id = o.package_id"
        " WHERE o.package_id = ?1 AND o.known_to IS NULL AND o.change <> 'void'"
        " AND o.provider_id = ?2 AND o.payer = ?3 AND o.spec_number IS ?4 AND o.visits IS ?5"
        " AND o.weekly_minutes = ?6"
        " AND (?8 IS NULL OR o.valid_from < ?8) AND (o.valid_to IS NULL OR o.valid_to > ?7)"
        " ORDER BY o.number LIMIT 1";
    struct cursor *cursor;
    bool row = false;

    if (!query_open(c->store, sql,
                    ARGS(INT(l->package_id), INT(l->provider_id), TEXT(l->payer),
                         INT(l->spec_number), TEXT(l->visits), INT(l->weekly_minutes),
                         INT(l->valid_from.day), INT(l->valid_to.day)),
                    &cursor, why))
        return false;
    bool fine = query_next(cursor, &row, why);
    if (fine && row)
        fine = refuse(why, "PK-19", "domain.md 4.4; reliability.md 13, row 58",
                      "Line %lld of package %s delivers the same visits by the same provider for "
                      "the same payer on these dates: vary it (package.vary) or give other dates.",
                      (long long)query_int(cursor, 1), query_text(cursor, 0));
    query_close(cursor);
    return fine;
}

bool line_add(struct call *c, struct line *l, struct fault *why)
{
    int64_t most = lines_most(c, l->package_id, why);

    if (most < 0 || !line_is_new(c, l, why))
        return false;
    l->number = most + 1;
    return row_add(c->store, &table_line, l, why);
}

bool line_void_all(struct call *c, int64_t package_id, int64_t number, const char *because,
                   struct fault *why)
{
    static const char of_line[] = "package_id = ?1 AND line_number = ?2 AND known_to IS NULL";
    struct list versions, rests, notices;

    if (!line_versions(c, package_id, number, &versions, why) ||
        !rows_where(c->store, &table_suspension, of_line, ARGS(INT(package_id), INT(number)),
                    c->arena, &rests, why) ||
        !rows_where(c->store, &table_notice, of_line, ARGS(INT(package_id), INT(number)), c->arena,
                    &notices, why))
        return false;
    const struct line *v = versions.items;
    const struct suspension *u = rests.items;
    const struct notice *n = notices.items;
    for (size_t i = 0; i < rests.count; i++)
        if (!row_close(c->store, &table_suspension, &u[i], why))
            return false;
    for (size_t i = 0; i < notices.count; i++)
        if (!row_close(c->store, &table_notice, &n[i], why))
            return false;
    for (size_t i = 1; i < versions.count; i++)
        if (!row_close(c->store, &table_line, &v[i], why))
            return false;
    if (versions.count == 0)
        return true;
    struct line mark = v[0];
    mark.valid_to = mark.valid_from;
    mark.weekly_minutes = 0;
    mark.weekly_pence = GBP(0, 0);
    mark.paid_to = DATE_NONE;
    mark.change = CHANGE_VOID;
    mark.why = because;
    return row_replace(c->store, &table_line, &v[0], &mark, why);
}

bool line_end_at(struct call *c, int64_t package_id, int64_t number, date_t until, date_t paid_to,
                 const char *because, struct fault *why)
{
    struct list versions;

    if (!line_versions(c, package_id, number, &versions, why))
        return false;
    const struct line *v = versions.items;
    if (versions.count && v[0].valid_from.day >= until.day)
        return line_void_all(c, package_id, number, because, why);
    for (size_t i = 0; i < versions.count; i++) {
        if (v[i].valid_from.day >= until.day) {
            if (!row_close(c->store, &table_line, &v[i], why))
                return false;
            continue;
        }
        if (date_given(v[i].valid_to) && v[i].valid_to.day <= until.day)
            continue;
        struct line cut = v[i];
        cut.valid_to = until;
        cut.paid_to = date_given(paid_to) && paid_to.day > until.day ? paid_to : DATE_NONE;
        cut.change = CHANGE_END;
        cut.why = because;
        if (!row_replace(c->store, &table_line, &v[i], &cut, why))
            return false;
    }
    return true;
}

bool line_succeed(struct call *c, struct line *next, const char *because, struct fault *why)
{
    struct list versions;

    if (!line_versions(c, next->package_id, next->number, &versions, why))
        return false;
    next->why = because;
    next->change = CHANGE_SUCCEED;
    next->paid_to = DATE_NONE;
    const struct line *v = versions.items, *same = NULL;
    for (size_t i = 0; i < versions.count; i++) {
        struct line cut = v[i];
        cut.valid_to = next->valid_from;
        cut.paid_to = DATE_NONE;
        if (v[i].valid_from.day == next->valid_from.day)
            same = &v[i];
        else if (v[i].valid_from.day > next->valid_from.day) {
            if (!row_close(c->store, &table_line, &v[i], why))
                return false;
        } else if (!date_given(v[i].valid_to) || v[i].valid_to.day > next->valid_from.day ||
                   (v[i].valid_to.day == next->valid_from.day && date_given(v[i].paid_to))) {
            if (!row_replace(c->store, &table_line, &v[i], &cut, why))
                return false;
        }
    }
    if (!same)
        return row_add(c->store, &table_line, next, why);
    next->change = CHANGE_CORRECT;
    return row_replace(c->store, &table_line, same, next, why);
}

bool line_warn_overlap(struct call *c, const struct line *l, struct fault *why)
{
    static const char sql[] =
        "SELECT p.ref, o.number, ov.number FROM line o"
        " JOIN package p ON p.id = o.package_id"
        " JOIN visit ov ON ov.package_id = o.package_id AND ov.spec_number = o.spec_number"
        " JOIN visit v ON v.package_id = ?2 AND v.spec_number = ?4"
        " WHERE o.person_id = ?1 AND o.known_to IS NULL AND o.change <> 'void'"
        " AND NOT (o.package_id = ?2 AND o.number = ?3)"
        " AND (?6 IS NULL OR o.valid_from < ?6) AND (o.valid_to IS NULL OR o.valid_to > ?5)"
        " AND (o.visits IS NULL OR instr(',' || o.visits || ',', ',' || ov.number || ','))"
        " AND (?7 IS NULL OR instr(',' || ?7 || ',', ',' || v.number || ','))"
        " AND ov.band = v.band AND (ov.days & v.days) <> 0"
        " AND (ov.at IS NULL OR v.at IS NULL"
        " OR (ov.at < v.at + v.minutes AND v.at < ov.at + ov.minutes)) LIMIT 1";
    struct cursor *cursor;
    bool row = false;

    if (l->spec_number == ABSENT)
        return true;
    if (!query_open(c->store, sql,
                    ARGS(INT(l->person_id), INT(l->package_id), INT(l->number), INT(l->spec_number),
                         INT(l->valid_from.day), INT(l->valid_to.day), TEXT(l->visits)),
                    &cursor, why))
        return false;
    bool fine = query_next(cursor, &row, why);
    if (fine && row)
        call_remark(c, NULL,
                    "Two lines deliver the same visit: line %lld overlaps line %lld of package %s "
                    "(its visit %lld).",
                    (long long)l->number, (long long)query_int(cursor, 1), query_text(cursor, 0),
                    (long long)query_int(cursor, 2));
    query_close(cursor);
    return fine;
}
