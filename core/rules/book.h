/* book.h - the rule book, written from the tables: nothing in it is typed twice
 *
 * Meaning   book_list    a line a rule: name and question
 *           book_show    one rule for a person at a terminal: source, facts, outcomes, values, codes
 *           book_write   docs/rulebook.md, every rule and the catalogue of numbers
 * Width     plain text is folded at 78 columns; markdown is not folded.
 */
#ifndef CORE_RULES_BOOK_H
#define CORE_RULES_BOOK_H

#include "core/rules/rule.h"

void book_list(struct buf *out);
void book_show(const struct rule *r, struct buf *out);
void book_write(struct buf *out);

#endif
