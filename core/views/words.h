/* words.h - the words of enumerations that views show: kept beside the operations that store them
 *
 * Why       A view's column names the words of its codes, and nothing else of an operation: views
 *           stand beside the operations and include none of their headers.
 */
#ifndef CORE_VIEWS_WORDS_H
#define CORE_VIEWS_WORDS_H

#include "core/base/field.h"

extern const struct word sex_words[], nhs_status_words[], name_kind_words[], alert_words[],
    stay_words[], note_words[], area_words[], organisation_words[];
extern const struct word lot_area_words[], award_words[], stop_words[], function_words[],
    offer_state_words[];

#endif
