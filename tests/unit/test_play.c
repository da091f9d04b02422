/* Stories: read strictly, played on a store, and every way for a step not to be as expected. */
#include "tests/unit/run.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/play.h"
#include "core/config/yaml.h"

struct told {
    bool read, played;
    struct faults all; /* of the reading */
    struct fault why;  /* of the playing */
};

static struct told tell(const char *text)
{
    struct told t = {0};
    struct arena a = {0};
    struct story s;
    char folder[200], command[256];
    const char *tmp = getenv("TMPDIR");

    const struct node *map = yaml_read(text, strlen(text), "a.yaml", &a, &t.all);
    t.read = map && story_read(map, &s, &a, &t.all);
    if (t.read) {
        snprintf(folder, sizeof folder, "%s/htlah-play-XXXXXX", tmp ? tmp : "/tmp");
        assert_non_null(mkdtemp(folder));
        t.played = story_play(&s, NULL, folder, &t.why);
        snprintf(command, sizeof command, "rm -rf '%s'", folder);
        assert_int_equal(system(command), 0);
    }
    arena_release(&a);
    return t;
}

#define HEAD "story: A day off\nsource: a test\ntoday: 2016-11-08\n"
#define ADD(more)                                                                                  \
    "  - {do: place.bank-holiday, as: admin1, with: {date: 2017-01-02, title: A day off}" more "}" \
    "\n"

static void a_story_is_played(void **state)
{
    struct told t = tell(HEAD "given:\n" ADD(
        "") "steps:\n"
            "  - {do: place.bank-holiday, as: broker1, with: {date: 2017-01-03, title: x}, "
            "denied: [AC-4]}\n"
            "  - {do: place.bank-holiday, as: nobody, with: {date: 2017-01-03, title: x}, "
            "denied: [AC-1]}\n"
            "  - {do: place.bank-holiday, as: admin1, with: {date: 2017-02-30}, "
            "bad: [date, title]}\n"
            "  - {do: staff.end, as: admin1, with: {staff: who, on: 2017-01-01}, "
            "refused: [missing]}\n"
            "  - {do: place.bank-holiday, on: 2016-11-09T10:00, with: {date: 2017-01-04, "
            "title: \"x\"}, says: added}\n"
            "  - {rule: brokerage.visit-price, facts: {rate_pence_hour: 1500, minutes: 30}, "
            "outcome: priced, values: {pence: 750}}\n"
            "  - check: true\n");

    (void)state;
    if (!t.read)
        fail_msg("%s %s", t.all.list[0].place, t.all.list[0].text);
    if (!t.played)
        fail_msg("%s %s", t.why.place, t.why.text);
}

