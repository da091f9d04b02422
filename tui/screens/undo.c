/* Undo: not a step back in time but the operation that takes the last one back, by its own form, with
 * its own reasons.  Money and approvals have none: they are put right in the open.
 * Source: ecosystem.md 2.3 (25, 26). */
#include "tui/screens/screens.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *did, *undo;
} pairs[] = {
    {"work.claim", "work.hand-back"},
    {"work.hand-back", "work.claim"},
    {"offer.make", "offer.withdraw"},
    {"package.request", "package.cancel"},
    {"package.suspend", "package.restart"},
    {"package.hand-back", "package.withdraw-notice"},
    {"person.merge", "person.unmerge"},
    {"person.restrict", "person.unrestrict"},
    {"alert.add", "alert.end"},
    {"provider.stop", "provider.resume"},
    {"bar.add", "bar.end"},
    {"spot.propose", "proposal.withdraw"},
};

void undo_note(struct app *a, const struct operation *op, const struct answer *answer,
               const struct refs *about)
{
    enum ref_kind k = answer->subject_kind ? ref_kind_of(answer->subject_kind) : REF__COUNT;

    if (op->flags & OP_QUIET)
        return;
    a->undo[0] = '\0';
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i].did, op->name) == 0)
            snprintf(a->undo, sizeof a->undo, "%s", pairs[i].undo);
    /* What was undone can be done again. */
    if (strcmp(a->redo, op->name) == 0)
        a->redo[0] = '\0';
    a->undo_refs = *about;
    if (k != REF__COUNT && answer->subject_ref)
        snprintf(a->undo_refs.ref[k], REF_SIZE, "%s", answer->subject_ref);
}

void undo_do(struct app *a, bool again)
{
    const char *name = again ? a->redo : a->undo;
    const struct operation *op = *name ? op_find(name) : NULL;
    char did[64] = "";

    if (!op) {
        app_say(a, again ? "Nothing was undone that could be done again."
                         : "Nothing done here can be undone with a key: correct it in the open.");
        return;
    }
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i].undo, op->name) == 0)
            snprintf(did, sizeof did, "%s", pairs[i].did);
    operation_begin(a, op, &a->undo_refs, "");
    snprintf(a->redo, sizeof a->redo, "%s", again ? "" : did);
}
