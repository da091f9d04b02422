/* demo_county.c - places, providers, awards, people and the care that runs, as imports bring them */
#include "cli/demo.h"

#include <stdio.h>
#include <string.h>

enum { VISITS_KNOWN = 20000 /* after so many people only hours and price are known */ };

/* --- lots and providers --------------------------------------------------------------------------- */

size_t demo_lot(const struct demo *d, const struct demo_postcode *p)
{
    const struct lot_row *lot = d->config->lots.items;
    size_t best = d->config->lots.count, rank = 0;

    for (size_t i = 0; i < d->config->lots.count; i++) {
        const struct lot_area_row *area = lot[i].areas.items;
        for (size_t j = 0; j < lot[i].areas.count; j++) {
            size_t fits = 0;
            if (strncmp(area[j].value, p->postcode, strlen(area[j].value)) == 0)
                fits = 3;
            else if (p->ward && strcmp(area[j].value, p->ward) == 0)
                fits = 2;
            else if (strcmp(area[j].value, p->district) == 0)
                fits = 1;
            if (fits > rank) {
                rank = fits;
                best = i;
            }
        }
    }
    return best;
}

/* Each lot has a lead; the first lots a second one, until there are eighteen. */
size_t demo_lead(const struct demo *d, size_t lot, size_t n)
{
    size_t lots = d->config->lots.count, second = lots + lot;

    return n == 1 && second < DEMO_LEADS ? second : lot;
}

static void provider_name(size_t i, char *out, size_t size)
{
    static const char *const word[] = {
        "Vale",     "Beacon",   "Charnley",      "Oakleaf",    "Swift Brook", "Harbour",
        "Meridian", "Bluebell", "Larkfield",     "Holly Tree", "Soar Bank",   "Kingfisher",
        "Hearth",   "Wolds",    "Foxglove",      "Lantern",    "Willow",      "Northgate",
        "Ashgrove", "Primrose", "Rutland Water", "Chestnut",   "Heron",       "Kestrel",
        "Linden",   "Marigold", "Quarry",        "Rosewood",   "Teal",        "Yew"};
    static const char *const kind[] = {"Homecare",         "Care",  "Home Support", "Care Services",
                                       "Domiciliary Care", "Carers"};

    snprintf(out, size, "%s %s", word[i % 30], kind[(i / 30 + i) % 6]);
}

static void rows_provider(struct demo *d, size_t i, struct node *map)
{
    struct demo_postcode p;
    char name[64];

    provider_name(i, name, sizeof name);
    demo_postcode(i * 11, &p);
    demo_put(d, map, "ref", "V%03zu", i + 1);
    demo_put(d, map, "name", "%s", name);
    demo_put(d, map, "cqc_location", "1-90000%04zu", i + 1);
    demo_put(d, map, "registered_from", "2011-04-01");
    demo_put(d, map, "postcode", "%s", p.postcode);
    demo_put(d, map, "phone", "01632 961%03zu", i % 1000);
    demo_put(d, map, "old_market", "%s", i < DEMO_LEADS ? "false" : "true");
}

static void rows_postcode(struct demo *d, size_t i, struct node *map)
{
    struct demo_postcode p;

    demo_postcode(i, &p);
    demo_put(d, map, "postcode", "%s", p.postcode);
    demo_put(d, map, "district", "%s", p.district);
    if (p.ward)
        demo_put(d, map, "ward", "%s", p.ward);
}

/* The county's districts, those over its edge, and the wards of a lot that is a whole district. */
static const struct {
    const char *code, *name;
} areas[] = {
    {"E07000129", "Blaby"},
    {"E07000130", "Charnwood"},
    {"E07000131", "Harborough"},
    {"E07000132", "Hinckley and Bosworth"},
    {"E07000133", "Melton"},
    {"E07000134", "North West Leicestershire"},
    {"E07000135", "Oadby and Wigston"},
    {"E06000016", "Leicester"},
    {"E06000017", "Rutland"},
    {"E07000151", "Daventry"},
    {"E07000153", "Kettering"},
    {"E07000039", "South Derbyshire"},
    {"E05005531", "Oadby Brocks Hill"},
    {"E05005532", "Oadby Grange"},
    {"E05005533", "Oadby St. Peter's"},
    {"E05005534", "Oadby Uplands"},
    {"E05005535", "Oadby Woodlands"},
    {"E05005536", "South Wigston"},
    {"E05005537", "Wigston All Saints"},
    {"E05005538", "Wigston Fields"},
    {"E05005539", "Wigston Meadowcourt"},
    {"E05005540", "Wigston St. Wolstan's"},
};
enum { AREAS = sizeof areas / sizeof *areas };

static void rows_area(struct demo *d, size_t i, struct node *map)
{
    demo_put(d, map, "code", "%s", areas[i].code);
    demo_put(d, map, "name", "%s", areas[i].name);
}

