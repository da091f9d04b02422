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
#define PACKAGES    "domain.md 4.4"
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
    {"AW-1", "Paper 001, paragraph 12", "At most 18 providers lead a lot at any time."},
    {"AW-2", "Health and Social Care Act 2008 s10; Paper 001, paragraph 12",
     "A lot is awarded to a provider that is registered for personal care."},
    {"AW-3", "Paper 001, paragraphs 9 and 12",
     "A provider holds one award in a lot at a time: one contract."},
    {"AW-4", "Paper 001, paragraph 12", "An award stands in a lot that is there on all its days."},
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
    {"DG-1", "Paper 001, paragraphs 7 and 11",
     "A body delegates a function under one agreement at a time."},
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
    {"LT-1", "Paper 001, paragraph 12", "An area is in one lot at a time."},
    {"LT-2", "Paper 001, paragraph 12", "A lot ends after the awards in it."},
    {"MS1", "Paper 001, paragraph 30", "The person is at least 18 on the day the service starts."},
    {"MS2", "Paper 001, paragraphs 7 and 11; NHS Act 2006 s75",
     "A service that the NHS pays for starts only under a live delegation."},
    {"OF-1", "domain.md 4.3", "One offer of a package is out to a provider at a time."},
    {"OF-2", "domain.md 4.2", "What a person needs is told to providers with their consent alone."},
    {"OF-3", "domain.md 4.1", "An offer holds nothing that names the person."},
    {"OF-4", "domain.md 4.3", "An offer that has been answered is not answered again."},
    {"OF-5", "domain.md 4.3", "A visit is offered once: not while it is placed or offered."},
    {"OF-6", "domain.md 4.1", "A package that was cancelled is not offered."},
    {"OF-7", "domain.md 4.3", "When everybody in order has answered, a spot purchase is left."},
    {"OF-8", "reliability.md 6, S15",
     "What is accepted is what was offered: when it has changed, it is offered again."},
    {"OF-9", "domain.md 4.3", "An offer runs out after the time for its reply, not before."},
    {"OP-1", "reliability.md B6",
     "An operation's id belongs to one operation and its arguments; sent again, it answers as the "
     "first time."},
    {"PK-1", "domain.md 4.1 and 4.2",
     "A package is offered once all that a provider must know is there."},
    {"PK-2", PACKAGES, "Only what rests restarts, and not before the rest begins."},
    {"PK-3", PACKAGES, "A restart with other hours is a variation."},
    {"PK-4", PACKAGES,
     "Within the hold the same provider restarts; afterwards the visits are offered anew."},
    {"PK-5", "domain.md 4.3", "Care starts on the day that the provider accepted for."},
    {"PK-6", PACKAGES, "A line that is suspended is not suspended again inside it."},
    {"PK-7", PACKAGES "; peers.md 1, fault 7",
     "Only what never started is cancelled, and its lines with it."},
    {"PK-8", PACKAGES, "What runs or is confirmed is varied from a day, not specified anew."},
    {"PK-9", "domain.md 4.1", "A line stands on an accepted offer, or on an urgent start."},
    {"PK-10", "domain.md 4.2", "An urgent start says at least which visits are made."},
    {"PK-11", PACKAGES " [P]", "An urgent start runs no longer than the interim of the terms."},
    {"PK-12", "Paper 001, paragraph 26",
     "Who pays for what runs changes by a decision on funding alone."},
    {"PK-13", PACKAGES, "Only a line in force on the day is suspended, varied, or ended."},
    {"PK-14", "reliability.md 6, S15", "An offer stands for exactly what it was made for."},
    {"PK-15", PACKAGES, "Nothing is done to a cancelled package."},
    {"PK-16", PACKAGES, "Nothing is requested for, or starts after, the death of a person."},
    {"PK-17", "interface.md, Imports", "Only what runs already is taken on."},
    {"PK-18", PACKAGES, "Only a notice that stands is withdrawn."},
    {"PV-1", "domain.md 4.3", "A provider is stopped once at a time for one cause."},
    {"PV-2", "domain.md 4.3", "A provider that is not stopped takes work already."},
    {"PV-3", "domain.md 4.3", "A provider is ruled out for a person once at a time."},
    {"RT-1", "domain.md 4.6", "Nothing is offered without a price in force."},
    {"S10", DUTIES, "An auditor holds no other role, and an administrator none that approves."},
    {"S9", DUTIES, "Nobody grants a role to themselves."},
    {"SP-1", "domain.md 4.3",
     "Nothing is bought outside the lot while somebody in it may be offered it."},
    {NULL, NULL, NULL},
};

const struct cite *cite_find(const char *code)
{
    for (const struct cite *c = cites; c->code; c++)
        if (strcmp(c->code, code) == 0)
            return c;
    return NULL;
}
