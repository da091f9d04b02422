/* seal.c - all of libsodium: encrypted backups, and signatures of the chain's head
 *
 * Keys      A key file is 32 random bytes, readable by its owner alone.  The same kind of file
 *           holds the key of a backup or the seed of a signature.
 * Format    "HTLAHBK1", the header of crypto_secretstream_xchacha20poly1305, then pieces of
 *           64 KiB, each with its tag; the last is marked final, so a cut file is found out.
 */
#include "core/store/seal.h"
#include "core/store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PIECE = 64 << 10,
    SEALED = PIECE + crypto_secretstream_xchacha20poly1305_ABYTES,
    HEADER = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    MAGIC = 8
};
static const unsigned char magic[MAGIC + 1] = "HTLAHBK1";

_Static_assert(crypto_secretstream_xchacha20poly1305_KEYBYTES == KEY_SIZE, "one size of key");
_Static_assert(crypto_sign_SEEDBYTES == KEY_SIZE, "one size of key");

static bool ready(struct fault *why)
{
    return sodium_init() >= 0 ||
           fail(why, FAULT_RESOURCE, NULL, "The encryption library could not be started.");
}

const char *seal_library(void)
{
    return sodium_version_string();
}

/* --- keys ----------------------------------------------------------------------------------------
 */

bool key_read(const char *key_file, uint8_t key[KEY_SIZE], struct fault *why)
{
    struct stat s;
    uint8_t more;

    if (!ready(why))
        return false;
    int fd = open(key_file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return fail(why, FAULT_INPUT, NULL, "The key file %s cannot be read (%s).", key_file,
                    strerror(errno));
    bool whole = fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && read(fd, key, KEY_SIZE) == KEY_SIZE &&
                 read(fd, &more, 1) == 0;
    close(fd);
    if (!whole)
        return fail(why, FAULT_INPUT, NULL, "The key file %s must be exactly %d bytes.", key_file,
                    KEY_SIZE);
    if (s.st_mode & (S_IRWXG | S_IRWXO))
        return fail(why, FAULT_DENIED, NULL,
                    "Others may read the key file %s; take that right away with chmod 600.",
                    key_file);
    return true;
}

void key_wipe(uint8_t key[KEY_SIZE])
{
    sodium_memzero(key, KEY_SIZE);
}

bool store_key_make(const char *key_file, struct fault *why)
{
    uint8_t key[KEY_SIZE];

    if (!ready(why))
        return false;
    int fd = open(key_file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return fail(why, FAULT_RESOURCE, NULL, "%s cannot be made (%s).", key_file,
                    strerror(errno));
    randombytes_buf(key, sizeof key);
    bool fine = write(fd, key, sizeof key) == (ssize_t)sizeof key && fsync(fd) == 0;
    int err = errno;
    key_wipe(key);
    close(fd);
    if (fine)
        return true;
    unlink(key_file);
    return fail(why, FAULT_RESOURCE, NULL, "%s cannot be written (%s).", key_file, strerror(err));
}

/* --- streams -------------------------------------------------------------------------------------
 */

static bool write_all(int fd, const unsigned char *bytes, size_t length, struct fault *why)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return fail(why, FAULT_RESOURCE, NULL, "The copy cannot be written (%s).",
                        strerror(errno));
        bytes += n;
        length -= (size_t)n;
    }
    return true;
}

