#include "cli/about_command.h"

#include "cli/help.h"
#include "core/ops/keep.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/* --- paths ---------------------------------------------------------------------------------------- */

struct path_row {
    const char *what, *path;
    int64_t there;
};
static const struct field path_rows[] = {
    {FIELD(struct path_row, what, FIELD_TEXT), .label = "What"},
    {FIELD(struct path_row, path, FIELD_TEXT), .max = 4096, .flags = FIELD_OPTIONAL,
     .label = "Path"},
    {FIELD(struct path_row, there, FIELD_BOOL), .label = "There"},
};
static const struct fields path_fields = FIELDS("path", path_rows, struct path_row);

/* A folder of the XDG specification: the variable's, else the one under the home. */
static const char *folder(struct request *r, const char *given, const char *under_home)
{
    if (given)
        return arena_printf(r->arena, "%s/htlah", given);
    return r->around->home ? arena_printf(r->arena, "%s/%s/htlah", r->around->home, under_home)
                           : NULL;
}

static int run_paths(struct request *r)
{
    struct path_row rows[] = {
        {.what = "store", .path = r->options->store},
        {.what = "config",
         .path = r->options->config ? r->options->config : "embedded:leicestershire"},
        {.what = "settings", .path = folder(r, r->around->config_home, ".config")},
        {.what = "state", .path = folder(r, r->around->state_home, ".local/state")},
        {.what = "cache", .path = folder(r, r->around->cache_home, ".cache")},
    };
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};

    if (!request_words(r, 0, 0, ""))
        return request_status(r);
    bool good = writer_begin(&w, &path_fields, &o, &why);
    for (size_t i = 0; good && i < sizeof rows / sizeof *rows; i++) {
        struct stat s;
        rows[i].there = rows[i].path &&
                        (strncmp(rows[i].path, "embedded:", 9) == 0 || stat(rows[i].path, &s) == 0);
        good = writer_row(&w, &rows[i], &why);
    }
    if (good && writer_end(&w, &why))
        return 0;
    writer_abandon(&w);
    return request_fault(r, &why);
}

/* --- doctor --------------------------------------------------------------------------------------- */

enum { FINE, LOOK, WRONG };
static const struct word health_words[] = {
    {"ok", "in order"}, {"look", "look at it"}, {"wrong", "wrong"}, {NULL, NULL}};

struct finding {
    const char *what;
    int64_t health;
    const char *text;
};
static const struct field finding_rows[] = {
    {FIELD(struct finding, what, FIELD_TEXT), .label = "What"},
    {FIELD(struct finding, health, FIELD_ENUM), .words = health_words, .label = "Health"},
    {FIELD(struct finding, text, FIELD_TEXT), .max = 1000, .label = "Finding"},
};
static const struct fields finding_fields = FIELDS("finding", finding_rows, struct finding);

enum { FINDINGS_MOST = 24, BACKUP_OLD_DAYS = 7 };
struct findings {
    struct request *r;
    struct finding row[FINDINGS_MOST];
    size_t count;
};

LIKE_PRINTF(4, 5)
static void find(struct findings *f, const char *what, int64_t health, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (f->count < FINDINGS_MOST)
        f->row[f->count++] = (struct finding){what, health, arena_text(f->r->arena, text)};
}

static void find_terminal(struct findings *f)
{
    const char *term = getenv("TERM");
    struct winsize size = {0};
    const char *codes = nl_langinfo(CODESET);

    if (!f->r->around->out_terminal)
        find(f, "terminal", FINE, "none here; the commands need none");
    else if (!term || !*term || strcmp(term, "dumb") == 0)
        find(f, "terminal", LOOK, "TERM is %s; the screens need a terminal that places its cursor",
             term && *term ? term : "not set");
    else if (ioctl(f->r->out, TIOCGWINSZ, &size) == 0 && (size.ws_col < 80 || size.ws_row < 24))
        find(f, "terminal", LOOK, "%s, %u by %u; the screens want 80 by 24", term,
             (unsigned)size.ws_col, (unsigned)size.ws_row);
    else
        find(f, "terminal", FINE, "%s, %u by %u", term, (unsigned)size.ws_col,
             (unsigned)size.ws_row);
    if (strcmp(codes, "UTF-8") == 0)
        find(f, "locale", FINE, "UTF-8");
    else
        find(f, "locale", LOOK, "%s; names with accents want a UTF-8 locale: LC_ALL=C.UTF-8",
             codes);
}

