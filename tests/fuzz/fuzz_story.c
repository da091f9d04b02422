/* Story files of any damage: no crash, bounded, each fault with a place; what is read is whole. */
#include "cli/story.h"
#include "core/config/yaml.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must(bool good)
{
    if (!good)
        abort();
}

static void look_at(const struct step *s, size_t count, bool given)
{
    for (size_t i = 0; i < count; i++, s++) {
        must(s->at && s->at->line);
        must((s->kind == STEP_DO) == (s->op != NULL));
        must((s->kind == STEP_SEE) == (s->see && s->expect));
        must((s->kind == STEP_RULE) == (s->rule && s->facts));
        must(!given || s->kind == STEP_DO);
        must(!s->as || strlen(s->as) <= 32 * 4);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena a = {0};
    struct faults all = {0};
    struct story s;
    const struct node *map = yaml_read((const char *)bytes, length, "s.yaml", &a, &all);

    if (map && story_read(map, &s, &a, &all)) {
        must(all.count == 0 && s.name && s.source && s.steps > 0);
        look_at(s.given, s.givens, true);
        look_at(s.step, s.steps, false);
    } else {
        must(all.count > 0);
        for (size_t i = 0; i < all.kept; i++)
            must(all.list[i].kind == FAULT_INPUT && all.list[i].text[0] && all.list[i].place[0]);
    }
    faults_release(&all);
    arena_release(&a);
    return 0;
}
