#include "cli/demo_people.h"

#include "core/base/text.h"

#include <stdio.h>
#include <string.h>

/* --- dice --------------------------------------------------------------------------------------- */

uint64_t dice_next(struct dice *d)
{
    uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

struct dice dice_of(uint64_t seed, uint64_t what, uint64_t n)
{
    struct dice d = {seed * UINT64_C(0xD1342543DE82EF95) + what};

    d.state = dice_next(&d) ^ n * UINT64_C(0x2545F4914F6CDD1D);
    dice_next(&d);
    return d;
}

size_t dice_upto(struct dice *d, size_t n)
{
    return (size_t)(dice_next(d) % n);
}

bool dice_chance(struct dice *d, unsigned in_a_thousand)
{
    return dice_next(d) % 1000 < in_a_thousand;
}

enum { DICE_PERSON = 1, DICE_VISITS };

#define PICK(dice, list) ((list)[dice_upto(dice, sizeof(list) / sizeof *(list))])

/* --- places ------------------------------------------------------------------------------------- */

/* The county's districts, their wards of 2014 in order, and the outward codes found in them. */
static const struct {
    const char *district;
    unsigned first_ward, last_ward;
    const char *outward[4];
} districts[] = {
    {"E07000129", 5408, 5425, {"LE3", "LE19", "LE9", "LE8"}},
    {"E07000130", 5426, 5453, {"LE11", "LE12", "LE7", "LE4"}},
    {"E07000131", 5454, 5478, {"LE17", "LE16", "LE8", "LE7"}},
    {"E07000132", 5479, 5494, {"LE10", "LE9", "CV13", "LE6"}},
    {"E07000133", 5495, 5510, {"LE13", "LE14", "LE13", "LE14"}},
    {"E07000134", 5511, 5530, {"LE67", "LE65", "DE12", "DE74"}},
    {"E07000135", 5531, 5540, {"LE18", "LE2", "LE18", "LE2"}},
};
enum { DISTRICTS = sizeof districts / sizeof *districts, FIRST_WARD = 5408, WARDS = 133 };

/* Over the edge: the same outward code, another authority. */
static const struct {
    const char *outward, *district;
} edges[] = {
    {"LE16", "E06000017"}, {"LE16", "E07000151"}, {"LE16", "E07000153"}, {"LE15", "E06000017"},
    {"LE3", "E06000016"},  {"LE4", "E06000016"},  {"LE5", "E06000016"},  {"DE11", "E07000039"},
};
enum { EDGES = sizeof edges / sizeof *edges, EDGE_EVERY = 60 };

static const char *ward_code(unsigned ward)
{
    static char code[WARDS][10];
    char *c = code[ward - FIRST_WARD];

    snprintf(c, sizeof code[0], "E0500%04u", ward);
    return c;
}

void demo_postcode(size_t n, struct demo_postcode *out)
{
    static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ";
    const char *outward;

    if (n % EDGE_EVERY == EDGE_EVERY - 1) {
        size_t e = n / EDGE_EVERY % EDGES;
        outward = edges[e].outward;
        out->district = edges[e].district;
        out->ward = NULL;
    } else {
        unsigned ward = FIRST_WARD + (unsigned)(n * 47 % WARDS);
        size_t d = 0;
        while (ward > districts[d].last_ward)
            d++;
        outward = districts[d].outward[n / WARDS % 4];
        out->district = districts[d].district;
        out->ward = ward_code(ward);
    }
    /* 4,000 inward halves, each used once. */
    snprintf(out->postcode, sizeof out->postcode, "%s %zu%c%c", outward, n % 10,
             letters[n / 10 % 20], letters[n / 200 % 20]);
}

void demo_practice(size_t n, struct demo_practice *out)
{
    static const char *const place[] = {"Elm",     "Bridge", "Castle", "Mill",   "Station",
                                        "Church",  "Park",   "River",  "Market", "Hill",
                                        "Orchard", "Forest", "Vale",   "Spring"};
    static const char *const kind[] = {"Surgery", "Medical Centre", "Health Centre", "Practice",
                                       "Family Doctors"};
    static const char *const ccg[] = {"03W", "04V", "04V", "03W", "04C"};

    snprintf(out->code, sizeof out->code, "C99%03zu", n + 1);
    snprintf(out->name, sizeof out->name, "%s %s", place[n % 14], kind[n / 14 % 5]);
    out->commissioner = ccg[n % 5];
}

/* --- people ------------------------------------------------------------------------------------- */

static const char *const families[] = {
    "Abbott",     "Adeyemi",   "Ahmed",     "Akhtar",   "Alder",      "Allsop",  "Archer",
    "Ashby",      "Atherton",  "Bagley",    "Bainton",  "Barrow",     "Beckett", "Bhatt",
    "Birch",      "Blackwell", "Bradshaw",  "Brindle",  "Brook",      "Brzęk",   "Burrows",
    "Caldwell",   "Carver",    "Chambers",  "Chaudhry", "Clay",       "Cobley",  "Coulson",
    "Crane",      "Dabrowski", "Dale",      "Danvers",  "Desai",      "Dexter",  "Dhillon",
    "Draper",     "Eames",     "Eggleston", "Ellwood",  "Fairfax",    "Farrow",  "Fenwick",
    "Fielding",   "Flint",     "Foster",    "Garrod",   "Gaunt",      "Gill",    "Goddard",
    "Granger",    "Greaves",   "Hallam",    "Harcourt", "Hargreaves", "Hassan",  "Heath",
    "Hinton",     "Holt",      "Hussain",   "Ingram",   "Iqbal",      "Jarvis",  "Jessop",
    "Joshi",      "Kaur",      "Keane",     "Kilby",    "Kowalczyk",  "Lakhani", "Lambert",
    "Langley",    "Lovell",    "Mahmood",   "Marlowe",  "Marriott",   "Mbeki",   "Meadows",
    "Mistry",     "Moss",      "Musson",    "Naylor",   "Newbold",    "Nowak",   "Oakley",
    "Ó Dónaill",  "Okafor",    "Osborne",   "Palmer",   "Parekh",     "Patel",   "Pickering",
    "Pike",       "Platts",    "Quinn",     "Radford",  "Rahman",     "Raynor",  "Reeve",
    "Rowley",     "Sadler",    "Sahota",    "Sánchez",  "Sharpe",     "Shelton", "Sidhu",
    "Singh",      "Skelton",   "Słowik",    "Stafford", "Sutton",     "Swain",   "Teague",
    "Thackray",   "Thorne",    "Toone",     "Turville", "Underwood",  "Vaughan", "Voss",
    "Wainwright", "Warden",    "Waters",    "Webster",  "Whetstone",  "Wickes",  "Wilde",
    "Wren",       "Yates",
};
static const char *const women[] = {
    "Ada",     "Amina",  "Beryl",  "Brenda",   "Carol",   "Constance", "Dilys",    "Doreen",
    "Dorothy", "Edith",  "Eileen", "Elsie",    "Enid",    "Farida",    "Freda",    "Gladys",
    "Grace",   "Halina", "Hilda",  "Irene",    "Ivy",     "Jean",      "Jyoti",    "Kamala",
    "Lilian",  "Lucja",  "Mabel",  "Manjit",   "Maud",    "Meera",     "Muriel",   "Nasreen",
    "Nellie",  "Olive",  "Pamela", "Peggy",    "Phyllis", "Rita",      "Rosalind", "Siân",
    "Sushila", "Sybil",  "Vera",   "Winifred", "Zofia",
};
static const char *const men[] = {
    "Albert",  "Alfred",  "Arthur", "Bernard", "Cecil",  "Clifford", "Cyril",  "Dennis",  "Derek",
    "Dilip",   "Edgar",   "Ernest", "Francis", "Frank",  "Gerald",   "Gordon", "Harjit",  "Harold",
    "Horace",  "Idris",   "Ivor",   "Jagdish", "Jerzy",  "Kenneth",  "Kwame",  "Leonard", "Mohan",
    "Neville", "Norman",  "Owen",   "Percy",   "Ramesh", "Reginald", "Roland", "Ronald",  "Seán",
    "Stanley", "Tadeusz", "Thomas", "Victor",  "Walter", "Wilfred",  "Yusuf",
};
const char *const demo_alerts[] = {"lives-alone", "double-handed", "key-safe", "risk",
                                   "dog",         "allergy",       NULL};
static const unsigned alert_chance[] = {420, 130, 310, 60, 70, 50};

/* A number of the test range that keeps the check, or none: one in ten has no number yet. */
static void nhs_number(size_t n, char out[11])
{
    unsigned body = (unsigned)(n * 611953 % 1000000), sum = 0;

    out[0] = '\0';
    if (n % 10 == 7)
        return;
    snprintf(out, 11, "999%06u", body);
    for (unsigned i = 0; i < 9; i++)
        sum += (10 - i) * (unsigned)(out[i] - '0');
    unsigned check = (11 - sum % 11) % 11;
    if (check == 10 || body == 999999)
        out[0] = '\0'; /* no such number, or ten nines, which nobody is given */
    else
        snprintf(out + 9, 2, "%u", check);
}

static void address(struct dice *d, char *out, size_t size)
{
    static const char *const street[] = {
        "Church Lane",  "Mill Road",  "High Street", "Orchard Close", "The Green", "Park View",
        "Station Road", "Elm Avenue", "Forest Way",  "Canal Side",    "Hilltop",   "Long Furrow"};

    snprintf(out, size, "%zu %s", 1 + dice_upto(d, 180), PICK(d, street));
}

static date_t born(struct dice *d, date_t today)
{
    /* Three in four are over 65, most of them over 80. */
    int64_t age = dice_chance(d, 750) ? 66 + (int64_t)(dice_upto(d, 19) + dice_upto(d, 18))
                                      : 23 + (int64_t)dice_upto(d, 43);

    return date_add_days(today, -(age * 365 + (int64_t)dice_upto(d, 365)));
}

void demo_person(uint64_t seed, size_t n, date_t today, struct demo_person *out)
{
    struct dice d = dice_of(seed, DICE_PERSON, n);
    bool woman = dice_chance(&d, 640);
    static const char *const languages[] = {"Gujarati", "Punjabi", "Polish", "Urdu", "Bengali"};

    *out = (struct demo_person){.sex = woman ? "female" : "male"};
    snprintf(out->ref, sizeof out->ref, "P%05zu", 10000 + n);
    out->family = PICK(&d, families);
    out->given = woman ? PICK(&d, women) : PICK(&d, men);
    out->title = woman ? (dice_chance(&d, 700) ? "Mrs" : "Ms") : "Mr";
    if (dice_chance(&d, 25))
        snprintf(out->family_joined, sizeof out->family_joined, "%s-%s", out->family,
                 PICK(&d, families));
    if (woman && dice_chance(&d, 60))
        out->former = PICK(&d, families);
    if (dice_chance(&d, 45))
        out->language = PICK(&d, languages);
    out->born = born(&d, today);
    nhs_number(n, out->nhs_number);
    address(&d, out->address, sizeof out->address);
    snprintf(out->phone, sizeof out->phone, "01632 960%03zu", dice_upto(&d, 1000));
    out->postcode = dice_upto(&d, DEMO_POSTCODES);
    out->practice = dice_upto(&d, DEMO_PRACTICES);
    for (unsigned i = 0; demo_alerts[i]; i++)
        if (dice_chance(&d, alert_chance[i]))
            out->alerts |= 1u << i;
}

/* --- visits ------------------------------------------------------------------------------------- */

static const struct {
    const char *band, *at, *tasks;
} calls[DEMO_VISITS_MOST] = {
    {"morning", "07:45", "wash, dress, breakfast, medicines"},
    {"tea", "17:00", "meal, medicines"},
    {"bed", "21:00", "undress, settle, medicines"},
    {"lunch", "12:15", "meal, drink, comfort"},
};

/* 18 : 835 : 209 : 97 of every 1,159 visits are of 15, 30, 45 and 60 minutes. */
static int visit_minutes(struct dice *d)
{
    size_t n = dice_upto(d, 1159);

    return n < 18 ? 15 : n < 853 ? 30 : n < 1062 ? 45 : 60;
}

size_t demo_visits(uint64_t seed, size_t n, struct demo_visit out[DEMO_VISITS_MOST])
{
    static const char *const some_days[] = {"mon,wed,fri", "mon,tue,wed,thu,fri", "tue,thu,sat"};
    struct dice d = dice_of(seed, DICE_VISITS, n);
    size_t count = 1 + (dice_chance(&d, 620) ? 1 + dice_upto(&d, 3) : 0);
    bool daily = count > 1 || dice_chance(&d, 600);
    const char *days = daily ? "daily" : PICK(&d, some_days);
    bool two = dice_chance(&d, 120);

    for (size_t i = 0; i < count; i++) {
        int minutes = visit_minutes(&d);
        bool critical = dice_chance(&d, 90);
        out[i] = (struct demo_visit){
            .days = days,
            .band = calls[i].band,
            .at = calls[i].at,
            .minutes = minutes,
            .carers = two ? 2 : 1,
            .personal_care = minutes > 15 && i != 1,
            .time_critical = critical,
            .critical_reason = critical ? (i % 2 ? "insulin" : "medicines for Parkinson's") : NULL,
            .tasks = minutes > 15 ? calls[i].tasks : "medicines prompt",
        };
    }
    return count;
}
