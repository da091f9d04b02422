/* sql.h - SQL that the views of several subjects say in the same words
 *
 * Why       The name of a body or place is looked up beside its code, wherever one is shown.
 */
#ifndef CORE_VIEWS_SQL_H
#define CORE_VIEWS_SQL_H

/* What a code of an area, an organisation or a lot is called; NULL where nobody told. */
#define AREA_NAME(code) "(SELECT a.name FROM area a WHERE a.code = " code ")"
#define BODY_NAME(code) "(SELECT o.name FROM organisation o WHERE o.code = " code ")"
#define LOT_IN_FULL(code)                                                                          \
    "(SELECT t.name FROM lot t WHERE t.code = " code " AND t.known_to IS NULL LIMIT 1)"

#endif
