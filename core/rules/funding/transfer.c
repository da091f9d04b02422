#include "core/rules/funding/funding.h"

#include "core/rules/chc/chc.h"

const struct word funding_payer_words[] = {{"la", "the council"},
                                           {"icb", "the NHS body"},
                                           {"joint", "council and NHS together"},
                                           {"client", "the person"},
                                           {NULL, NULL}};
const struct word funding_kind_words[] = {{"eligibility", "eligibility changes"},
                                          {"organisation", "another body of the same kind"},
                                          {"split", "another split"},
                                          {NULL, NULL}};
const struct word icb_decision_words[] = {{"eligible", "eligible for CHC"},
                                          {"fast-track", "eligible by fast track"},
                                          {"fnc", "NHS-funded nursing care"},
                                          {"neither", "neither"},
                                          {NULL, NULL}};

#define MAY(member, type_, label_, help_, source_)                                                 \
    {                                                                                              \
        FIELD(struct transfer_facts, member, type_), .flags = FIELD_OPTIONAL, .label = (label_),   \
                                                     .help = (help_), .source = (source_)          \
    }
#define MUST(member, type_, label_, help_, source_)                                                \
    {                                                                                              \
        FIELD(struct transfer_facts, member, type_), .label = (label_), .help = (help_),           \
                                                     .source = (source_)                           \
    }
#define WORD(member, words_, flags_, label_, help_)                                                \
    {                                                                                              \
        FIELD(struct transfer_facts, member, FIELD_ENUM), .flags = (flags_), .words = (words_),    \
                                                          .label = (label_), .help = (help_),      \
                                                          .source = "domain.md 1.17"               \
    }

static const struct field fact_rows[] = {
    WORD(from_funder, funding_payer_words, 0, "From", "Who pays now."),
    WORD(to_funder, funding_payer_words, 0, "To", "Who would pay."),
    WORD(kind, funding_kind_words, 0, "Kind", "What changes."),
    MUST(effective, FIELD_DATE, "Effective", "The first day the new payer would pay for.",
         "domain.md 1.17"),
    MUST(consulted, FIELD_BOOL, "Consulted", "The person was consulted, and it is recorded.",
         "SI 2012/2996 reg 22; domain.md 1.11"),
    MUST(dispute_open, FIELD_BOOL, "Dispute open", "NHS body and council dispute about the person.",
         "domain.md 1.13"),
    MUST(terms_in_force, FIELD_BOOL, "Terms in force",
         "Risk-share terms of the two bodies are in force on the day.", "Paper 001, paragraph 26"),
    MAY(decided, FIELD_DATE, "Decided", "The day the case was decided.", "domain.md 1.9"),
    MAY(last_eligibility_decision, FIELD_DATE, "Last eligibility decision",
        "The one that the present payer rests on.", "domain.md 1.17, T1"),
    MAY(joint_reassessment_on, FIELD_DATE, "Joint reassessment", "The day it was completed.",
        "domain.md 1.17, T1"),
    MAY(mdt_valid, FIELD_BOOL, "Team valid", "Of the reassessment: chc.mdt.", "domain.md 1.6"),
    MAY(fast_track_accepted_on, FIELD_DATE, "Fast track accepted", "The day the tool was accepted.",
        "domain.md 1.8"),
    WORD(icb_decision, icb_decision_words, FIELD_OPTIONAL, "NHS decision",
         "What the NHS body decided."),
    MAY(icb_decision_on, FIELD_DATE, "NHS decision on", "The day of it.", "domain.md 1.17, T2"),
    MAY(receiver_agreed_from, FIELD_DATE, "Receiver agrees from",
        "The first day that the receiving body agreed to pay for.", "domain.md 1.17, T3"),
    MAY(received, FIELD_DATE, "Received", "The day the NHS body had the notification.",
        "domain.md 1.9"),
    MAY(original_decision, FIELD_DATE, "Original decision",
        "The day of an earlier not-eligible decision that was revised.", "domain.md 1.14"),
    MAY(charge_from, FIELD_DATE, "Charge from", "The first day the person would be charged for.",
        "domain.md 1.17, T8"),
    MAY(financial_assessment_on, FIELD_DATE, "Financial assessment", "The day of it.",
        "Care Act 2014 s17"),
    {FIELD(struct transfer_facts, supervisor_override_reason, FIELD_TEXT), .flags = FIELD_OPTIONAL,
     .max = 2000, .label = "Override, because",
     .help = "A supervisor's reason to go on without risk-share terms; it lifts T7 alone.",
     .source = "domain.md 1.17, T7 [P]"},
};
static const struct fields facts = FIELDS("funding.transfer", fact_rows, struct transfer_facts);

