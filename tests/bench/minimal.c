/* minimal - the least a terminal program on the store can be: what the screens are measured beside
 *
 * One page of people by key from a store opened for reading, painted; PgDn and Down go on, letters
 * narrow it to family names, q ends. */
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static sqlite3 *db;
static char from[200], typed[40];

static void paint(int skip)
{
    sqlite3_stmt *q;
    int row = 1;

    erase();
    mvprintw(0, 0, "People %s", typed);
    sqlite3_prepare_v2(db,
                       "SELECT sort_key, ref, family_name, given_name, nhs_number FROM person "
                       "WHERE sort_key > ?1 ORDER BY sort_key, id LIMIT ?2",
                       -1, &q, NULL);
    sqlite3_bind_text(q, 1, from, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 2, LINES - 2 + skip);
    while (sqlite3_step(q) == SQLITE_ROW) {
        if (skip-- > 0) {
            snprintf(from, sizeof from, "%s", (const char *)sqlite3_column_text(q, 0));
            continue;
        }
        for (int i = 1; i < 5; i++) {
            const char *text = (const char *)sqlite3_column_text(q, i);
            mvaddstr(row, (i - 1) * 28, text ? text : "");
        }
        row++;
    }
    sqlite3_finalize(q);
    refresh();
}

int main(int argc, char **argv)
{
    if (argc < 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        return 1;
    setlocale(LC_ALL, "");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    paint(0);
    for (int key; (key = getch()) != 'q';) {
        size_t n = strlen(typed);
        int skip = key == KEY_NPAGE ? LINES - 2 : key == KEY_DOWN ? 1 : 0;
        if (key >= 'a' && key <= 'z' && n + 1 < sizeof typed) {
            typed[n] = (char)key;
            typed[n + 1] = '\0';
            snprintf(from, sizeof from, "%s", typed);
        }
        paint(skip);
    }
    endwin();
    sqlite3_close(db);
    return 0;
}
