/* registry.c - every subject's operations and every stored table: a new subject is a line in each */
#include "core/ops/desk.h"
#include "core/ops/market.h"
#include "core/ops/offer.h"
#include "core/ops/op.h"
#include "core/ops/package.h"
#include "core/ops/person.h"
#include "core/ops/place.h"
#include "core/ops/proposal.h"
#include "core/ops/staff.h"
#include "core/ops/work.h"

const struct operation *const *const op_subjects[] = {
    ops_staff,    ops_place,     ops_person, ops_market, ops_offer, ops_package, ops_line,
    ops_proposal, ops_authority, ops_work,   ops_clock,  ops_desk,  NULL,
};

const struct table *const all_tables[] = {
    &table_staff,         &table_staff_role,
    &table_person,        &table_person_name,
    &table_residence,     &table_registration,
    &table_alert,         &table_stay,
    &table_note,          &table_person_merge,
    &table_break_glass,   &table_postcode,
    &table_practice,      &table_organisation,
    &table_area,          &table_bank_holiday,
    &table_source_file,   &table_source_row,
    &table_lot,           &table_lot_area,
    &table_provider,      &table_provider_stop,
    &table_award,         &table_rate,
    &table_bar,           &table_nhs_delegation,
    &table_offer,         &table_package,
    &table_specification, &table_visit,
    &table_line,          &table_suspension,
    &table_notice,        &table_proposal,
    &table_authority,     &table_deputy,
    &table_task,          NULL,
};
