/* play.h - htlah play: stories, each on a store of its own
 *
 * A refused, bad or stale step must leave the store as it was (its digest tells); a denied one adds
 * the one audit row that says so.  The first step of a story that is not as expected ends it, with
 * FILE:LINE, what was expected and what was there.
 */
#ifndef CLI_PLAY_H
#define CLI_PLAY_H

#include "cli/command.h"
#include "cli/story.h"

extern const struct command command_play;

/* Plays one story on a new store in `folder`, which is empty.  False with the reason, its place
 * filled in. */
bool story_play(const struct story *s, const char *config, const char *folder,
                struct fault *why) MUST_CHECK;

#endif
