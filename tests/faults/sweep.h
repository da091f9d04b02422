/* sweep.h - one operation of the day with a fault at one point: what was told is what is there
 *
 * Asked     Of each point: never a damaged store; never told done and not there; never told not done
 *           and there after all, neither to those who go on nor after everybody was killed; told in
 *           words that fit (the disk, or memory); and once the fault is over, the same operation
 *           with the same id is done, once.
 * Spared    A store that is byte for byte the one before the step is not verified again: that one was.
 * Source    reliability.md M4, A4, A5, A8, A9.
 */
#ifndef TESTS_FAULTS_SWEEP_H
#define TESTS_FAULTS_SWEEP_H

#include "tests/faults/script.h"

struct sweep {
    char folder[200], base[SCRIPT_STEPS][260], path[260], after[260];
    void (*arm)(long point, void *how);
    bool (*disarm)(void); /* whether the fault came */
    void *how;
    bool colleague; /* somebody else has the store open */
    long points, refused, unknown, done, spared;
};

static inline struct counter_options sweep_options(const struct sweep *s)
{
    return (struct counter_options){.store = s->path,
                                    .login = "maker",
                                    .role = ABSENT,
                                    .today = datetime_date(desk_now()),
                                    .now = desk_now()};
}

/* A file that is not there is an empty one. */
static inline bool sweep_same_file(const char *a, const char *b)
{
    struct fv_bytes x = {0}, y = {0};

    if (access(a, F_OK) == 0)
        fv_read_file(a, &x);
    if (access(b, F_OK) == 0)
        fv_read_file(b, &y);
    bool same = x.size == y.size && (x.size == 0 || memcmp(x.bytes, y.bytes, x.size) == 0);
    fv_bytes_free(&x);
    fv_bytes_free(&y);
    return same;
}

/* The store and its log are those before step `at`, and nothing else of it is there. */
static inline bool sweep_untouched(const struct sweep *s, const char *path, size_t at)
{
    char a[400], b[400];

    snprintf(a, sizeof a, "%s-shm", path);
    if (access(a, F_OK) == 0)
        return false;
    snprintf(a, sizeof a, "%s-wal", path);
    snprintf(b, sizeof b, "%s-wal", s->base[at]);
    return sweep_same_file(a, b) && sweep_same_file(path, s->base[at]);
}

static inline void sweep_look(struct sweep *s, const char *path, const char *when, size_t at,
                              long point, int64_t least, int64_t most, const char *told)
{
    struct found f;

    if (least <= (int64_t)at && sweep_untouched(s, path, at)) {
        s->spared++;
        return;
    }
    look_at(path, &f);
    if (!f.opened || !f.sound || f.done < least || f.done > most)
        fail_msg(
            "%s, point %ld of %s%s: %s%s, %lld done where %lld to %lld are right\ntold: %s\n%s",
            when, point, script[at].op, s->colleague ? " with a colleague" : "",
            f.opened ? "opens" : "does not open", f.sound ? "" : ", unsound", (long long)f.done,
            (long long)least, (long long)most, told, f.text);
}

/* Before a step: what untouched stores are compared with is sound itself. */
static inline void sweep_verified(const struct sweep *s, size_t at)
{
    struct found f;

    look_at(s->after, &f);
    if (!f.opened || !f.sound || f.done != (int64_t)at)
        fail_msg("the store before %s: %lld done\n%s", script[at].op, (long long)f.done, f.text);
}

/* A store as it is before each step. */
static inline void sweep_open(struct sweep *s)
{
    struct desk d;

    *s = (struct sweep){0};
    fv_install();
    desk_new(&d, STORE_STORY);
    snprintf(s->folder, sizeof s->folder, "%s", d.folder);
    snprintf(s->path, sizeof s->path, "%s/sweep.db", d.folder);
    snprintf(s->after, sizeof s->after, "%s/after.db", d.folder);
    for (size_t i = 0; i < SCRIPT_STEPS; i++) {
        counter_close(d.c);
        snprintf(s->base[i], sizeof s->base[i], "%s/base%zu.db", d.folder, i);
        copy_store(d.path, s->base[i]);
        copy_store(d.path, s->after);
        sweep_verified(s, i);
        desk_open(&d, "maker", NULL);
        script_do(&d, i, i + 1);
    }
    counter_close(d.c);
    arena_release(&d.arena);
    faults_release(&d.all);
}