static const struct field value_rows[] = {
    {FIELD(struct transfer_values, refused_by, FIELD_LIST), .item = FIELD_TEXT,
     .flags = FIELD_OPTIONAL, .label = "Refused by", .help = "Every code that refuses, in order."},
};
static const struct fields values =
    FIELDS("funding.transfer values", value_rows, struct transfer_values);

static const char *const outcomes[] = {"permitted", "refused", NULL};

/* How much of the cost the NHS bears: all, part or none. */
static int nhs_part(int64_t payer)
{
    return payer == PAYER_ICB ? 2 : payer == PAYER_JOINT ? 1 : 0;
}

static date_t decision_day(const struct transfer_facts *f)
{
    return date_given(f->icb_decision_on) ? f->icb_decision_on : f->decided;
}

/* T1 A joint reassessment after the last eligibility decision, by the day of the change; an
 * accepted fast track tool replaces DST and team. */
static void reassessed(const struct transfer_facts *f, struct decision *out)
{
    if (f->to_funder == PAYER_ICB && date_given(f->fast_track_accepted_on) &&
        f->fast_track_accepted_on.day <= f->effective.day)
        return;
    if (!date_given(f->joint_reassessment_on))
        decision_refuse(out, "refused", "T1", "There is no joint reassessment.");
    else if (date_given(f->last_eligibility_decision) &&
             f->joint_reassessment_on.day <= f->last_eligibility_decision.day)
        decision_refuse(out, "refused", "T1",
                        "The joint reassessment is not after the last eligibility decision.");
    else if (f->joint_reassessment_on.day > f->effective.day)
        decision_refuse(out, "refused", "T1",
                        "The joint reassessment is after the day the change would take effect.");
    else if (f->mdt_valid != 1)
        decision_refuse(out, "refused", "T1",
                        "The reassessment is not of a valid multidisciplinary team.");
}

/* T2 CHC to others rests on neither or FNC; others to CHC on eligible or fast track. */
static void decided(const struct transfer_facts *f, struct decision *out)
{
    bool to_chc = f->to_funder == PAYER_ICB;
    bool found = f->icb_decision == ICB_ELIGIBLE || f->icb_decision == ICB_FAST_TRACK;

    if (f->icb_decision == ABSENT)
        decision_refuse(out, "refused", "T2", "No decision of the NHS body is recorded.");
    else if (found != to_chc)
        decision_refuse(
            out, "refused", "T2", "The NHS body decided %s, which does not support a move to %s.",
            icb_decision_words[f->icb_decision].shown, funding_payer_words[f->to_funder].shown);
}

/* T6 Never backdated on to the council or the person; to the NHS back to the 29th day, to the
 * decision that was revised, or to the day a fast track tool was accepted. */
static bool backdated(const struct transfer_facts *f, const struct figures *figures,
                      struct decision *out, struct fault *why)
{
    int from = nhs_part(f->from_funder), to = nhs_part(f->to_funder);
    date_t day = decision_day(f), first = DATE_NONE;
    const struct chc_clock_figure *clock;
    char text[24];

