/* demo_command.c - htlah demo: a store with invented people, to try the program on */
#include "cli/demo.h"

#include "core/base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    PEOPLE_USUAL = 2000,
    PEOPLE_SMALL = 120,
    PEOPLE_MOST = 1000000,
    MADE_BEFORE = 27 * 60 /* the day before, in the small hours */
};

/* --- arguments of operations ---------------------------------------------------------------------- */

struct node *demo_map(struct demo *d)
{
    return node_new(&d->row, NODE_MAP);
}

void demo_put(struct demo *d, struct node *map, const char *key, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (map)
        (void)node_add(&d->row, map, key, text);
}

int64_t demo_week(const struct demo *d, size_t n, money_t hourly, money_t *price)
{
    struct demo_visit visit[DEMO_VISITS_MOST];
    size_t count = demo_visits(d->seed, n, visit);
    int64_t minutes = 0;
    money_t one, all = GBP(0, 0);

    for (size_t i = 0; i < count; i++) {
        int64_t days = 1;
        for (const char *c = visit[i].days; *c; c++)
            days += *c == ',';
        if (strcmp(visit[i].days, "daily") == 0)
            days = 7;
        minutes += days * visit[i].minutes * visit[i].carers;
        if (money_visit(hourly, visit[i].minutes, &one))
            all.pence += one.pence * days * visit[i].carers;
    }
    *price = all;
    return minutes;
}

int64_t demo_put_visits(struct demo *d, struct node *map, size_t n)
{
    struct demo_visit visit[DEMO_VISITS_MOST];
    size_t count = demo_visits(d->seed, n, visit);
    struct node *list = node_new(&d->row, NODE_LIST);
    money_t price;

    if (!list || !map)
        return 0;
    list->key = "visits";
    for (size_t i = 0; i < count; i++) {
        const struct demo_visit *v = &visit[i];
        struct node *row = demo_map(d);
        if (!row)
            return 0;
        demo_put(d, row, "days", "%s", v->days);
        demo_put(d, row, "band", "%s", v->band);
        demo_put(d, row, "at", "%s", v->at);
        demo_put(d, row, "minutes", "%d", v->minutes);
        demo_put(d, row, "carers", "%d", v->carers);
        demo_put(d, row, "personal_care", "%s", v->personal_care ? "true" : "false");
        demo_put(d, row, "tasks", "%s", v->tasks);
        if (v->time_critical) {
            demo_put(d, row, "time_critical", "true");
            demo_put(d, row, "critical_reason", "%s", v->critical_reason);
        }
        node_append(list, row);
    }
    node_append(map, list);
    return demo_week(d, n, GBP(15, 74), &price);
}

/* --- the command ---------------------------------------------------------------------------------- */

static bool number(struct request *r, const char *option, uint64_t least, uint64_t most,
                   uint64_t *out)
{
    const char *text = request_value(r, option);
    uint64_t n = 0;

    if (!text)
        return true;
    for (const char *c = text; *c; c++) {
        if (*c < '0' || *c > '9' || n > most) {
            n = most + 1;
            break;
        }
        n = n * 10 + (uint64_t)(*c - '0');
    }
    if (*text && n >= least && n <= most) {
        *out = n;
        return true;
    }
    request_usage(r, "%s takes a whole number from %llu to %llu", option, (unsigned long long)least,
                  (unsigned long long)most);
    return false;
}

static bool make_store(struct request *r, struct demo *d)
{
    struct config config = {0};
    struct counter_options sit = {.store = r->options->store,
                                  .login = r->around->login,
                                  .role = ABSENT,
                                  .now = DATETIME_NONE};
    struct fault why = {0};

    if (!config_load(r->options->config, &config, r->all))
        return false;
    bool known = datetime_parse_iso(config.partnership.demo_now, &d->now);
    config_release(&config);
    if (r->options->overridden)
        d->now = r->options->now;
    else if (!known) {
        fail(&why, FAULT_INPUT, "demo_now",
             "The partnership has no demo_now: give the day by --today, or put it in "
             "partnership.yaml.");
        faults_take(r->all, &why);
        return false;
    }
    d->today = datetime_date(d->now);
    struct make_options make = {.store = r->options->store,
                                .config = request_config(r),
                                .kind = STORE_DEMO,
                                .now = d->now,
                                .minutes_before = MADE_BEFORE,
                                .login = r->around->login};
    sit.now = d->now;
    sit.today = d->today;
    return counter_make(&make, r->all) && counter_open(&sit, &d->counter, r->all);
}

static int run(struct request *r)
{
    uint64_t people = request_has(r, "--small") ? PEOPLE_SMALL : PEOPLE_USUAL;
    struct demo d = {.seed = 1, .progress = r->progress, .all = r->all, .maker = r->around->login};
    struct buf text = {0};

    if (!request_words(r, 0, 0, "") || !number(r, "--people", 40, PEOPLE_MOST, &people) ||
        !number(r, "--seed", 0, UINT32_MAX, &d.seed))
        return request_status(r);
    d.people = people;
    d.waiting = people < 1000 ? people / 4 : people < 10000 ? 72 : 240;
    if (!make_store(r, &d))
        return request_status(r);
    d.config = counter_config(d.counter);
    bool good = demo_county(&d) && demo_day(&d);
    counter_close(d.counter);
    arena_release(&d.row);
    arena_release(&d.kept);
    if (!good)
        return request_status(r);
    buf_printf(&text, "%s made: %zu invented people, standing on ", r->options->store, d.people);
    char day[32];
    buf_text(&text, datetime_print(d.now, day, sizeof day));
    buf_char(&text, '\n');
    return request_put(r, &text) ? 0 : request_status(r);
}

static const struct option_row option_rows[] = {
    {"--people", "N", "how many people, 40 to 1000000 (2000)", false},
    {"--seed", "S", "another county of the same size (1)", false},
    {"--small", NULL, "120 people", false},
    {NULL, NULL, NULL, false},
};

const struct command command_demo = {
    .name = "demo",
    .usage = "",
    .summary = "make a demonstration store with invented people",
    .help =
        "Makes the store that --store or $HTLAH_STORE names: a county with its lots, providers, "
        "people and a day's work, all invented, the same for the same number and seed. It "
        "stands on a day of its own, and --as lets you be any of its staff. Nothing is "
        "overwritten.",
    .options = option_rows,
    .run = run,
};
