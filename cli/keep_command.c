#include "cli/keep_command.h"

#include "core/base/text.h"
#include "core/ops/keep.h"

#include <stdlib.h>
#include <string.h>

enum { STATUS_STORE = 6 };

/* --- check and audit verify ------------------------------------------------------------------------ */

static void add_clean(struct buf *out, const char *text)
{
    text_add_safe(out, text, strlen(text), NULL);
}

/* A sentence a line. */
static void exception(void *ctx, const char *what, const char *where)
{
    struct buf *out = ctx;

    if (where && *where) {
        add_clean(out, where);
        buf_text(out, ": ");
    }
    add_clean(out, what);
    buf_char(out, '\n');
}

typedef bool look(struct counter *c, struct check_report *r, const struct progress *p,
                  struct fault *why);

/* `anchors` NULL: no anchors to hold against the chain. */
static int report(struct request *r, look *over, const char *looked_at, const char *anchors)
{
    struct buf text = {0};
    struct check_report report = {.exception = exception, .ctx = &text};
    struct progress p = *r->progress;
    struct fault why = {0};
    struct counter *c;

    p.what = "check";
    if (!request_counter(r, &c))
        return request_status(r);
    bool good = over(c, &report, &p, &why);
    if (good && anchors)
        good = keep_anchors(c, anchors, &report, &why);
    counter_close(c);
    if (good)
        buf_printf(&text, "%llu %s looked at, %llu exception%s\n",
                   (unsigned long long)report.looked_at, looked_at,
                   (unsigned long long)report.exceptions, report.exceptions == 1 ? "" : "s");
    if (!request_put(r, &text))
        return request_status(r);
    if (!good)
        return request_fault(r, &why);
    if (!report.exceptions)
        return 0;
    fail(&why, FAULT_STORE, "",
         "The store is not in order: %llu exception%s; keep it as it is, and restore the last "
         "backup "
         "beside it.",
         (unsigned long long)report.exceptions, report.exceptions == 1 ? "" : "s");
    request_fault(r, &why);
    return STATUS_STORE;
}

static int run_check(struct request *r)
{
    if (!request_words(r, 0, 0, ""))
        return request_status(r);
    return report(r, keep_check, "rows", NULL);
}

/* audit alone and audit show are the list and the record of the same name. */
static int pass_on(struct request *r, const char *name, const char *const *words, size_t count)
{
    struct request other = *r;

    other.command = command_find(commands, name);
    other.word = words;
    other.words = count;
    if (!other.command)
        return request_usage(r, "The command audit takes verify");
    return other.command->run(&other);
}

static int run_seal(struct request *r)
{
    const char *anchors = request_value(r, "--anchor");
    char line[ANCHOR_LINE];
    struct fault why = {0};
    struct counter *c;
    struct buf text = {0};

    if (!request_counter(r, &c))
        return request_status(r);
    bool good = keep_seal(c, request_value(r, "--key"), anchors, line, &why);
    counter_close(c);
    if (!good)
        return request_fault(r, &why);
    buf_printf(&text, "%s\n", line);
    return request_put(r, &text) ? 0 : request_status(r);
}

static int run_audit(struct request *r)
{
    bool seals = r->words == 1 && strcmp(r->word[0], "seal") == 0;
    bool verifies = r->words == 1 && strcmp(r->word[0], "verify") == 0;

    if (request_has(r, "--key") && !seals)
        return request_usage(r, "--key goes with audit seal");
    if (request_has(r, "--anchor") && !seals && !verifies)
        return request_usage(r, "--anchor goes with audit seal or audit verify");
    if (!r->words)
        return pass_on(r, "list", (const char *const[]){"audit", NULL}, 1);
    if (seals)
        return run_seal(r);
    if (verifies)
        return report(r, keep_verify, "audit rows and changes", request_value(r, "--anchor"));
    if (strcmp(r->word[0], "show") == 0 && r->words == 2)
        return pass_on(r, "show", (const char *const[]){"tx", r->word[1], NULL}, 2);
    return request_usage(
        r, "The command audit takes verify, seal, or show and the number of a transaction");
}