/* As many bytes as there are, up to `most`; -1 on an error. */
static ssize_t read_all(int fd, unsigned char *bytes, size_t most)
{
    size_t got = 0;

    while (got < most) {
        ssize_t n = read(fd, bytes + got, most - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return (ssize_t)got;
}

static bool encrypt_pieces(crypto_secretstream_xchacha20poly1305_state *s, int from, int to,
                           unsigned char *plain, unsigned char *sealed, struct fault *why)
{
    ssize_t n = read_all(from, plain, PIECE);

    while (n >= 0) {
        unsigned long long length;
        bool last = n < PIECE;
        crypto_secretstream_xchacha20poly1305_push(
            s, sealed, &length, plain, (unsigned long long)n, magic, MAGIC,
            last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        if (!write_all(to, sealed, (size_t)length, why))
            return false;
        if (last)
            return true;
        n = read_all(from, plain, PIECE);
    }
    return fail(why, FAULT_RESOURCE, NULL, "The copy cannot be read (%s).", strerror(errno));
}

bool seal_encrypt(int from, int to, const uint8_t key[KEY_SIZE], struct fault *why)
{
    crypto_secretstream_xchacha20poly1305_state s;
    unsigned char header[HEADER], *plain = malloc(PIECE), *sealed = malloc(SEALED);
    bool fine = plain && sealed;

    if (!fine)
        fault_memory(why);
    if (fine) {
        crypto_secretstream_xchacha20poly1305_init_push(&s, header, key);
        fine = write_all(to, magic, MAGIC, why) && write_all(to, header, HEADER, why) &&
               encrypt_pieces(&s, from, to, plain, sealed, why);
        sodium_memzero(plain, PIECE);
        sodium_memzero(&s, sizeof s);
    }
    free(plain);
    free(sealed);
    return fine;
}

bool seal_is_encrypted(int fd)
{
    unsigned char head[MAGIC];

    return pread(fd, head, MAGIC, 0) == MAGIC && memcmp(head, magic, MAGIC) == 0;
}

static bool wrong_key(struct fault *why)
{
    return fail(why, FAULT_STORE, NULL,
                "The backup does not open with this key, or was altered or cut; name the key file "
                "it was made with, or another backup.");
}

static bool decrypt_pieces(crypto_secretstream_xchacha20poly1305_state *s, int from, int to,
                           unsigned char *plain, unsigned char *sealed, struct fault *why)
{
    for (;;) {
        unsigned long long length;
        unsigned char tag, more;
        ssize_t n = read_all(from, sealed, SEALED);
        if (n < 0)
            return fail(why, FAULT_RESOURCE, NULL, "The backup cannot be read (%s).",
                        strerror(errno));
        if (crypto_secretstream_xchacha20poly1305_pull(s, plain, &length, &tag, sealed,
                                                       (unsigned long long)n, magic, MAGIC))
            return wrong_key(why);
        if (!write_all(to, plain, (size_t)length, why))
            return false;
        if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            return read_all(from, &more, 1) == 0 || wrong_key(why);
    }
}

bool seal_decrypt(int from, int to, const uint8_t key[KEY_SIZE], struct fault *why)
{
    crypto_secretstream_xchacha20poly1305_state s;
    unsigned char header[HEADER], *plain = malloc(PIECE), *sealed = malloc(SEALED);
    bool fine = plain && sealed;

    if (!fine)
        fault_memory(why);
    if (fine &&
        (lseek(from, MAGIC, SEEK_SET) != MAGIC || read_all(from, header, HEADER) != HEADER ||
         crypto_secretstream_xchacha20poly1305_init_pull(&s, header, key)))
        fine = wrong_key(why);
    if (fine) {
        fine = decrypt_pieces(&s, from, to, plain, sealed, why);
        sodium_memzero(plain, PIECE);
        sodium_memzero(&s, sizeof s);
    }
    free(plain);
    free(sealed);
    return fine;
}

/* --- signatures ----------------------------------------------------------------------------------
 */

bool seal_sign(const char *key_file, const char *text, char public_hex[SEAL_PUBLIC_HEX],
               char signature_hex[SEAL_SIGNATURE_HEX], struct fault *why)
{
    uint8_t seed[KEY_SIZE];
    unsigned char public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
    unsigned char signature[crypto_sign_BYTES];

    _Static_assert(SEAL_PUBLIC_HEX == 2 * crypto_sign_PUBLICKEYBYTES + 1, "hex of a public key");
    _Static_assert(SEAL_SIGNATURE_HEX == 2 * crypto_sign_BYTES + 1, "hex of a signature");
    if (!key_read(key_file, seed, why))
        return false;
    crypto_sign_seed_keypair(public, secret, seed);
    crypto_sign_detached(signature, NULL, (const unsigned char *)text, strlen(text), secret);
    key_wipe(seed);
    sodium_memzero(secret, sizeof secret);
    sodium_bin2hex(public_hex, SEAL_PUBLIC_HEX, public, sizeof public);
    sodium_bin2hex(signature_hex, SEAL_SIGNATURE_HEX, signature, sizeof signature);
    return true;
}

bool seal_holds(const char *text, const char *public_hex, const char *signature_hex)
{
    unsigned char public[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
    size_t length;

    return sodium_init() >= 0 &&
           sodium_hex2bin(public, sizeof public, public_hex, strlen(public_hex), NULL, &length,
                          NULL) == 0 &&
           length == sizeof public &&
           sodium_hex2bin(signature, sizeof signature, signature_hex, strlen(signature_hex), NULL,
                          &length, NULL) == 0 &&
           length == sizeof signature &&
           crypto_sign_verify_detached(signature, (const unsigned char *)text, strlen(text),
                                       public) == 0;
}
