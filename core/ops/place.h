/* place.h - postcodes, practices, organisations, districts and wards
 *
 * Operations  place.postcode place.practice place.organisation place.area place.bank-holiday
 *             (each is also the row of an import: postcodes gp-practices organisations boundaries
 *             bank-holidays)
 * Meaning     Residence goes by the postcode's district, the commissioner by the GP practice; never
 *             by the letters of a postcode.  An organisation ends and is succeeded; an old code is
 *             still read.
 * Source      domain.md 5 (edge), 7.3, 8; interface.md, Imports.
 */
#ifndef CORE_OPS_PLACE_H
#define CORE_OPS_PLACE_H

#include "core/ops/op.h"

struct postcode {
    struct stored head;
    const char *postcode, *district, *ward;
    int64_t easting, northing;
};
struct practice {
    struct stored head;
    const char *code, *name, *postcode, *commissioner;
    date_t opened, closed;
};
struct organisation {
    struct stored head;
    const char *code, *name;
    int64_t kind; /* enum organisation_words of config.h */
    date_t valid_from, valid_to;
    const char *successor, *parent, *postcode;
};
struct area_row {
    struct stored head;
    const char *code, *name;
    int64_t kind; /* enum area_words: district ward */
    const char *rings;
};
struct bank_holiday {
    struct stored head;
    date_t day;
    const char *title;
};
struct source_file {
    struct stored head;
    const char *kind, *name, *digest, *layout;
    int64_t rows;
};
struct source_row {
    struct stored head;
    int64_t file_id, line;
    const char *kind, *key, *content;
    int64_t subject_id;
};

extern const struct table table_postcode, table_practice, table_organisation, table_area,
    table_bank_holiday, table_source_file, table_source_row;
extern const struct word area_words[];
extern const struct operation *const ops_place[];

/* District and ward of a postcode (canonical); *found false where the store has it not. */
bool place_of_postcode(struct call *c, const char *postcode, struct postcode *out, bool *found,
                       struct fault *why) MUST_CHECK;
/* The NHS body that commissions for a practice's people on a day, following successors; NULL where
 * the practice or its commissioner is not known. */
bool place_commissioner(struct call *c, const char *practice, date_t on, const char **code,
                        struct fault *why) MUST_CHECK;
/* What a code stands for on a day: itself, or its successor. */
bool place_organisation_on(struct call *c, const char *code, date_t on, struct organisation *out,
                           bool *found, struct fault *why) MUST_CHECK;
/* Is it an NHS body (ccg, icb, trust)? */
bool organisation_is_nhs(const struct organisation *o);
/* Bank holidays of config and store together, for working-day clocks. */
bool place_holidays(struct call *c, struct holidays *out, struct fault *why) MUST_CHECK;

#endif
