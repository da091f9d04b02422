/* Every operation and every role: whoever may is not refused for the role, whoever may not is, before
 * anything is looked at, with one audit row.  Source: reliability.md M14, F5; interface.md, Staff. */
#include "tests/unit/counter_desk.h"

/* In `role`, without an argument; whether it was refused for the role. */
static bool refused(struct desk *d, const struct operation *op, int64_t role, bool record)
{
    struct fault why = {0};
    const struct node *none = desk_args(d, "{}");

    if (!counter_sit(d->c, "maker", role, counter_session(d->c)->now, &why))
        fail_msg("%s: %s", role_words[role].code, why.text);
    faults_release(&d->all);
    d->all = (struct faults){0};
    bool good =
        record ? counter_run(d->c, op->name, none, &desk_how, NULL, &d->arena, &d->answer, &d->all)
               : counter_try(d->c, op->name, none, &desk_how, &d->arena, &d->answer, &d->all);
    bool denied = !good && fault_has_code(&d->all.list[0], "AC-4");
    if (denied && d->all.list[0].kind != FAULT_DENIED)
        fail_msg("%s is refused as %s", op->name, fault_word(d->all.list[0].kind));
    arena_release(&d->arena);
    return denied;
}

static void every_operation_by_every_role(void **state)
{
    struct desk d;
    long may = 0, may_not = 0;

    (void)state;
    desk_new(&d, STORE_STORY);
    int64_t head = desk_head(&d);
    for (size_t i = 0; i < op_count(); i++) {
        const struct operation *op = op_at(i);
        assert_true((op->roles & ROLES_ALL) != 0);
        for (int64_t r = 0; r < ROLE__COUNT; r++) {
            bool right = (op->roles & ROLE(r)) != 0;
            if (refused(&d, op, r, false) == right)
                fail_msg("%s is %s to %s", op->name, right ? "refused" : "open",
                         role_words[r].code);
            *(right ? &may : &may_not) += 1;
        }
    }
    assert_true(may > 50 && may_not > 50);
    assert_int_equal(desk_head(&d), head); /* asking is not doing */
    desk_remove(&d);
}

static void each_refusal_is_one_audit_row(void **state)
{
    struct desk d;
    char wanted[120];

    (void)state;
    desk_new(&d, STORE_STORY);
    for (int64_t r = 0; r < ROLE__COUNT; r++)
        for (size_t i = (size_t)r; i < op_count(); i++) {
            const struct operation *op = op_at(i);
            if (op->roles & ROLE(r))
                continue;
            int64_t head = desk_head(&d);
            assert_true(refused(&d, op, r, true));
            assert_int_equal(desk_head(&d), head + 1);
            snprintf(wanted, sizeof wanted, "denied %s %s", role_words[r].code, op->name);
            assert_string_equal(desk_text(&d, "SELECT result || ' ' || role || ' ' || op FROM tx "
                                              "ORDER BY seq DESC LIMIT 1"),
                                wanted);
            break; /* one operation of each role */
        }
    desk_remove(&d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(every_operation_by_every_role),
        cmocka_unit_test(each_refusal_is_one_audit_row),
    };
    return RUN_TESTS(t);
}
