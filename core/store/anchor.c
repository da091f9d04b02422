/* anchor.c - sealing the chain's head, and holding anchors against the chain */
#include "core/store/inside.h"
#include "core/store/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct seal_row {
    struct stored head;
    int64_t sealed;
    const char *head_hash, *content, *public_key, *signature;
};

static const struct field seal_rows[] = {
    {FIELD(struct seal_row, sealed, FIELD_INT), .label = "Transaction sealed"},
    {FIELD(struct seal_row, head_hash, FIELD_TEXT), .label = "Its hash"},
    {FIELD(struct seal_row, content, FIELD_TEXT), .label = "Digest of the content"},
    {FIELD(struct seal_row, public_key, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Key"},
    {FIELD(struct seal_row, signature, FIELD_TEXT), .flags = FIELD_OPTIONAL, .label = "Signature"},
};
static const struct fields seal_fields = FIELDS("seal", seal_rows, struct seal_row);
const struct table table_seal = {
    .name = "seal", .shown = "Seal", .fields = &seal_fields, .flags = TABLE_APPEND};

/* What is signed: everything of the line but key and signature. */
static void body_of(const struct anchor *a, char *out, size_t size)
{
    snprintf(out, size, "htlah-anchor 1 %lld %s %s %lld", (long long)a->seq, a->hash, a->content,
             (long long)a->at);
}

void store_anchor_print(const struct anchor *a, char line[ANCHOR_LINE])
{
    body_of(a, line, ANCHOR_LINE);
    size_t length = strlen(line);
    snprintf(line + length, ANCHOR_LINE - length, " %s %s", a->public_key, a->signature);
}

static bool head_of(struct store *st, struct anchor *out, struct fault *why)
{
    struct cursor *c;
    size_t length = 0;
    bool row;

    if (!query_open(st, "SELECT seq, at, hash FROM tx ORDER BY seq DESC LIMIT 1", NO_ARGS, &c, why))
        return false;
    bool fine = query_next(c, &row, why);
    if (fine && row) {
        const void *hash = query_bytes(c, 2, &length);
        out->seq = query_int(c, 0);
        out->at = query_int(c, 1);
        if (length == SHA256_SIZE)
            sha256_hex(hash, out->hash);
    }
    query_close(c);
    return fine && (length == SHA256_SIZE ||
                    fail(why, FAULT_STORE, NULL,
                         "There is nothing to seal yet, or the last audit row is damaged."));
}

static bool append_line(const char *anchor_file, const struct anchor *a, struct fault *why)
{
    char line[ANCHOR_LINE + 1];
    int fd = open(anchor_file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd < 0)
        return fail(why, FAULT_RESOURCE, NULL, "The anchor file %s cannot be written (%s).",
                    anchor_file, strerror(errno));
    store_anchor_print(a, line);
    size_t length = strlen(line);
    line[length++] = '\n';
    bool fine = write(fd, line, length) == (ssize_t)length && fsync(fd) == 0;
    int err = errno;
    close(fd);
    return fine || fail(why, FAULT_RESOURCE, NULL, "The anchor file %s cannot be written (%s).",
                        anchor_file, strerror(err));
}

bool store_seal(struct store *st, const struct session *who, const char *key_file,
                const char *anchor_file, struct anchor *out, struct fault *why)
{
    static const char *const writes[] = {"seal", NULL};
    struct tx t = {.who = who, .op = "store.seal", .writes = writes, .bulk = true};
    struct arena a = {0};
    char body[300];

    *out = (struct anchor){.public_key = "-", .signature = "-"};
    if (!tx_begin(st, &t, &a, why))
        return false;
    bool fine = !t.repeated && head_of(st, out, why) && store_digest(st, out->content, why);
    if (fine && key_file) {
        body_of(out, body, sizeof body);
        fine = seal_sign(key_file, body, out->public_key, out->signature, why);
    }
    struct seal_row row = {.sealed = out->seq,
                           .head_hash = out->hash,
                           .content = out->content,
                           .public_key = key_file ? out->public_key : NULL,
                           .signature = key_file ? out->signature : NULL};
    if (t.repeated)
        fine = fail(why, FAULT_REFUSED, NULL, "This seal was made before; use an id of its own.");
    fine = fine && row_add(st, &table_seal, &row, why);
    if (fine)
        fine = tx_commit(st, &t, why);
    else
        tx_rollback(st);
    arena_release(&a);
    return fine && (!anchor_file || append_line(anchor_file, out, why));
}

/* --- reading anchors -----------------------------------------------------------------------------
 */

static bool number_of(const char *text, int64_t *out)
{
    char *rest;

    errno = 0;
    *out = strtoll(text, &rest, 10);
    return *text && !*rest && !errno && *out >= 0;
}

static bool is_hex(const char *text, size_t length)
{
    return strlen(text) == length && strspn(text, "0123456789abcdef") == length;
}

/* Words of a line, in place; false when there are not exactly eight. */
static bool split(char *line, char *word[8])
{
    char *at = line;

    for (int i = 0; i < 8; i++) {
        char *end = strchr(at, i < 7 ? ' ' : '\n');
        if (!end)
            return false;
        *end = '\0';
        word[i] = at;
        at = end + 1;
    }
    return *at == '\0';
}

static bool anchor_parse(char *line, struct anchor *a)
{
    char *w[8];

    *a = (struct anchor){0};
    if (!split(line, w) || strcmp(w[0], "htlah-anchor") != 0 || strcmp(w[1], "1") != 0 ||
        !number_of(w[2], &a->seq) || !number_of(w[5], &a->at) || !is_hex(w[3], 64) ||
        !is_hex(w[4], 64))
        return false;
    bool signed_ = strcmp(w[6], "-") != 0;
    if (signed_ && (!is_hex(w[6], SEAL_PUBLIC_HEX - 1) || !is_hex(w[7], SEAL_SIGNATURE_HEX - 1)))
        return false;
    snprintf(a->hash, sizeof a->hash, "%s", w[3]);
    snprintf(a->content, sizeof a->content, "%s", w[4]);
    snprintf(a->public_key, sizeof a->public_key, "%s", signed_ ? w[6] : "-");
    snprintf(a->signature, sizeof a->signature, "%s", signed_ ? w[7] : "-");
    return true;
}

/* Each anchor of a file, in order. */
static bool each_anchor(const char *file,
                        bool (*take)(void *, const struct anchor *, struct fault *), void *ctx,
                        struct fault *why)
{
    FILE *in = fopen(file, "re");
    char line[ANCHOR_LINE];
    size_t number = 0;
    bool fine = true;

    if (!in)
        return fail(why, FAULT_INPUT, NULL, "The anchor file %s cannot be read (%s).", file,
                    strerror(errno));
    while (fine && fgets(line, sizeof line, in)) {
        struct anchor a;
        number++;
        fine = anchor_parse(line, &a)
                   ? take(ctx, &a, why)
                   : fail_at(why, file, number, 0, NULL, "This line is no anchor of htlah.");
    }
    fclose(in);
    if (fine && number == 0)
        return fail(why, FAULT_INPUT, NULL, "The anchor file %s holds no anchor.", file);
    return fine;
}

static bool keep_newest(void *ctx, const struct anchor *a, struct fault *why)
{
    struct anchor *newest = ctx;

    (void)why;
    if (a->seq >= newest->seq)
        *newest = *a;
    return true;
}

bool store_anchor_read(const char *anchor_file, struct anchor *out, struct fault *why)
{
    *out = (struct anchor){0};
    return each_anchor(anchor_file, keep_newest, out, why);
}

struct comparing {
    struct store *st;
    struct check_report *r;
    int64_t head;
};

static bool compare_one(void *ctx, const struct anchor *a, struct fault *why)
{
    struct comparing *k = ctx;
    char place[48], body[300], day[32], hex[SHA256_HEX_SIZE] = "";
    struct cursor *c;
    size_t length = 0;
    bool row;

    snprintf(place, sizeof place, "anchor of transaction %lld", (long long)a->seq);
    datetime_print(datetime_from_utc(a->at / 1000), day, sizeof day);
    k->r->looked_at++;
    body_of(a, body, sizeof body);
    if (strcmp(a->public_key, "-") != 0 && !seal_holds(body, a->public_key, a->signature)) {
        check_found(k->r, place, "its signature does not hold: the anchor itself was altered");
        return true;
    }
    if (a->seq > k->head) {
        check_found(k->r, place,
                    "the store is older than this: it ends at transaction %lld, and number %lld "
                    "was seen on %s",
                    (long long)k->head, (long long)a->seq, day);
        return true;
    }
    if (!query_open(k->st, "SELECT hash FROM tx WHERE seq = ?1", ARGS(INT(a->seq)), &c, why))
        return false;
    bool fine = query_next(c, &row, why);
    const void *hash = fine && row ? query_bytes(c, 0, &length) : NULL;
    if (hash && length == SHA256_SIZE)
        sha256_hex(hash, hex);
    query_close(c);
    if (fine && strcmp(hex, a->hash) != 0)
        check_found(k->r, place, "history up to it was rewritten since %s", day);
    return fine;
}

bool store_anchor_compare(struct store *st, const char *anchor_file, struct check_report *r,
                          struct fault *why)
{
    struct comparing k = {.st = st, .r = r, .head = store_head(st)};

    return each_anchor(anchor_file, compare_one, &k, why);
}