    if (!date_given(day) || f->effective.day >= day.day || (!from && !to) ||
        f->kind == TRANSFER_ORGANISATION)
        return true;
    date_print(day, text, sizeof text);
    if (to <= from) {
        decision_refuse(out, "refused", "T6",
                        "Nothing moves away from the NHS for days before its decision of %s.",
                        text);
        return true;
    }
    if (date_given(f->received)) {
        if (!chc_clock_on(figures, f->received, "received", &clock, why))
            return false;
        first = date_add_days(f->received, clock->standard_days + 1 - (clock->receipt_is_day == 1));
    }
    const date_t others[] = {f->original_decision, f->fast_track_accepted_on};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (date_given(others[i]) && (!date_given(first) || others[i].day < first.day))
            first = others[i];
    if (!date_given(first))
        decision_refuse(out, "refused", "T6",
                        "Before the decision of %s it takes the day of receipt, or of the decision "
                        "that was revised.",
                        text);
    else if (f->effective.day < first.day)
        decision_refuse(out, "refused", "T6", "It goes back to %s and no further.",
                        date_print(first, text, sizeof text));
    return true;
}

/* T8 No day that CHC funds is charged, and no charge without a financial assessment before it. */
static void charged(const struct transfer_facts *f, struct decision *out)
{
    bool to_client = f->to_funder == PAYER_CLIENT;
    date_t from = date_given(f->charge_from) ? f->charge_from
                  : to_client                ? f->effective
                                             : DATE_NONE;

    if (!date_given(from))
        return;
    if (f->to_funder == PAYER_ICB)
        decision_refuse(out, "refused", "T8", "The person is charged for no day that CHC funds.");
    else if (f->from_funder == PAYER_ICB && from.day < f->effective.day)
        decision_refuse(out, "refused", "T8",
                        "The person would be charged for days that CHC still funds.");
    else if (!date_given(f->financial_assessment_on))
        decision_refuse(out, "refused", "T8", "There is no financial assessment to charge by.");
    else if (from.day <= f->financial_assessment_on.day)
        decision_refuse(out, "refused", "T8",
                        "A charge starts after the financial assessment and notice of it.");
}

static bool eval(const void *record, const struct figures *figures, struct arena *a,
                 struct decision *out, struct fault *why)
{
    const struct transfer_facts *f = record;
    struct transfer_values *v = out->values;

    if (f->from_funder == f->to_funder && f->kind == TRANSFER_ELIGIBILITY)
        return fail(why, FAULT_INPUT, "to_funder",
                    "The payer stays the same: name another, or say kind organisation or split.");
    out->outcome = "permitted";
    if (f->kind != TRANSFER_ORGANISATION) {
        reassessed(f, out);
        decided(f, out);
    }
    if (!date_given(f->receiver_agreed_from))
        decision_refuse(out, "refused", "T3", "The receiving body has not agreed.");
    else if (f->receiver_agreed_from.day > f->effective.day)
        decision_refuse(out, "refused", "T3", "The receiving body agreed from a later day.");
    if (!f->consulted)
        decision_refuse(out, "refused", "T4", "The person's consultation is not recorded.");
    if (f->dispute_open)
        decision_refuse(out, "refused", "T5",
                        "NHS body and council dispute about this person: the current payer goes "
                        "on.");
    if (!backdated(f, figures, out, why))
        return false;
    if (!f->terms_in_force && !f->supervisor_override_reason)
        decision_refuse(out, "refused", "T7",
                        "No risk-share terms are in force on the day; a supervisor may override, "
                        "with a reason.");
    charged(f, out);
    return decision_codes(out, a, &v->refused_by, why);
}

static const char *const codes[] = {"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", NULL};

const struct rule rule_funding_transfer = {
    .name = "funding.transfer",
    .title = "May this cost move to another payer?",
    .source = "Paper 001, paragraphs 17 and 26; domain.md 1.11 and 1.17",
    .facts = &facts,
    .values = &values,
    .outcomes = outcomes,
    .codes = codes,
    .about =
        "No cost moves between council, NHS and person without a joint reassessment, a decision "
        "that supports it, the receiver's agreement, the person consulted, no open dispute, no day "
        "it may not go back to, risk-share terms, and a lawful charge. Every reason against is "
        "given. A body that succeeds another needs no reassessment.",
    .eval = eval,
};
