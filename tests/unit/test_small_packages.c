/* A county whose terms let small packages start without approval: what starts within seven days of one
 * person with one provider is measured together (S14), so nobody splits an order. */
#include "tests/unit/config_folder.h"
#include "tests/unit/desk.h"

#define EVERY_DAY_AND    "daily, band: tea, minutes: 30, carers: 1}, {days: "
#define AROUND_THE_LIMIT "approval_weekly_pence: 6000"

/* A desk as desk_open makes it, on a county of our own. */
static struct desk *opened(struct folder *f)
{
    struct desk *d = calloc(1, sizeof *d);
    const char *tmp = getenv("TMPDIR");

    assert_non_null(d);
    folder_make(f);
    folder_edit(f, "terms.yaml", "approval_weekly_pence: 0", AROUND_THE_LIMIT);
    snprintf(d->folder, sizeof d->folder, "%s/htlah-desk-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(d->folder));
    snprintf(d->path, sizeof d->path, "%s/story.db", d->folder);
    assert_true(datetime_parse_iso(DESK_NOW, &d->now));
    struct make_options make = {
        .store = d->path, .config = f->path, .kind = STORE_STORY, .now = d->now, .login = "maker"};
    if (!counter_make(&make, &d->all))
        fail_msg("making: %s", d->all.list[0].text);
    struct counter_options o = {.store = d->path,
                                .config = f->path,
                                .login = "maker",
                                .role = ABSENT,
                                .today = datetime_date(d->now),
                                .now = d->now};
    if (!counter_open(&o, &d->counter, &d->all))
        fail_msg("opening: %s", d->all.list[0].text);
    desk_do(d, "supervisor1", "place.postcode",
            "{postcode: LE11 3TU, district: E07000130, ward: E05005432}");
    desk_do(d, "broker1", "provider.add", "{ref: V1, name: Vale, registered_from: 2012-04-01}");
    desk_do(d, "broker1", "provider.add", "{ref: V2, name: Beacon, registered_from: 2012-04-01}");
    desk_do(d, "maker", "award.add",
            "{ref: W1, lot: '02', provider: V1, role: lead, weekly_minutes: 6000, from: "
            "2016-11-07, rates: [{pence: 1500}]}");
    desk_do(d, "maker", "award.add",
            "{ref: W2, lot: '02', provider: V2, role: lead, weekly_minutes: 6000, from: "
            "2016-11-07, rates: [{pence: 1500}]}");
    for (int i = 1; i <= 2; i++) {
        char args[160];
        snprintf(args, sizeof args,
                 "{ref: P%d, family_name: %s, given_name: Ann, born: 193%d-02-03, postcode: LE11 "
                 "3TU}",
                 i, i == 1 ? "Example" : "Sample", i);
        desk_do(d, "planner1", "person.add", args);
    }
    return d;
}

static void closed(struct desk *d, struct folder *f)
{
    desk_close(d);
    folder_remove(f);
}

/* Half an hour on `days` days at £15 an hour, accepted for a day; true: it started without a second
 * person's yes. */
static bool starts(struct desk *d, const char *ref, const char *person, const char *days,
                   const char *provider, const char *day)
{
    char args[300];

    snprintf(args, sizeof args,
             "{ref: %s, person: %s, priority: routine, needed_by: %s, consent_to_share: true, "
             "visits: [{days: %s, band: morning, minutes: 30, carers: 1}]}",
             ref, person, day, days);
    desk_do(d, "planner1", "package.request", args);
    if (strcmp(provider, "V1") != 0) { /* it is not the first in the order of the contract */
        snprintf(args, sizeof args, "{ref: N%s, package: %s, provider: V1}", ref, ref);
        desk_do(d, "broker1", "offer.make", args);
        snprintf(args, sizeof args, "{offer: N%s, code: times}", ref);
        desk_do(d, "broker1", "offer.decline", args);
    }
    snprintf(args, sizeof args, "{ref: O%s, package: %s, provider: %s}", ref, ref, provider);
    desk_do(d, "broker1", "offer.make", args);
    snprintf(args, sizeof args, "{offer: O%s, start: %s}", ref, day);
    desk_do(d, "broker1", "offer.accept", args);
    snprintf(args, sizeof args, "{package: %s}", ref);
    desk_do(d, "broker1", "package.confirm", args);
    return !d->answer.asked;
}

static void a_package_at_the_limit_starts_and_over_it_does_not(void **state)
{
    struct folder f;
    struct desk *d = opened(&f);

    (void)state;
    assert_true(starts(d, "K1", "P1", EVERY_DAY_AND "mon", "V1", "2016-11-21")); /* £60.00 */
    assert_false(starts(d, "K2", "P2", EVERY_DAY_AND "[mon, tue]", "V1", "2016-11-21"));
    closed(d, &f);
}

static void halves_of_one_order_are_measured_together(void **state)
{
    struct folder f;
    struct desk *d = opened(&f);

    (void)state;
    assert_true(starts(d, "K1", "P1", "[mon, tue, wed, thu]", "V1", "2016-11-21")); /* £30.00 */
    assert_true(
        starts(d, "K2", "P1", "[fri, sat, sun, mon]", "V1", "2016-11-27")); /* £60.00 in all */
    assert_false(starts(d, "K3", "P1", "[mon]", "V1", "2016-11-27"));       /* £67.50 */
    closed(d, &f);
}

static void after_seven_days_another_provider_or_person_it_is_another_order(void **state)
{
    struct folder f;
    struct desk *d = opened(&f);

    (void)state;
    assert_true(starts(d, "K1", "P1", "daily", "V1", "2016-11-21"));
    assert_false(starts(d, "K2", "P1", "[mon, tue]", "V1", "2016-11-27")); /* the seventh day */
    assert_true(starts(d, "K3", "P1", "[mon, tue]", "V1", "2016-11-28"));
    assert_true(starts(d, "K4", "P1", "[mon, tue]", "V2", "2016-11-21"));
    assert_true(starts(d, "K5", "P2", "[mon, tue]", "V1", "2016-11-21"));
    closed(d, &f);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_package_at_the_limit_starts_and_over_it_does_not),
        cmocka_unit_test(halves_of_one_order_are_measured_together),
        cmocka_unit_test(after_seven_days_another_provider_or_person_it_is_another_order),
    };
    return RUN_TESTS(tests);
}
