/* config - YAML to structs, strictly, by field tables
 *
 *   yaml.h     text to nodes (core/base/node.h) over libyaml's events: the only reader of YAML
 *   config.h   a partnership's folder, or the one embedded in the program, to struct config
 *
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
    int64_t kind; /* enum organisation_words */
    date_t from, to;
    const char *successor; /* code of what followed it, from the day after `to` */
    const char *parent;    /* code */
    const char *source;
};

/* config/<folder>/lots.yaml: an example of lots over areas, marked as such */
struct lot_area_row {
    int64_t kind;      /* enum lot_area_words: district ward postcode */
    const char *value; /* ONS code, or postcode beginning ("LE16", "LE16 7") */
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
};

extern const struct word organisation_words[]; /* council ccg icb trust practice other */
extern const struct word lot_area_words[];     /* district ward postcode */

/* `folder` NULL: the embedded one.  Refuses a symlink, a FIFO, a world-writable file or folder.
 * On failure every fault is in `all` and *out holds nothing. */
bool config_load(const char *folder, struct config *out, struct faults *all) MUST_CHECK;
void config_release(struct config *c);

#endif
