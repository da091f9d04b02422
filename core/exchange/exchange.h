/* exchange - files in and out: rows of fields and back; knows no store
 *
 *   input.h       a file somebody names, opened so that nothing strange can be behind the name
 *   csv.h         RFC 4180 reader with line and column, writer that spreadsheets cannot be tricked
 * by mapping.h     MAP.yaml: how somebody else's columns become ours layout.h      the layouts of
 * files that others publish (Code-Point Open, ODS, CQC, ONS), as tables rows.h        a stream of
 * rows (nodes) from any tabular file, under our own column names json.h        JSON read strictly,
 * a token at a time geojson.h     boundaries of areas write.h       rows out as a table, CSV or
 * JSON write_file.h  an output file that appears whole or not at all
 */
#ifndef CORE_EXCHANGE_EXCHANGE_H
#define CORE_EXCHANGE_EXCHANGE_H
#endif
