/* seal.h - where the chain stood, said where the store cannot be rewritten
 *
 * Why       A chain can be recomputed by whoever can write the file. An anchor, kept elsewhere (foot
 *           of a report, a partner's copy, another machine), cannot: its number and hash must still
 *           be in the chain. Source: reliability.md 7, anchors; D2, D3.
 * File      One line an anchor, fields apart by a space, only ever added to:
 *           htlah-anchor 1 SEQ HASH CONTENT AT PUBLIC SIGNATURE   (PUBLIC and SIGNATURE "-": unsigned)
 * Keys      Ed25519 from a seed of 32 bytes in a file of its owner's alone (store_key_make).
 */
#ifndef CORE_STORE_SEAL_H
#define CORE_STORE_SEAL_H

#include "core/store/session.h"

enum { SEAL_PUBLIC_HEX = 65, SEAL_SIGNATURE_HEX = 129 };

struct anchor {
    int64_t seq;                                                     /* newest transaction sealed */
    int64_t at;                                                      /* its time, UTC ms */
    char hash[65];                                                   /* of its audit row */
    char content[65];                                                /* store_digest as it stood */
    char public_key[SEAL_PUBLIC_HEX], signature[SEAL_SIGNATURE_HEX]; /* "-" when unsigned */
};

/* A new key file: 32 random bytes, mode 0600; never over an existing file. */
bool store_key_make(const char *key_file, struct fault *why) MUST_CHECK;

/* Seals the chain's head in one transaction (op "store.seal"), signed when a key file is given, and
 * adds it to the anchor file when one is given (made 0600 when new).  *out says what was sealed. */
bool store_seal(struct store *st, const struct session *who, const char *key_file,
                const char *anchor_file, struct anchor *out, struct fault *why) MUST_CHECK;

/* The newest anchor of a file; FAULT_INPUT with its line when one cannot be read. */
bool store_anchor_read(const char *anchor_file, struct anchor *out, struct fault *why) MUST_CHECK;
/* Every anchor of a file against the chain: older store, rewritten history, forged anchor.  True
 * when it could look; exceptions say what was found. */
bool store_anchor_compare(struct store *st, const char *anchor_file, struct check_report *r,
                          struct fault *why) MUST_CHECK;

/* The line of an anchor as its file holds it, without the end of the line. */
enum { ANCHOR_LINE = 512 };
void store_anchor_print(const struct anchor *a, char line[ANCHOR_LINE]);

/* For the store itself. */
bool seal_sign(const char *key_file, const char *text, char public_hex[SEAL_PUBLIC_HEX],
               char signature_hex[SEAL_SIGNATURE_HEX], struct fault *why) MUST_CHECK;
bool seal_holds(const char *text, const char *public_hex, const char *signature_hex);
const char *seal_library(void);

#endif