static inline void sweep_close(struct sweep *s)
{
    char command[256];

    snprintf(command, sizeof command, "rm -rf '%s'", s->folder);
    assert_int_equal(system(command), 0);
}

static inline void sweep_words(size_t at, long point, const struct fault *why)
{
    bool right = why->kind == FAULT_RESOURCE || why->kind == FAULT_UNKNOWN;

    if (!right)
        fail_msg("point %ld of %s is told as %s: %s", point, script[at].op, fault_word(why->kind),
                 why->text);
}

/* Once more with the same id, when the fault is over. */
static inline void sweep_again(size_t at, long point, struct counter *c, const struct node *args)
{
    struct arena a = {0};
    struct answer answer;
    struct faults all = {0};
    struct fault why = {0};

    if (!counter_sit(c, script[at].login, ABSENT, counter_session(c)->now, &why))
        fail_msg("after point %ld of %s: %s", point, script[at].op, why.text);
    if (!counter_run(c, script[at].op, args, &desk_how, script_id(at + 1), &a, &answer, &all))
        fail_msg("after point %ld of %s: %s", point, script[at].op, all.list[0].text);
    arena_release(&a);
    faults_release(&all);
}

struct told {
    bool opened, done;
    struct fault why;
};

/* Opens, does step `at`, with the fault armed from the opening on or only for the operation. */
static inline bool sweep_faulty(struct sweep *s, size_t at, long point, bool opening,
                                const struct node *args, struct counter **c, struct told *told)
{
    const struct counter_options o = sweep_options(s);
    struct faults all = {0};
    struct arena a = {0};
    struct answer answer;

    *told = (struct told){0};
    if (opening)
        s->arm(point, s->how);
    told->opened = counter_open(&o, c, &all);
    if (!opening && !told->opened)
        fail_msg("%s", all.list[0].text);
    if (told->opened)
        told->opened =
            counter_sit(*c, script[at].login, ABSENT, counter_session(*c)->now, &told->why);
    if (!opening)
        s->arm(point, s->how);
    if (told->opened)
        told->done =
            counter_run(*c, script[at].op, args, &desk_how, script_id(at + 1), &a, &answer, &all);
    bool came = s->disarm();
    if (all.count)
        told->why = all.kept ? all.list[0] : (struct fault){.kind = FAULT_RESOURCE};
    if (!told->opened || !told->done)
        sweep_words(at, point, &told->why);
    faults_release(&all);
    arena_release(&a);
    return came;
}

/* False when the operation has fewer points than that. */
static inline bool sweep_point(struct sweep *s, size_t at, long point, bool opening)
{
    const struct store_options plain = {.path = s->path, .tables = all_tables};
    const int64_t before = (int64_t)at;
    struct counter *c = NULL;
    struct store *colleague = NULL;
    struct faults all = {0};
    struct arena a = {0};
    struct told told;
    struct fault why = {0};
    int64_t looked;

    copy_store(s->base[at], s->path);
    const struct node *args =
        yaml_read_value(script[at].args, strlen(script[at].args), NULL, &a, &all);
    assert_non_null(args);
    if (s->colleague &&
        (!store_open(&plain, &colleague, &why) ||
         !query_one_int(colleague, "SELECT count(*) FROM tx", NO_ARGS, &looked, &why)))
        fail_msg("%s", why.text);
    bool came = sweep_faulty(s, at, point, opening, args, &c, &told);
    bool unknown = told.opened && !told.done && told.why.kind == FAULT_UNKNOWN;
    int64_t least = before + told.done, most = before + (told.done || unknown);
    copy_store(s->path, s->after);
    sweep_look(s, s->after, "after a power cut", at, point, least, most, told.why.text);
    if (c)
        sweep_again(at, point, c, args);
    counter_close(c);
    store_close(colleague);
    if (c)
        least = most = before + 1;
    sweep_look(s, s->path, "once the fault is over", at, point, least, most, told.why.text);
    s->points += came;
    s->done += told.done;
    s->unknown += unknown;
    s->refused += !told.done && !unknown;
    arena_release(&a);
    faults_release(&all);
    return came;
}

/* Every `stride`-th point of one step, from `point` on. */
static inline void sweep_from(struct sweep *s, size_t at, bool opening, long point, long stride)
{
    while (sweep_point(s, at, point, opening))
        point += stride;
}

/* The same, from a point by chance. */
static inline void sweep_step(struct sweep *s, size_t at, bool opening, long stride)
{
    sweep_from(s, at, opening, 1 + (long)fv_below((uint64_t)stride), stride);
}

#endif
