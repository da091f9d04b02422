/* counter_run.c - one operation, by name, in one transaction */
#include "core/ops/counter_inside.h"

#include <string.h>

struct call call_ready(struct counter *c, const struct session *who, const struct operation *op,
                       const void *args, struct arena *a, struct answer *answer)
{
    *answer = (struct answer){0};
    return (struct call){.store = c->store,
                         .who = who,
                         .config = &c->config,
                         .op = op,
                         .args = args,
                         .arena = a,
                         .answer = answer};
}

struct call counter_reading(struct counter *c, struct arena *a, struct answer *answer)
{
    return call_ready(c, &c->session, NULL, NULL, a, answer);
}

/* One run of one operation. */
struct running {
    struct counter *c;
    const struct operation *op;
    struct session who;
    void *record; /* of the arguments */
    const char *args;
    const char *op_id; /* or NULL */
    bool keep;         /* else it is rolled back at the end */
    struct arena *arena;
    struct answer *answer;
};

/* Arguments as the audit row keeps them: the fields given, in the order of the table. */
static bool args_text(struct running *r, struct fault *why)
{
    buf_anew(&r->c->text);
    if (r->op->flags & OP_PRIVATE)
        buf_text(&r->c->text, "{}");
    else
        fields_json(r->op->args, r->record, true, &r->c->text);
    r->args = r->c->text.failed ? NULL : arena_text(r->arena, r->c->text.text);
    return r->args || fault_memory(why);
}

static bool read_args(struct running *r, const struct node *args, const struct reading *how,
                      struct faults *all)
{
    struct fault why = {0};

    r->record = arena_take(r->arena, r->op->args->size);
    if (!r->record) {
        fault_memory(&why);
        faults_take(all, &why);
        return false;
    }
    if (!fields_read(r->op->args, args, how, r->record, r->arena, all))
        return false;
    if (args_text(r, &why))
        return true;
    faults_take(all, &why);
    return false;
}

/* A refusal of permission is recorded, with the arguments where they can be read. */
static void record_denied(struct running *r, const struct node *args, const struct reading *how,
                          const struct fault *why)
{
    struct faults unread = {0};

    if (why->kind != FAULT_DENIED || !r->keep || store_is_read_only(r->c->store))
        return;
    if (!r->args && !read_args(r, args, how, &unread))
        r->args = "{}";
    faults_release(&unread);
    tx_denied(r->c->store, &r->who, r->op->name, r->args, why);
}

static bool set_op_id(struct running *r, struct fault *why)
{
    if (!r->op_id) {
        r->who.op_id[0] = '\0';
        return true;
    }
    size_t length = strlen(r->op_id);
    if (length != 32 || strspn(r->op_id, "0123456789abcdef") != length)
        return fail(why, FAULT_USAGE, "op_id",
                    "An operation's id is 32 hexadecimal digits in small letters.");
    memcpy(r->who.op_id, r->op_id, length + 1);
    return true;
}

/* The operation itself: everything between begin and commit. */
static bool run_inside(struct running *r, struct tx *t, struct fault *why)
{
    struct call call = call_ready(r->c, &r->who, r->op, r->record, r->arena, r->answer);
    struct buf decisions = {0}, kept = {0};
    bool good = r->op->run(&call, why);

    if (good && call.decisions.length) {
        buf_char(&decisions, '[');
        buf_add(&decisions, call.decisions.text, call.decisions.length);
        buf_char(&decisions, ']');
        t->decisions = decisions.text;
    }
    if (good && (call.decisions.failed || decisions.failed || !answer_print(r->answer, &kept)))
        good = fault_memory(why);
    if (good) {
        t->subject_kind = r->answer->subject_kind;
        t->subject_id = r->answer->subject_id;
        t->answer = kept.text;
        t->reason = call.reason;
        good = !r->keep || tx_commit(r->c->store, t, why);
    }
    if (!good || !r->keep)
        tx_rollback(r->c->store);
    else
        r->answer->tx = t->seq;
    buf_release(&call.decisions);
    buf_release(&decisions);
    buf_release(&kept);
    return good;
}

static bool run_whole(struct running *r, struct fault *why)
{
    struct tx t = {.who = &r->who, .op = r->op->name, .writes = r->op->writes, .args = r->args};

    if (!set_op_id(r, why) || !tx_begin(r->c->store, &t, r->arena, why))
        return false;
    if (!t.repeated)
        return run_inside(r, &t, why);
    if (tx_is_open(r->c->store))
        tx_rollback(r->c->store);
    if (!answer_read(t.answer ? t.answer : "{}", r->arena, r->answer, why))
        return false;
    r->answer->tx = t.seq;
    r->answer->repeated = true;
    return true;
}

static bool run(struct running *r, const char *op, const struct node *args,
                const struct reading *how, struct faults *all)
{
    struct fault why = {0};

    *r->answer = (struct answer){0};
    if (!op_named(op, &r->op, &why)) {
        faults_take(all, &why);
        return false;
    }
    if (!counter_acting(r->c, r->op, &r->who, &why)) {
        record_denied(r, args, how, &why);
        faults_take(all, &why);
        return false;
    }
    if (!read_args(r, args, how, all))
        return false;
    if (run_whole(r, &why))
        return true;
    record_denied(r, args, how, &why);
    faults_take(all, &why);
    return false;
}

void counter_id_make(char id[COUNTER_ID_SIZE])
{
    op_id_make(id);
}

bool counter_run(struct counter *c, const char *op, const struct node *args,
                 const struct reading *how, const char *op_id, struct arena *a,
                 struct answer *answer, struct faults *all)
{
    struct running r = {.c = c, .op_id = op_id, .keep = true, .arena = a, .answer = answer};

    return run(&r, op, args, how, all);
}

bool counter_try(struct counter *c, const char *op, const struct node *args,
                 const struct reading *how, struct arena *a, struct answer *answer,
                 struct faults *all)
{
    struct running r = {.c = c, .arena = a, .answer = answer};

    return run(&r, op, args, how, all);
}
