/* sha256.h - the digest that seals files and chains
 *
 * Meaning  SHA-256 of bytes given in any pieces.  Whole blocks are taken from the caller's memory
 *          where they stand; only the ends of pieces are copied.
 * Errors   None: any length and any bytes have a digest.
 * Source   FIPS 180-4.
 */
#ifndef CORE_BASE_SHA256_H
#define CORE_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_SIZE = 32, SHA256_HEX_SIZE = 65 };

struct sha256 {
    uint32_t state[8];
    uint64_t length;   /* bytes given so far */
    uint8_t block[64]; /* the piece of a block not yet digested: length % 64 bytes */
};

void sha256_init(struct sha256 *s);
void sha256_update(struct sha256 *s, const void *bytes, size_t length);
void sha256_final(struct sha256 *s, uint8_t digest[SHA256_SIZE]);
/* All in one. */
void sha256_of(const void *bytes, size_t length, uint8_t digest[SHA256_SIZE]);
/* 64 lower-case hexadecimal digits and a NUL; returns hex. */
char *sha256_hex(const uint8_t digest[SHA256_SIZE], char hex[SHA256_HEX_SIZE]);

/* False keeps to plain C even where the processor has instructions for it: for tests. */
void sha256_allow_instructions(int allowed);

#endif
