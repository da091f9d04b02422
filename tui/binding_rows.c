/* The rows.  One key, one meaning: the letters of "any" and "list" mean the same on every screen,
 * and a screen's own operations take others.  Sources: screens.md; ecosystem.md 2.2. */
#include "tui/bindings.h"

#include <stddef.h>

/* clang-format off: a table is read in columns */
const struct binding bindings[] = {
    /* place    keys            action              label       help footer */
    {"always", "F1", "show.help", "keys", "Show the keys that work here", 90},
    {"always", "Ctrl-P", "show.palette", "commands", "Find any command by a part of its name", 0},
    {"always", "Ctrl-L", "terminal.redraw", "redraw", "Draw the whole screen again", 0},
    {"always", "Ctrl-Z", "terminal.suspend", "suspend", "Go to the shell; fg comes back", 0},
    {"always", "Ctrl-C", "work.stop", "stop", "Stop the long job that is running", 0},

    {"any", "?", "show.help", "keys", "Show the keys that work here", 90},
    {"any", ":", "show.palette", "commands", "Find any command by a part of its name", 95},
    {"any", "q", "screen.close", "close", "Close this and go back", 99},
    {"any", "Q", "program.leave", "leave", "Leave the program", 0},
    {"any", "w", "show.why", "why", "Show why: rule, source and facts", 60},
    {"any", "u", "work.undo", "undo", "Undo the last change that can be", 0},
    {"any", "Ctrl-R", "work.redo", "redo", "Do again what was undone", 0},
    {"any", "r F5", "screen.refresh", "refresh", "Read again what is shown", 0},
    {"any", "E Ctrl-E", "screen.export", "export", "Write what is shown to a file", 0},
    {"any", "y", "screen.copy", "copy", "Copy the reference or the text shown", 0},
    {"any", "[", "tab.previous", "tab", "The tab before", 0},
    {"any", "]", "tab.next", "tab", "The tab after", 0},

    {"list", "Up k", "list.up", "up", "The row above", 0},
    {"list", "Down j", "list.down", "down", "The row below", 0},
    {"list", "PgUp Ctrl-B", "list.page_up", "page up", "A screen up", 0},
    {"list", "PgDn Ctrl-F", "list.page_down", "page down", "A screen down", 0},
    {"list", "Home g", "list.first", "first", "The first row", 0},
    {"list", "End G", "list.last", "last", "The last row", 0},
    {"list", "Left h", "list.left", "left", "Columns to the left", 0},
    {"list", "Right l", "list.right", "right", "Columns to the right", 0},
    {"list", "Enter", "list.open", "open", "Open it", 1},
    {"list", "Esc", "list.back", "back", "Back: undo the filter, then leave", 0},
    {"list", "/", "list.find", "find", "Find a row by some of its text", 50},
    {"list", "n", "list.find_next", "next", "The next row that was found", 0},
    {"list", "N", "list.find_previous", "previous", "The row found before this", 0},
    {"list", "f F4", "list.filter", "filter", "Show only rows that hold what is typed", 51},
    {"list", "F", "list.unfilter", "all", "Show all rows again", 0},
    {"list", "s F6", "list.sort", "sort", "Choose the column to sort by", 0},
    {"list", "S", "list.reverse", "reverse", "Turn the order round", 0},
    {"list", "C", "list.columns", "columns", "Choose columns, their width and order", 0},
    {"list", "Space", "list.mark", "mark", "Mark this row, or take the mark off", 0},
    {"list", "*", "list.mark_all", "mark all", "Mark every row of the list", 0},

    {"columns", "Up k", "columns.up", "up", "The column above", 0},
    {"columns", "Down j", "columns.down", "down", "The column below", 0},
    {"columns", "Enter", "columns.sort", "sort by", "Sort by it; again turns the order round", 1},
    {"columns", "t", "columns.then", "then by", "Sort by it among equals", 2},
    {"columns", "Space", "columns.hide", "show/hide", "Show it or hide it", 3},
    {"columns", "<", "columns.narrower", "narrower", "Give it less room", 4},
    {"columns", ">", "columns.wider", "wider", "Give it more room", 5},
    {"columns", "[", "columns.earlier", "earlier", "Move it to the left", 6},
    {"columns", "]", "columns.later", "later", "Move it to the right", 7},
    {"columns", "Esc q C s", "columns.done", "done", "Close this panel", 8},

    {"form", "Tab Down", "form.next", "next", "The next field", 2},
    {"form", "Shift-Tab Up", "form.previous", "previous", "The field before", 3},
    {"form", "Enter", "form.enter", "next", "The next field; in long text a new line", 0},
    {"form", "F10 Ctrl-D", "form.save", "save", "Save", 1},
    {"form", "Esc", "form.back", "leave", "Leave; asks when something would be lost", 9},
    {"form", "F4", "form.pick", "choose", "Choose from a list", 4},
    {"form", "F3", "form.as_last", "as last", "The same as last time", 6},
    {"form", "Ctrl-N", "form.add_row", "add row", "Another row of the table", 5},
    {"form", "F8", "form.remove_row", "drop row", "Take this row out of the table", 7},
    {"form", "PgUp", "form.page_up", "page up", "A screen of fields up", 0},
    {"form", "PgDn", "form.page_down", "page down", "A screen of fields down", 0},

    {"pick", "Up", "pick.up", "up", "The choice above", 0},
    {"pick", "Down", "pick.down", "down", "The choice below", 0},
    {"pick", "Enter", "pick.take", "take", "Take this choice", 1},
    {"pick", "Esc", "pick.leave", "back", "Leave it as it was", 2},

    {NULL, NULL, NULL, NULL, NULL, 0},
};
/* clang-format on */