static void find_machine(struct findings *f, const struct store_facts *m)
{
    find(f, "program", FINE, "htlah %s, libsodium %s", HTLAH_VERSION,
         m->sodium ? m->sodium : "unknown");
    if (m->wal_reset_fixed)
        find(f, "SQLite", FINE, "%s", m->sqlite);
    else
        find(f, "SQLite", LOOK,
             "%s can damage a store that several programs write (mended in 3.44.6, 3.50.7 and "
             "3.51.3); "
             "this program's own lock keeps clear of it: open the store with no other tool",
             m->sqlite);
    if (m->network)
        find(f, "file system", WRONG, "%s is a network file system; keep the store on a local disk",
             m->file_system);
    else
        find(f, "file system", FINE, "%s, %lld MiB free",
             m->file_system ? m->file_system : "unknown", (long long)(m->room / (1024 * 1024)));
}

static void find_store(struct findings *f, struct counter *c, const struct store_facts *m)
{
    struct keep_facts k;

    keep_facts(c, m, &k);
    find(f, "store", k.read_only ? LOOK : FINE,
         "%s: %s, %s%s, version %d, %lld transactions, %lld KiB", k.path, k.kind,
         k.partnership ? k.partnership : "no partnership", k.read_only ? ", read-only" : "",
         m->version, (long long)m->transactions, (long long)(m->size / 1024));
    if (m->wal_size > 64 * 1024 * 1024)
        find(f, "log", LOOK, "%lld MiB; it shrinks when everybody has left the store",
             (long long)(m->wal_size / (1024 * 1024)));
    if (k.last_backup == ABSENT)
        find(f, "backup", LOOK, "none yet; htlah backup FILE makes one");
    else
        find(f, "backup", k.last_backup > BACKUP_OLD_DAYS ? LOOK : FINE, "%lld day%s ago",
             (long long)k.last_backup, k.last_backup == 1 ? "" : "s");
    find(f, "you", FINE, "%s", counter_session(c)->login);
}

/* A store that does not open is a finding, not the end of the examination. */
static void look(struct findings *f)
{
    struct request *r = f->r;
    struct faults unopened = {0}, *all = r->all;
    struct store_facts m = {0};
    struct counter *c = NULL;
    struct fault why = {0};
    struct stat s;
    bool there = r->options->store && stat(r->options->store, &s) == 0;

    find_terminal(f);
    r->all = &unopened;
    bool open = there && request_counter(r, &c);
    r->all = all;
    if (keep_machine(c, r->options->store, &m, &why)) {
        find_machine(f, &m);
        if (open)
            find_store(f, c, &m);
    } else {
        find(f, "machine", WRONG, "%s", why.text);
    }
    if (!there)
        find(f, "store", LOOK, "none at %s; htlah init makes one",
             r->options->store ? r->options->store : "any place, for there is no home");
    for (size_t i = 0; i < unopened.kept; i++)
        find(f, "store", WRONG, "%s%s%s", unopened.list[i].place,
             unopened.list[i].place[0] ? ": " : "", unopened.list[i].text);
    faults_release(&unopened);
    counter_close(c);
}

static int run_doctor(struct request *r)
{
    struct findings f = {.r = r};
    struct writer_options o = request_writer(r);
    struct writer w;
    struct fault why = {0};
    size_t wrong = 0;

    if (!request_words(r, 0, 0, ""))
        return request_status(r);
    look(&f);
    bool good = writer_begin(&w, &finding_fields, &o, &why);
    for (size_t i = 0; good && i < f.count; i++) {
        wrong += f.row[i].health == WRONG;
        good = writer_row(&w, &f.row[i], &why);
    }
    if (!good || !writer_end(&w, &why)) {
        writer_abandon(&w);
        return request_fault(r, &why);
    }
    if (!wrong)
        return 0;
    fail(&why, FAULT_STORE, "", "%zu thing%s wrong; see above.", wrong,
         wrong == 1 ? " is" : "s are");
    return request_fault(r, &why);
}

const struct command command_paths = {
    .name = "paths",
    .usage = "",
    .summary = "where store, configuration, state and cache are",
    .help = "By the XDG Base Directory specification, the options and the environment.",
    .run = run_paths,
};
const struct command command_doctor = {
    .name = "doctor",
    .usage = "",
    .summary = "terminal, locale, libraries, store and backup examined",
    .help =
        "A line a finding: ok, look (something to know), wrong (something to put right; then the "
        "status is 6). It changes nothing.",
    .run = run_doctor,
};
