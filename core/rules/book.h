/* book.h - the rule book, written from the tables: nothing in it is typed twice
 *
 * Meaning   book_list    a line a rule: name and question
 *           book_show    one rule for a person at a terminal: source, facts, outcomes, values, codes
 *           book_write   docs/rulebook.md, every rule and the catalogue of numbers
 *           worked_cases with each rule: facts in YAML flow, and the answer
 * Width     plain text is folded at 78 columns; markdown is not folded.
 */
#ifndef CORE_RULES_BOOK_H
#define CORE_RULES_BOOK_H

#include "core/rules/rule.h"

/* "outcome; value 1, value 2": the values that the answer has, as files give them. */
struct worked {
    const char *rule, *what, *facts, *answer;
};
extern const struct worked worked_cases[]; /* worked.c, by rule, ended by a NULL rule */

void book_list(struct buf *out);
void book_show(const struct rule *r, struct buf *out);
void book_write(struct buf *out);

#endif
