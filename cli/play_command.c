/* play_command.c - htlah play: story files, a folder and a store for each */
#include "cli/play.h"

#include "core/base/text.h"
#include "core/config/yaml.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STATUS_FAILED = 1 };

/* --- a folder of its own ----------------------------------------------------------------------------- */

static const char *make_folder(struct arena *a, struct fault *why)
{
    const char *tmp = getenv("TMPDIR");
    char *path = arena_printf(a, "%s/htlah-story-XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");

    if (!path)
        fault_memory(why);
    else if (mkdtemp(path))
        return path;
    else
        fail(why, FAULT_RESOURCE, "", "No folder for a story's store can be made: %s.", path);
    return NULL;
}

static void remove_folder(const char *path, struct arena *a)
{
    DIR *d = opendir(path);
    const struct dirent *e;

    while (d && (e = readdir(d))) {
        const char *name = arena_printf(a, "%s/%s", path, e->d_name);
        if (name && strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            unlink(name);
    }
    if (d)
        closedir(d);
    rmdir(path);
}

/* --- the partnership it plays in ---------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    struct stat s;

    return path && stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

/* A folder beside the one given, under config/ here, or in the tree that the story lies in; NULL for
 * the partnership in the program.  *found false where there is none of that name. */
static const char *config_of(struct request *r, const struct story *s, const char *file,
                             bool *found)
{
    const char *given = r->options->config, *slash = strrchr(file, '/');
    char *tries[3] = {0}, *whole = NULL;

    *found = true;
    if (!s->config)
        return given ? realpath(given, NULL) : NULL;
    if (!given && strcmp(s->config, "leicestershire") == 0)
        return NULL;
    if (given)
        tries[0] = arena_printf(r->arena, "%s/../%s", given, s->config);
    tries[1] = arena_printf(r->arena, "config/%s", s->config);
    tries[2] = arena_printf(r->arena, "%.*s../../config/%s", slash ? (int)(slash - file) + 1 : 0,
                            file, s->config);
    for (size_t i = 0; i < 3 && !whole; i++)
        if (is_folder(tries[i]))
            whole = realpath(tries[i], NULL);
    *found = whole != NULL;
    return whole;
}

/* --- one file ------------------------------------------------------------------------------------------ */

static void say_fault(struct buf *out, const struct fault *f)
{
    buf_text(out, "    ");
    if (f->place[0]) {
        text_add_safe(out, f->place, strlen(f->place), NULL);
        buf_text(out, ": ");
    }
    text_add_safe(out, f->text, strlen(f->text), NULL);
    buf_char(out, '\n');
}

static bool play_story(struct request *r, const struct story *s, const char *file, struct arena *a,
                       struct fault *why)
{
    bool found;
    const char *config = config_of(r, s, file, &found);
    const char *folder = found ? make_folder(a, why) : NULL;
    bool good = folder && story_play(s, config, folder, why);

    if (!found)
        fail(why, FAULT_INPUT, "config", "There is no folder config/%.60s.", s->config);
    if (folder)
        remove_folder(folder, a);
    free((void *)(uintptr_t)config);
    return good;
}

static bool play_file(struct request *r, const char *file, struct buf *out)
{
    struct arena a = {0};
    struct faults all = {0};
    struct story s;
    struct fault why = {0};

    const struct node *map = yaml_read_file(file, &a, &all);
    bool read = map && story_read(map, &s, &a, &all);
    bool good = read && play_story(r, &s, file, &a, &why);
    buf_printf(out, "%s %s\n", good ? "ok     " : "FAILED ", file);
    for (size_t i = 0; i < all.kept; i++)
        say_fault(out, &all.list[i]);
    if (why.kind != FAULT_NONE)
        say_fault(out, &why);
    /* A file that is no story is bad input, whatever the others did. */
    if (!read && all.kept)
        faults_take(r->all, &all.list[0]);
    faults_release(&all);
    arena_release(&a);
    return good;
}

static bool is_stopped(const struct request *r)
{
    return r->progress && r->progress->interrupted && *r->progress->interrupted;
}

static int run(struct request *r)
{
    struct buf out = {0};
    struct fault why = {0};
    size_t passed = 0;

    if (!request_words(r, 1, WORDS_MOST, "one story or more"))
        return request_status(r);
    for (size_t i = 0; i < r->words; i++) {
        if (is_stopped(r)) {
            fail(&why, FAULT_INTERRUPTED, "", "Stopped after %zu of %zu stories.", i, r->words);
            buf_release(&out);
            return request_fault(r, &why);
        }
        passed += play_file(r, r->word[i], &out);
        if (!write_all(r->out, out.text ? out.text : "", out.length, &why)) {
            buf_release(&out);
            return request_fault(r, &why);
        }
        buf_clear(&out);
    }
    buf_printf(&out, "%zu passed, %zu failed\n", passed, r->words - passed);
    if (!request_put(r, &out))
        return request_status(r);
    if (r->all->count)
        return request_status(r);
    return passed == r->words ? 0 : STATUS_FAILED;
}

const struct command command_play = {
    .name = "play",
    .usage = "STORY.yaml…",
    .summary = "run stories, each on a store of its own",
    .help =
        "A story says what is given, what is done and what is then expected: refusals with their "
        "numbers, rows of views, decisions of rules. A refused step must leave the store as it "
        "was. "
        "A step that is not as expected is printed with file, line, what was expected and what was "
        "there, and the status is 1; a file that is no story is bad input, status 3.",
    .run = run,
};
