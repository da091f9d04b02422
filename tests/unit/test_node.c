/* What was said, with its place. */
#include "tests/unit/run.h"

#include "core/base/node.h"

static void children_keep_their_order(void **state)
{
    struct arena a = {0};
    struct node *map = node_new(&a, NODE_MAP);
    char key[] = "k0", value[] = "v0";

    (void)state;
    map->file = "f.yaml";
    for (int i = 0; i < 10; i++) {
        key[1] = value[1] = (char)('0' + i);
        struct node *n = node_add(&a, map, key, value);
        assert_non_null(n);
        assert_ptr_equal(n->file, map->file);
    }
    assert_int_equal(map->count, 10);
    int i = 0;
    for (struct node *n = map->first; n; n = n->next, i++) {
        assert_int_equal(n->key[1], '0' + i);
        assert_int_equal(n->text[1], '0' + i);
        assert_int_equal(n->length, 2);
    }
    assert_string_equal(node_child(map, "k7")->text, "v7");
    assert_null(node_child(map, "k"));
    assert_null(node_child(NULL, "k"));
    arena_release(&a);
}

static void children_linked_by_hand_are_not_lost(void **state)
{
    struct node a = {.kind = NODE_SCALAR}, b = a, c = a, list = {.kind = NODE_LIST, .first = &a};

    (void)state;
    a.next = &b;
    list.count = 2;
    node_append(&list, &c);
    assert_ptr_equal(b.next, &c);
    assert_int_equal(list.count, 3);
}

static void a_list_entry_has_no_key(void **state)
{
    struct arena a = {0};
    struct node *list = node_new(&a, NODE_LIST);

    (void)state;
    assert_null(node_add(&a, list, NULL, "x")->key);
    assert_null(node_child(list, "x"));
    assert_string_equal(node_new(&a, NODE_SCALAR)->text, "");
    arena_release(&a);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(children_keep_their_order),
        cmocka_unit_test(children_linked_by_hand_are_not_lost),
        cmocka_unit_test(a_list_entry_has_no_key),
    };
    return RUN_TESTS(t);
}