static void rows_practice(struct demo *d, size_t i, struct node *map)
{
    struct demo_practice p = {0};

    demo_practice(i, &p);
    demo_put(d, map, "code", "%s", p.code);
    demo_put(d, map, "name", "%s", p.name);
    demo_put(d, map, "commissioner", "%s", p.commissioner);
    demo_put(d, map, "from", "2013-04-01");
}

/* Where the prices of the demonstration say they come from. */
#define RATES_FROM "HTLAH contract, schedule of rates 2016"

/* Awards: the leads of a lot in turn, then a reserve from the next lot. */
static void rows_award(struct demo *d, size_t i, struct node *map)
{
    static const int room[] = {125, 112, 103, 97, 118, 108, 130, 101, 122, 110, 105, 115};
    const struct lot_row *lot = d->config->lots.items;
    size_t lots = d->config->lots.count, of = i % lots, provider = i;
    bool lead = i < DEMO_LEADS;
    int64_t minutes = d->lot_minutes[of], rate = 1574 + (int64_t)(of % 5) * 12;
    bool two = demo_lead(d, of, 1) != of;

    minutes = lead ? minutes * room[of % 12] / (two ? 200 : 100) : minutes / 6;
    if (!lead)
        provider = (i - DEMO_LEADS + 5) % lots;
    demo_put(d, map, "ref", "W%02zu", i + 1);
    demo_put(d, map, "lot", "%s", lot[lead ? of : (i - DEMO_LEADS) % lots].code);
    demo_put(d, map, "provider", "V%03zu", provider + 1);
    demo_put(d, map, "role", "%s", lead ? "lead" : "reserve");
    demo_put(d, map, "weekly_minutes", "%lld", (long long)(minutes < 1260 ? 1260 : minutes));
    demo_put(d, map, "from", "2016-11-07");
    struct node *rates = node_new(&d->row, NODE_LIST), *hour = demo_map(d),
                *short_one = demo_map(d);
    if (!rates || !hour || !short_one || !map)
        return;
    rates->key = "rates";
    demo_put(d, hour, "pence", "%lld", (long long)rate);
    demo_put(d, hour, "source", "%s", RATES_FROM);
    demo_put(d, short_one, "minutes", "15");
    demo_put(d, short_one, "pence", "%lld", (long long)rate * 32 / 100);
    demo_put(d, short_one, "source", "%s", RATES_FROM);
    node_append(rates, hour);
    node_append(rates, short_one);
    node_append(map, rates);
}

/* --- people and their care -------------------------------------------------------------------------- */

static void rows_person(struct demo *d, size_t i, struct node *map)
{
    struct demo_person p;
    struct demo_postcode home;
    struct demo_practice practice = {0};
    char alerts[128] = "", born[24];
    size_t used = 0;

    demo_person(d->seed, i, d->today, &p);
    demo_postcode(p.postcode, &home);
    demo_practice(p.practice, &practice);
    demo_put(d, map, "ref", "%s", p.ref);
    demo_put(d, map, "family_name", "%s", *p.family_joined ? p.family_joined : p.family);
    demo_put(d, map, "given_name", "%s", p.given);
    demo_put(d, map, "title", "%s", p.title);
    if (p.former)
        demo_put(d, map, "former_family_name", "%s", p.former);
    demo_put(d, map, "born", "%s", date_print_iso(p.born, born, sizeof born));
    if (*p.nhs_number)
        demo_put(d, map, "nhs_number", "%s", p.nhs_number);
    demo_put(d, map, "sex", "%s", p.sex);
    if (p.language)
        demo_put(d, map, "language", "%s", p.language);
    demo_put(d, map, "phone", "%s", p.phone);
    demo_put(d, map, "address", "%s", p.address);
    demo_put(d, map, "postcode", "%s", home.postcode);
    demo_put(d, map, "gp_practice", "%s", practice.code);
    demo_put(d, map, "from", "2015-04-01");
    for (size_t k = 0; demo_alerts[k]; k++)
        if (p.alerts & 1u << k)
            used += (size_t)snprintf(alerts + used, sizeof alerts - used, "%s%s", used ? ", " : "[",
                                     demo_alerts[k]);
    if (used)
        demo_put(d, map, "alerts", "%s]", alerts);
    /* Twins and namesakes are many among a million. */
    demo_put(d, map, "confirmed_new", "taken on from the county's register");
}

/* Where the n-th person's care runs: lot, rate and provider; *old: one of the 150. */
static void care_of(const struct demo *d, size_t n, size_t *lot, bool *old, size_t *provider)
{
    struct demo_person p;
    struct demo_postcode home;

    demo_person(d->seed, n, d->today, &p);
    demo_postcode(p.postcode, &home);
    *lot = demo_lot(d, &home);
    *old = *lot == d->config->lots.count || n % 11 == 3;
    *provider = *old ? DEMO_LEADS + n % DEMO_OLD : demo_lead(d, *lot, n / 2 % 2);
}

