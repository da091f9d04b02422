/* request_counter.c - the store that a command line names, and who is at it */
#include "cli/command.h"

bool request_counter(struct request *r, struct counter **out)
{
    const struct options *o = r->options;

    return counter_open(&(struct counter_options){.store = o->store,
                                                  .config = o->config,
                                                  .login = r->around->login,
                                                  .as = o->as,
                                                  .role = o->role,
                                                  .today = o->today,
                                                  .now = o->now,
                                                  .overridden = o->overridden,
                                                  .really = r->around->now},
                        out, r->all);
}