static void a_step_that_is_not_as_expected_is_told(void **state)
{
    static const struct {
        const char *steps, *place, *says;
    } cases[] = {
        {ADD(", denied: [AC-4]"), "a.yaml:5",
         "Expected place.bank-holiday to be denied [AC-4]; it was done"},
        {ADD(", refused: [B5]"), "a.yaml:5", "to be refused [B5]; it was done"},
        {ADD(", bad: [date]"), "a.yaml:5", "to find [date] bad; it was done"},
        {ADD(", stale: true"), "a.yaml:5", "to be stale; it was done"},
        {ADD(", says: closed"), "a.yaml:5", "Expected it to say \"closed\""},
        {ADD(", notes: [ID-007]"), "a.yaml:5", "Expected a note ID-007"},
        {"  - {do: place.bank-holiday, as: broker1, with: {date: 2017-01-02, title: x}}\n",
         "a.yaml:5", "to be done; it was denied [AC-4]"},
        {"  - {do: place.bank-holiday, as: broker1, with: {date: 2017-01-02, title: x}, denied: "
         "[S1]}\n",
         "a.yaml:5", "to be denied [S1]; it was denied [AC-4]"},
        {"  - {do: place.bank-holiday, as: admin1, with: {date: x, title: x}, bad: [title]}\n",
         "a.yaml:5", "to find [title] bad; it was bad input (date)"},
        {"  - {do: place.bank-holidy, with: {}}\n", "a.yaml:5", "did you mean place.bank-holiday?"},
        {"  - {see: nothing, expect: []}\n", "a.yaml:5", "There is no view nothing"},
        {"  - {see: audit, expect: []}\n", "a.yaml:5", "audit: expected 0 rows; there"},
        {"  - {see: audit, where: {operation: store.make}, expect: [{operation: place.area}]}\n",
         "a.yaml:5", "audit row 1: expected operation to be \"place.area\"; it is \"store.make\""},
        {"  - {see: audit, where: {operation: store.make}, expect: [{opp: x}]}\n", "a.yaml:5",
         "there is no column opp"},
        {"  - {rule: brokerage.price, facts: {}, outcome: x}\n", "a.yaml:5", "There is no rule"},
        {"  - {rule: brokerage.visit-price, facts: {rate_pence_hour: 1500, minutes: 30}, outcome: "
         "free}\n",
         "a.yaml:5", "expected the outcome free; it is priced"},
        {"  - {rule: brokerage.visit-price, facts: {rate_pence_hour: 1500, minutes: 30}, outcome: "
         "priced, values: {pence: 751}}\n",
         "a.yaml:5", "expected pence to be \"751\"; it is \"750\""},
        {"  - {rule: brokerage.visit-price, facts: {rate_pence_hour: 1500, minutes: 30}, bad: "
         "[minutes]}\n",
         "a.yaml:5", "they are good"},
        {"  - {rule: brokerage.visit-price, facts: {rate_pence_hour: 1500, minutes: 30}, outcome: "
         "priced, reasons: [B1]}\n",
         "a.yaml:5", "expected the reason B1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1000];
        snprintf(text, sizeof text, HEAD "steps:\n%s", cases[i].steps);
        struct told t = tell(text);
        if (!t.read)
            fail_msg("case %zu: %s %s", i, t.all.list[0].place, t.all.list[0].text);
        if (t.played)
            fail_msg("case %zu is taken for good", i);
        if (strcmp(t.why.place, cases[i].place) != 0 || !strstr(t.why.text, cases[i].says))
            fail_msg("case %zu: %s: %s", i, t.why.place, t.why.text);
    }
}

static void a_file_that_is_no_story_is_bad_input(void **state)
{
    static const struct {
        const char *text, *place, *says;
    } cases[] = {
        {"[1, 2]", "a.yaml:1:1", "A story is a map"},
        {"story: x\ntoday: 2016-11-08\nsteps: [{check: true}]\n", "a.yaml:1:1", "source"},
        {HEAD "stpes: []\n", "a.yaml:4:8", "\"stpes\""},
        {HEAD, "a.yaml:1:1", "A story has steps"},
        {"story: x\nsource: x\ntoday: 8 Nov\nsteps: [{check: true}]\n", "a.yaml:1:1",
         "A day is written"},
        {HEAD "steps:\n  - {}\n", "a.yaml:5:5", "one of do, see, rule and check"},
        {HEAD "steps:\n  - {do: a.b, see: c, expect: []}\n", "a.yaml:5:5", "one of do, see"},
        {HEAD "steps:\n  - {dow: a.b}\n", "a.yaml:5:11", "\"dow\""},
        {HEAD "steps:\n  - {do: a.b, with: [1]}\n", "a.yaml:5:21", "A map is wanted"},
        {HEAD "steps:\n  - {do: a.b, refused: B5}\n", "a.yaml:5:24", "A list is wanted"},
        {HEAD "steps:\n  - {do: a.b, refused: [[B5]]}\n", "a.yaml:5:25", "A list of words"},
        {HEAD "steps:\n  - {do: a.b, refused: [B5], denied: [S1]}\n", "a.yaml:5:5",
         "one of refused, denied"},
        {HEAD "steps:\n  - {see: work}\n", "a.yaml:5:5", "A see needs expect"},
        {HEAD "steps:\n  - {check: true, with: {}}\n", "a.yaml:5:5", "belong to a do"},
        {HEAD "steps:\n  - {rule: x}\n", "a.yaml:5:5", "A rule needs facts"},
        {HEAD "given:\n  - {do: a.b, denied: [S1]}\nsteps: [{check: true}]\n", "a.yaml:5:5",
         "must succeed"},
        {HEAD "steps:\n  - {do: a.b, role: boss}\n", "a.yaml:5:21", "boss"},
        {HEAD "steps:\n  - 7\n", "a.yaml:5:5", "A map of keys"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct told t = tell(cases[i].text);
        if (t.read || !t.all.kept)
            fail_msg("case %zu is taken for a story", i);
        if (strcmp(t.all.list[0].place, cases[i].place) != 0 ||
            !strstr(t.all.list[0].text, cases[i].says))
            fail_msg("case %zu: %s: %s", i, t.all.list[0].place, t.all.list[0].text);
        assert_int_equal(t.all.list[0].kind, FAULT_INPUT);
        faults_release(&t.all);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_is_played),
        cmocka_unit_test(a_step_that_is_not_as_expected_is_told),
        cmocka_unit_test(a_file_that_is_no_story_is_bad_input),
    };

    return RUN_TESTS(tests);
}