/* The package in force. */
static void rows_package(struct demo *d, size_t i, struct node *map)
{
    size_t n = d->waiting + i, lot, provider;
    bool old;
    char start[24];
    money_t price;

    care_of(d, n, &lot, &old, &provider);
    money_t rate = GBP(old ? 14 : 15, old ? 20 : 74 + (int64_t)(lot % 5) * 12);
    int64_t minutes = demo_week(d, n, rate, &price);
    date_t from =
        old ? date_add_days(d->today, -(int64_t)(n % 900) - 30) : date_add_days(d->today, -1);
    demo_put(d, map, "ref", "K%05zu", 10000 + n);
    demo_put(d, map, "person", "P%05zu", 10000 + n);
    demo_put(d, map, "provider", "V%03zu", provider + 1);
    if (!old)
        demo_put(d, map, "award", "W%02zu", provider + 1);
    demo_put(d, map, "start", "%s", date_print_iso(from, start, sizeof start));
    demo_put(d, map, "price", "%lld", (long long)price.pence);
    if (n < VISITS_KNOWN)
        demo_put_visits(d, map, n);
    else
        demo_put(d, map, "weekly_minutes", "%lld", (long long)minutes);
}

/* What went before it, ended when the new service began: every second person had one. */
static void rows_ended(struct demo *d, size_t i, struct node *map)
{
    size_t n = d->waiting + 2 * i;
    char start[24], end[24];
    money_t price;
    int64_t minutes = demo_week(d, n + 7, GBP(14, 20), &price);

    demo_put(d, map, "ref", "K%05zu", 10000 + d->people + i);
    demo_put(d, map, "person", "P%05zu", 10000 + n);
    demo_put(d, map, "provider", "V%03zu", DEMO_LEADS + n % DEMO_OLD + 1);
    demo_put(
        d, map, "start", "%s",
        date_print_iso(date_add_days(d->today, -400 - (int64_t)(n % 700)), start, sizeof start));
    demo_put(d, map, "to", "%s", date_print_iso(date_add_days(d->today, -31), end, sizeof end));
    demo_put(d, map, "price", "%lld", (long long)price.pence);
    demo_put(d, map, "weekly_minutes", "%lld", (long long)minutes);
}

static void tally(struct demo *d)
{
    for (size_t n = d->waiting; n < d->people; n++) {
        size_t lot, provider;
        bool old;
        money_t price;
        care_of(d, n, &lot, &old, &provider);
        if (!old)
            d->lot_minutes[lot] += demo_week(d, n, GBP(15, 74), &price);
    }
}

/* --- one kind after another, each as one import ------------------------------------------------------ */

struct kind_of {
    const char *kind, *op, *key[2];
    void (*row)(struct demo *d, size_t i, struct node *map);
};

static bool bring(struct demo *d, const struct kind_of *k, size_t count)
{
    const struct reading how = {.style = STYLE_FILE, .kind = "column"};
    struct progress p = *d->progress;
    struct bulk_options o = {
        .op = k->op, .kind = k->kind, .file = "demonstration", .rows = count, .key = k->key};
    struct bulk_counts counts;
    struct answer answer;
    struct fault why = {0};
    bool good = true;

    p.what = k->kind;
    if (count == 0)
        return true;
    if (!counter_bulk_begin(d->counter, &o, &p, &why)) {
        faults_take(d->all, &why);
        return false;
    }
    for (size_t i = 0; i < count && good; i++) {
        arena_reset(&d->row);
        struct node *map = demo_map(d);
        k->row(d, i, map);
        good = map && counter_bulk_row(d->counter, map, &how, i + 2, d->all);
        if (i % 512 == 0)
            counter_bulk_progress(d->counter, i, count);
    }
    return counter_bulk_end(d->counter, good, &counts, &answer, d->all) && good;
}

bool demo_county(struct demo *d)
{
    static const struct kind_of kinds[] = {
        {"boundaries", "place.area", {"code", NULL}, rows_area},
        {"postcodes", "place.postcode", {"postcode", NULL}, rows_postcode},
        {"gp-practices", "place.practice", {"code", NULL}, rows_practice},
        {"providers", "provider.add", {"ref", NULL}, rows_provider},
        {"awards", "award.add", {"ref", NULL}, rows_award},
        {"people", "person.add", {"ref", NULL}, rows_person},
        {"packages-in-force", "package.take-on", {"ref", NULL}, rows_package},
        {"packages-in-force", "package.take-on", {"ref", NULL}, rows_ended},
    };
    const size_t counts[] = {AREAS,
                             DEMO_POSTCODES,
                             DEMO_PRACTICES,
                             DEMO_LEADS + DEMO_OLD,
                             DEMO_LEADS + d->config->lots.count,
                             d->people,
                             d->people - d->waiting,
                             (d->people - d->waiting) / 2};
    struct fault why = {0};

    tally(d);
    /* As if loaded yesterday before the office opened. */
    if (!counter_sit(d->counter, d->maker, ABSENT,
                     datetime_make(date_add_days(d->today, -1), 7 * 60), &why)) {
        faults_take(d->all, &why);
        return false;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!bring(d, &kinds[i], counts[i]))
            return false;
    return true;
}
