/* exchange - files in and out: rows of fields and back; knows no store
 *
 *   input.h       a file somebody names, and only a file
 *   csv.h         RFC 4180 reader with line and column; writer that tricks no spreadsheet
 *   mapping.h     MAP.yaml: how somebody else's columns become ours
 *   layout.h      the layouts of files that others publish, as tables
 *   rows.h        rows of any tabular file as nodes, under our own column names
 *   json.h        JSON read strictly, a token at a time
 *   geojson.h     boundaries of areas
 *   write.h       rows out as a table, CSV or JSON
 *   write_file.h  an output file that appears whole or not at all
 */
#ifndef CORE_EXCHANGE_EXCHANGE_H
#define CORE_EXCHANGE_EXCHANGE_H
#endif
