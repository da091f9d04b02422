/* config - YAML to structs, strictly, by field tables
 *
 *   yaml.h     text to nodes (core/base/node.h) over libyaml's events: the only reader of YAML
 *   file.h     a file of config off the disk, and only a file
 *   config.h   a partnership's folder, or the one embedded in the program, to struct config
 *
 * Meaning    config/README.md describes the files.  A row holds from its first day to its last,
 *            both included; a last day left out is no end.
 * Promise    Unknown, repeated, missing and malformed keys are each named with file, line and
 *            column, all in one run; a folder with any fault gives no config at all.
 */
#ifndef CORE_CONFIG_CONFIG_H
#define CORE_CONFIG_CONFIG_H

#include "core/base/fault.h"
#include "core/rules/figures.h"

/* config/<folder>/partnership.yaml */
struct partnership {
    const char *code;      /* "leicestershire" */
    const char *name;      /* "Leicestershire" */
    const char *programme; /* "Help to Live at Home" */
    const char *council;   /* organisation code of the council: its funder and employer */
    struct list districts; /* text: ONS codes whose residents the council is responsible for */
    const char *demo_now;  /* datetime a demonstration store works at, ISO */
    const char *source;
};

/* config/<folder>/organisations.yaml */
struct organisation_row {
    const char *code, *name;
    int64_t kind; /* enum organisation_kind */
    date_t from, to;
    const char *successor; /* code of what followed it, from the day after `to` */
    const char *parent;    /* code */
    const char *source;
};

/* config/<folder>/lots.yaml: areas and who holds them by day; the one in the program is an example
 */
struct lot_area_row {
    int64_t kind;      /* enum lot_area_kind */
    const char *value; /* ONS code, or postcode beginning ("LE16", "LE16 7") */
    const char *name;  /* of a district or ward; NULL where it is not told */
};
struct lot_row {
    const char *code, *name, *short_name; /* "02", "Charnwood North", "ChN" */
    int64_t tile_row, tile_column;        /* place on the tile map, from 0 */
    date_t from, to;
    struct list areas; /* struct lot_area_row */
    const char *source;
};

struct config {
    struct arena arena; /* owns everything below */
    const char *folder; /* path, or "embedded:leicestershire" */
    char digest[65];    /* hex of all files, in name order: recorded with each transaction */
    struct partnership partnership;
    struct list organisations; /* struct organisation_row */
    struct list lots;          /* struct lot_row */
    struct figures figures;
    struct list decline_reasons; /* struct code_row: brokerage decline codes */
    struct list end_reasons;     /* struct code_row */
};

struct code_row {
    const char *code, *name;
    date_t from, to;
    const char *source;
};

enum organisation_kind {
    ORGANISATION_COUNCIL,
    ORGANISATION_CCG,
    ORGANISATION_ICB,
    ORGANISATION_TRUST,
    ORGANISATION_PRACTICE,
    ORGANISATION_OTHER
};
enum lot_area_kind { LOT_AREA_DISTRICT, LOT_AREA_WARD, LOT_AREA_POSTCODE };
extern const struct word organisation_words[]; /* council ccg icb trust practice other */
extern const struct word lot_area_words[];     /* district ward postcode */

/* `folder` NULL: the embedded one.  Refuses a symlink, a FIFO, a world-writable file or folder.
 * On failure every fault of every file is in `all` and *out holds nothing. */
bool config_load(const char *folder, struct config *out, struct faults *all) MUST_CHECK;
void config_release(struct config *c);

/* The row of a code, the latest of several, or NULL when there is no such code. */
const struct code_row *config_decline_reason(const struct config *c, const char *code);
const struct code_row *config_end_reason(const struct config *c, const char *code);
/* The row of a lot that holds on a day, or NULL. */
const struct lot_row *config_lot(const struct config *c, const char *code, date_t on);
/* The organisation that a code of any day stands for on `on`: itself, or what followed it, however
 * often.  NULL when the code is unknown, had not begun, or ended without a successor. */
const struct organisation_row *config_organisation_on(const struct config *c, const char *code,
                                                      date_t on);
/* The row with this code whatever the day, the latest of several; NULL when there is none. */
const struct organisation_row *config_organisation(const struct config *c, const char *code);
/* The lot of an address on a day, by its narrowest area: the longest postcode beginning, then the
 * ward, then the district.  What is not known is NULL.  NULL when no lot holds the address. */
const struct lot_row *config_lot_of(const struct config *c, const char *postcode, const char *ward,
                                    const char *district, date_t on);
/* Whether residents of this district are the council's. */
bool config_is_resident(const struct config *c, const char *district);

#endif
