#include "core/ops/inner.h"

#include "core/config/yaml.h"

#include <string.h>

static bool read_args(struct call *c, const struct operation *op, const char *text, void **args,
                      struct fault *why)
{
    const struct reading how = {.style = STYLE_FILE, .kind = "argument"};
    struct faults all = {0};
    struct node *map = yaml_read_value(text, strlen(text), NULL, c->arena, &all);

    *args = arena_take(c->arena, op->args->size);
    bool good = map && *args && fields_read(op->args, map, &how, *args, c->arena, &all);
    if (!good && faults_none(&all, why))
        fault_memory(why);
    faults_release(&all);
    return good;
}

bool call_inner(struct call *c, const struct operation *op, const char *text, struct fault *why)
{
    struct call inner = *c;
    void *args;

    if (!read_args(c, op, text, &args, why))
        return false;
    inner.op = op;
    inner.args = args;
    bool good = op->run(&inner, why);
    c->decisions = inner.decisions;
    return good;
}
