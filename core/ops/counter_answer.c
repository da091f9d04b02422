/* counter_answer.c - an answer as text, kept on the audit row and read again for a repeated op_id */
#include "core/ops/counter_inside.h"

#include "core/config/yaml.h"

#include <string.h>

struct kept_remark {
    const char *code, *source, *text;
};
struct kept_answer {
    const char *kind, *ref, *text;
    int64_t id;
    struct list remarks;
};

enum { KEPT_TEXT = 4000 };

static const struct field remark_rows[] = {
    {FIELD(struct kept_remark, code, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct kept_remark, source, FIELD_TEXT), .flags = FIELD_OPTIONAL, .max = KEPT_TEXT},
    {FIELD(struct kept_remark, text, FIELD_TEXT), .flags = FIELD_LINES, .max = KEPT_TEXT},
};
static const struct fields remark_fields = FIELDS("remark", remark_rows, struct kept_remark);
static const struct field answer_rows[] = {
    {FIELD(struct kept_answer, kind, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct kept_answer, id, FIELD_INT), .flags = FIELD_OPTIONAL, .max = INT64_MAX},
    {FIELD(struct kept_answer, ref, FIELD_TEXT), .flags = FIELD_OPTIONAL},
    {FIELD(struct kept_answer, text, FIELD_TEXT), .flags = FIELD_OPTIONAL | FIELD_LINES,
     .max = KEPT_TEXT},
    {FIELD(struct kept_answer, remarks, FIELD_LIST), .flags = FIELD_OPTIONAL, .of = &remark_fields,
     .max = REMARKS_MOST},
};
static const struct fields answer_fields = FIELDS("answer", answer_rows, struct kept_answer);

bool answer_print(const struct answer *answer, struct buf *out)
{
    struct kept_remark remark[REMARKS_MOST];
    struct kept_answer kept = {.kind = answer->subject_kind,
                               .ref = answer->subject_ref,
                               .text = answer->text,
                               .id = answer->subject_kind ? answer->subject_id : ABSENT,
                               .remarks = {remark, answer->remarks}};

    for (size_t i = 0; i < answer->remarks; i++)
        remark[i] = (struct kept_remark){answer->remark[i].code, answer->remark[i].source,
                                         answer->remark[i].text};
    fields_json(&answer_fields, &kept, true, out);
    return !out->failed;
}

bool answer_read(const char *text, struct arena *a, struct answer *answer, struct fault *why)
{
    const struct reading how = {.style = STYLE_FILE, .kind = "key"};
    struct faults all = {0};
    struct kept_answer kept;
    const struct node *map = yaml_read_value(text, strlen(text), NULL, a, &all);

    *answer = (struct answer){0};
    if (!map || !fields_read(&answer_fields, map, &how, &kept, a, &all)) {
        faults_release(&all);
        return fail(
            why, FAULT_STORE, NULL,
            "It was done before, but what it answered then cannot be read; run htlah check.");
    }
    answer->subject_kind = kept.kind;
    answer->subject_id = kept.kind ? kept.id : 0;
    answer->subject_ref = kept.ref;
    answer->text = kept.text;
    answer->remarks = kept.remarks.count;
    for (size_t i = 0; i < kept.remarks.count; i++) {
        const struct kept_remark *r = (const struct kept_remark *)kept.remarks.items + i;
        answer->remark[i] = (struct remark){r->code, r->source, r->text};
    }
    return true;
}