/* --- backup and restore ---------------------------------------------------------------------------- */

static int run_backup(struct request *r)
{
    struct progress p = *r->progress;
    struct fault why = {0};
    struct counter *c;
    struct buf text = {0};

    p.what = "backup";
    if (!request_words(r, 1, 1, "one file to write") || !request_counter(r, &c))
        return request_status(r);
    bool good = keep_backup(c, r->word[0], request_value(r, "--encrypt"), &p, &why);
    counter_close(c);
    if (!good)
        return request_fault(r, &why);
    add_clean(&text, r->word[0]);
    buf_text(&text, request_has(r, "--encrypt") ? " written, encrypted and verified\n"
                                                : " written and verified\n");
    return request_put(r, &text) ? 0 : request_status(r);
}

static int run_restore(struct request *r)
{
    struct fault why = {0};
    struct buf text = {0};

    if (!request_words(r, 1, 1, "the backup to restore"))
        return request_status(r);
    if (!r->options->store)
        return request_usage(r, "No store is named: give --store FILE, or set HTLAH_STORE");
    if (!keep_restore(r->word[0], request_value(r, "--key"), r->options->store, &why))
        return request_fault(r, &why);
    add_clean(&text, r->options->store);
    buf_text(&text, " restored and verified\n");
    return request_put(r, &text) ? 0 : request_status(r);
}

/* --- the rows --------------------------------------------------------------------------------------- */

static const struct option_row backup_rows[] = {
    {"--encrypt", "KEYFILE", "encrypt it with the 32 bytes of this file", false},
    {NULL, NULL, NULL, false},
};
static const struct option_row restore_rows[] = {
    {"--key", "KEYFILE", "the key it was encrypted with", false},
    {NULL, NULL, NULL, false},
};

static const struct option_row audit_rows[] = {
    {"--anchor", "FILE", "the file of anchors, kept where the store cannot be rewritten", false},
    {"--key", "KEYFILE", "sign the seal (Ed25519) with the 32 bytes of this file", false},
    {NULL, NULL, NULL, false},
};

static void offer_audit(struct buf *out)
{
    buf_text(out, "verify seal show");
}

const struct command command_check = {
    .name = "check",
    .usage = "",
    .summary = "every invariant of the store",
    .help =
        "Integrity, foreign keys, versions that overlap, the audit chain, every change and digest, "
        "and what each table promises. Each exception is a sentence; with any the status is 6.",
    .run = run_check,
};
const struct command command_audit = {
    .name = "audit",
    .usage = "\nverify [--anchor FILE]\nseal [--anchor FILE] [--key KEYFILE]\nshow TX",
    .summary = "the audit: list it, verify its chain, seal it, show one transaction",
    .help =
        "verify walks the chain from its first transaction: every hash, every digest of changes. A "
        "failure is a sentence a line, and the status is 6. Whoever can write the file can also "
        "write the chain anew; so seal writes down where it stands, as one line: an anchor, for a "
        "file on another machine or for a partner. verify --anchor finds by it a history that was "
        "rewritten or cut, and an older store put back. Sealing is for an administrator.",
    .options = audit_rows,
    .offers = offer_audit,
    .run = run_audit,
};
const struct command command_backup = {
    .name = "backup",
    .usage = "FILE",
    .summary = "a verified copy of the store",
    .help = "The copy is made while others go on working, verified, and only then given its name; "
            "nothing is overwritten. For an administrator.",
    .options = backup_rows,
    .run = run_backup,
};
const struct command command_restore = {
    .name = "restore",
    .usage = "FILE",
    .summary = "a store from a backup",
    .help =
        "The backup is verified before anything is written. It becomes the store that --store or "
        "$HTLAH_STORE names, and never takes the place of one that is there.",
    .options = restore_rows,
    .run = run_restore,
};
