/* A config of which one file is anything at all: no crash, and either the whole config, in order,
 * or faults with their places and nothing.  The first byte chooses the file. */
#include "core/config/config_inside.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define FILE(name_, text_)                                                                         \
    {                                                                                              \
        .name = (name_), .text = (text_), .length = sizeof(text_) - 1                              \
    }
#define ROW  "from: 2015-04-01, source: S"
#define CODE "reasons: [{code: a, name: A, " ROW "}]"
#define LOT                                                                                        \
    "lots: [{code: L, name: Lot, short_name: L, tile_row: 0, tile_column: 0, " ROW                 \
    ", areas: [{kind: district, value: E07000129}]}]"

#define LEVEL(domain) "{domain: " domain ", permitted: [N]}"
#define LEVELS                                                                                                                 \
    LEVEL("breathing")                                                                                                         \
    ", " LEVEL("nutrition") ", " LEVEL("continence") ", " LEVEL("skin") ", " LEVEL(                                            \
        "mobility") ", " LEVEL("communication") ", " LEVEL("psychological") ", " LEVEL("cognitio"                              \
                                                                                       "n") ","                                \
                                                                                            " " LEVEL("behaviour") ", " LEVEL( \
                                                                                                "drugs") ", " LEVEL("consciousness") ", " LEVEL("other")
#define TOOLS                                                                                      \
    "tools: [{version: V, body: B, a_alone: 2, b_alone: 5, a_with_b: 1, b_with_a: 4, "             \
    "asterisk: [breathing], priorities: 1, severes: 2, severe_others: 1, high_moderates: 2, "      \
    "levels: [" LEVELS "], " ROW "}]\n"

/* As short as they may be, so that the time goes to the one file. */
static const struct embedded shortest[FILE__COUNT + 1] = {
    FILE("bank-holidays.yaml", "covers_from: 2016-01-01\ncovers_to: 2016-12-31\n"
                               "holidays: [{day: 2016-01-01, title: New, source: S}]"),
    FILE("capital.yaml", "capital: [{lower_pence: 1, upper_pence: 2, step_pence: 1, "
                         "per_step_pence: 1, " ROW "}]"),
    FILE("chc.yaml",
         TOOLS "chc_clocks: [{standard_days: 28, receipt_is_day: false, band_ends: [14], "
               "fast_track_days: 2, review_months: 3, review_again_months: 12, "
               "appeal_months: 6, " ROW "}]"),
    FILE("decline-reasons.yaml", CODE),
    FILE("end-reasons.yaml", CODE),
    FILE("income.yaml", "income: [{" ROW "}]"),
    FILE("lots.yaml", LOT),
    FILE("office.yaml", "office: [{opens: 540, closes: 1020, " ROW "}]"),
    FILE("organisations.yaml", "organisations: [{code: C, name: C, kind: council, " ROW "}]"),
    FILE("partnership.yaml", "code: p\nname: P\nprogramme: P\ncouncil: C\nsource: S\n"
                             "districts: [E07000129]\ndemo_now: 2016-11-08T09:14\n"),
    FILE("reablement.yaml", "reablement: [{free_days: 42, " ROW "}]"),
    FILE("response.yaml", "response: [{priority: emergency, working_minutes: 1, " ROW
                          "}, {priority: urgent, working_minutes: 1, " ROW
                          "}, {priority: routine, working_minutes: 1, " ROW "}]"),
    FILE("terms.yaml", "terms: [{hold_days: 1, retainer_bp: 0, notice_hand_back_days: 1, "
                       "notice_end_days: 1, notice_death_days: 0, approval_weekly_pence: 0, "
                       "interim_days: 1, proposal_days: 1, spot_review_days: 1, "
                       "lead_providers_most: 18, " ROW "}]"),
    FILE("visits.yaml", "visits: [{minutes: [15], personal_care_least: 30, " ROW "}]"),
};

static void must(bool good)
{
    if (!good)
        abort();
}

/* What a config promises to those who look things up in it. */
static void check_config(const struct config *c)
{
    const struct organisation_row *o = c->organisations.items;
    const struct lot_row *lot = c->lots.items;
    struct arena a = {0};
    struct holidays h;
    struct fault why = {0};

    must(strlen(c->digest) == 64 && c->lots.count && o);
    for (size_t i = 0; i < c->organisations.count; i++) {
        must(config_organisation_on(c, o[i].code, o[i].from) == &o[i]);
        must(config_organisation(c, o[i].code) != NULL);
        if (o[i].successor)
            must(config_organisation_on(c, o[i].code, date_add_days(o[i].to, 1)) != NULL);
    }
    for (size_t i = 0; i < c->lots.count; i++) {
        const struct lot_area_row *area = lot[i].areas.items;
        must(config_lot(c, lot[i].code, lot[i].from) == &lot[i]);
        for (size_t k = 0; k < lot[i].areas.count; k++)
            if (area[k].kind == LOT_AREA_WARD)
                must(config_lot_of(c, NULL, area[k].value, NULL, lot[i].from) == &lot[i]);
    }
    must(figures_holidays(&c->figures, &a, &h, &why));
    for (size_t i = 0; i < h.count; i++) {
        bool working = true;
        must(date_is_working(&h, h.day[i], &working) && !working);
    }
    arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct embedded files[FILE__COUNT + 1];
    struct faults all = {0};
    struct config c;
    char *text;

    if (!length)
        return 0;
    text = malloc(length); /* exactly as long as it is, so that reading past it shows */
    memcpy(text, bytes + 1, length - 1);
    memcpy(files, shortest, sizeof files);
    struct embedded *one = &files[bytes[0] % FILE__COUNT];
    one->text = text;
    one->length = length - 1;
    if (config_read(files, "f", &c, &all)) {
        must(all.count == 0);
        check_config(&c);
    } else {
        must(all.count > 0 && !c.folder && !c.lots.items);
        for (size_t i = 0; i < all.kept; i++)
            must(all.list[i].kind == FAULT_INPUT && strncmp(all.list[i].place, "f/", 2) == 0);
    }
    config_release(&c);
    faults_release(&all);
    free(text);
    return 0;
}
