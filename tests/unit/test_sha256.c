/* test_sha256 - the vectors of FIPS 180-4 and of NIST's validation suite, by both ways of working
 */
#include "tests/unit/run.h"

#include "core/base/sha256.h"

static const struct {
    const char *text;
    size_t repeat;
    const char *hex;
} vectors[] = {
    {"", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
     "lmnopqrsmnopqrstnopqrstu",
     1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void digest_all(const char *text, size_t repeat, char hex[SHA256_HEX_SIZE])
{
    struct sha256 s;
    uint8_t digest[SHA256_SIZE];

    sha256_init(&s);
    for (size_t i = 0; i < repeat; i++)
        sha256_update(&s, text, strlen(text));
    sha256_final(&s, digest);
    sha256_hex(digest, hex);
}

static void both_ways_give_the_vectors(void **state)
{
    char hex[SHA256_HEX_SIZE];

    (void)state;
    for (int allowed = 0; allowed < 2; allowed++) {
        sha256_allow_instructions(allowed);
        for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
            digest_all(vectors[i].text, vectors[i].repeat, hex);
            assert_string_equal(hex, vectors[i].hex);
        }
    }
}

/* Every split of every length around two block ends gives what one piece gives, and plain C what
 * the instructions give. */
static void any_pieces_give_the_same(void **state)
{
    uint8_t text[200], one[SHA256_SIZE], two[SHA256_SIZE];
    struct sha256 s;

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (uint8_t)(i * 37 + 11);
    for (size_t length = 0; length <= sizeof text; length++) {
        sha256_allow_instructions(0);
        sha256_of(text, length, one);
        sha256_allow_instructions(1);
        for (size_t cut = 0; cut <= length; cut++) {
            sha256_init(&s);
            sha256_update(&s, text, cut);
            sha256_update(&s, text + cut, length - cut);
            sha256_final(&s, two);
            assert_memory_equal(one, two, SHA256_SIZE);
        }
    }
}

static void one_bit_changes_the_digest(void **state)
{
    uint8_t text[64] = {0}, before[SHA256_SIZE], after[SHA256_SIZE];

    (void)state;
    sha256_of(text, sizeof text, before);
    text[63] = 1;
    sha256_of(text, sizeof text, after);
    assert_memory_not_equal(before, after, SHA256_SIZE);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest t[] = {
        cmocka_unit_test(both_ways_give_the_vectors),
        cmocka_unit_test(any_pieces_give_the_same),
        cmocka_unit_test(one_bit_changes_the_digest),
    };

    return RUN_TESTS(t);
}
