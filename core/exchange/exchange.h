/* exchange - files in and out: rows of fields and back; knows no store
 *
 *   csv.h      RFC 4180 reader with line and column, writer that spreadsheets cannot be tricked by
 *   rows.h     a stream of rows (nodes) from any tabular file, with a mapping; the layouts of files
 *              that others publish (Code-Point Open, ODS epraccur, CQC directory, bank holidays)
 *   geojson.h  district boundaries
 *   write.h    rows out as CSV, JSON or a table; files that appear whole or not at all
 */
#ifndef CORE_EXCHANGE_EXCHANGE_H
#define CORE_EXCHANGE_EXCHANGE_H
#endif
