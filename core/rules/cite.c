/* cite.c - the catalogue of rule numbers
 *
 * Each row is a number that people see beside a refusal or a figure, the paragraph it rests on, and
 * what it says in plain words.  "Paper 001" is the Help to Live at Home business case of 3 November
 * 2015; "[P]" marks a convention of this program where law and paper are silent.
 */
#include "core/rules/rule.h"

#include <string.h>

#define ACCESS      "reliability.md 5; interface.md, Staff"
#define DUTIES      "reliability.md 6"
#define NHS_NUMBER  "NHS Data Dictionary: NHS NUMBER (Modulus 11)"
#define POSTCODE    "Royal Mail postcode format; domain.md 7.3"
#define ELIGIBILITY "SI 2015/313 reg 2"
#define CAPITAL     "SI 2014/2672 regs 12 and 25"

const struct cite cites[] = {
    {"AC-1", "reliability.md F10", "Only somebody on the staff list of a store works with it."},
    {"AC-2", "reliability.md F4 and F10",
     "Access ends with the last day of the last role somebody holds."},
    {"AC-3", "reliability.md F4", "Nobody acts in a role that they do not hold on the day."},
    {"AC-4", ACCESS, "An operation is for the roles that it names, and for nobody else."},
    {"AC-5", "interface.md, Command",
     "On another day than today a store with real people is for reading only."},
    {"AC-6", "interface.md, Command",
     "Only on a demonstration or story store may one act as somebody else."},
    {"B1", "Health and Social Care Act 2008 s10; domain.md 4.3",
     "A provider that is not registered for personal care is offered nothing."},
    {"B2", "Paper 001, paragraph 12; domain.md 4.3",
     "A provider that is suspended is offered nothing."},
    {"B3", "Paper 001, paragraphs 5(d) and 12",
     "A provider needs a live award in the lot, from its first day to its last."},
    {"B4", "Paper 001, paragraph 12", "The lot of the award must cover the person's address."},
    {"B5", "Paper 001, paragraph 12; domain.md 4.3",
     "A package must fit into the weekly minutes of the award; an exact fit is offered."},
    {"B6", "domain.md 4.3",
     "A provider that is barred for a person is not offered that person's package."},
    {"B7", "Paper 001, paragraph 12; domain.md 4.3 [P]",
     "Offers go out in the order of the contract: the lead provider first."},
    {"B8", "Paper 001, paragraphs 7 and 11; NHS Act 2006 s75",
     "The council arranges no NHS work without a live delegation."},
    {"BR-001", "domain.md 4.6 [P]",
     "A visit is priced from the hourly rate by its minutes, to the nearest penny, half up."},
    {"BR-002", "domain.md 4.2 and 4.6 [P]",
     "A week of a package is the sum of its visits' prices by days and carers, never re-rounded."},
    {"BR-003", "Cost of a range of days [P]",
     "Days cost a seventh of the weekly price each, both end days counted, half up; parts of a "
     "range are differences from its first day, so they add up."},
    {"CA-001", ELIGIBILITY "(1)(a)",
     "The needs must arise from a physical or mental impairment or illness."},
    {"CA-002", ELIGIBILITY "(1)(b) and (2)",
     "The adult must be unable to achieve two or more of the ten outcomes."},
    {"CA-003", ELIGIBILITY "(1)(c)", "There must be a significant impact on well-being."},
    {"CA-004", ELIGIBILITY "(1)", "All three conditions hold: the needs are eligible."},
    {"CA-011", CAPITAL, "Capital at or under the lower limit is treated as bringing no income."},
    {"CA-012", CAPITAL,
     "Over the lower limit, each step of capital or part of it counts as income a week."},
    {"CA-013", CAPITAL, "Capital over the upper limit: the person may have to pay in full."},
    {"ID-001", NHS_NUMBER, "An NHS number is made of the digits 0 to 9."},
    {"ID-002", NHS_NUMBER, "An NHS number has ten digits."},
    {"ID-003", NHS_NUMBER, "Spaces stand only as in 943 476 5919."},
    {"ID-004", NHS_NUMBER "; domain.md 7.3",
     "One digit ten times over is a placeholder, though its check digit agrees."},
    {"ID-005", NHS_NUMBER, "Nine digits whose check comes to 10 begin no NHS number."},
    {"ID-006", NHS_NUMBER, "The tenth digit must be the check of the nine before it."},
    {"ID-007", NHS_NUMBER, "Numbers that begin with 999 are for tests and belong to nobody."},
    {"ID-011", POSTCODE,
     "A postcode is made of letters and digits, with a space between its halves."},
    {"ID-012", POSTCODE, "A postcode ends with a digit and two letters, none of them C I K M O V."},
    {"ID-013", POSTCODE, "A postcode begins with the letters and digits of a postal district."},
    {"IM-1", "interface.md, Imports",
     "A row whose key came before with other content is refused, unless the new is asked for."},
    {"IM-2", "interface.md, Imports", "What no operation changes, no import updates."},
    {"MS1", "Paper 001, paragraph 30", "The person is at least 18 on the day the service starts."},
    {"MS2", "Paper 001, paragraphs 7 and 11; NHS Act 2006 s75",
     "A service that the NHS pays for starts only under a live delegation."},
    {"OP-1", "reliability.md B6",
     "An operation's id belongs to one operation and its arguments; sent again, it answers as the "
     "first time."},
    {"S10", DUTIES, "An auditor holds no other role, and an administrator none that approves."},
    {"S9", DUTIES, "Nobody grants a role to themselves."},
    {NULL, NULL, NULL},
};

const struct cite *cite_find(const char *code)
{
    for (const struct cite *c = cites; c->code; c++)
        if (strcmp(c->code, code) == 0)
            return c;
    return NULL;
}
