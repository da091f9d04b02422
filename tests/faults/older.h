/* older.h - a store as the version before this one made it, and what version a file is of */
#ifndef TESTS_FAULTS_OLDER_H
#define TESTS_FAULTS_OLDER_H

#include "core/base/embedded.h"
#include "tests/faults/script.h"

#include <sys/stat.h>

/* The version that this program brings a store to. */
static inline int older_newest(void)
{
    int n = 0;

    while (embedded_schema[n].name)
        n++;
    return n;
}

/* -1 when it cannot be read. */
static inline int older_version(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    int version = -1;

    fv_default(false);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW)
        version = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    fv_default(true);
    return version;
}

/* An empty store of the version before; `kind` real, demo or story, and maker may do all in it. */
static inline void older_make(const char *path, const char *kind)
{
    sqlite3 *db;
    char sql[300];
    int newest = older_newest();

    fv_default(false);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL), SQLITE_OK);
    for (int i = 0; i < newest - 1; i++)
        assert_int_equal(sqlite3_exec(db, embedded_schema[i].text, NULL, NULL, NULL), SQLITE_OK);
    snprintf(sql, sizeof sql,
             "PRAGMA application_id=%d; PRAGMA user_version=%d; INSERT INTO setting VALUES "
             "('kind', '%s'), ('partnership', 'old'), ('maker_login', 'maker')",
             STORE_APPLICATION_ID, newest - 1, kind);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(chmod(path, 0600), 0);
    fv_default(true);
}

/* What an upgrade keeps beside the store: whole, and of the version before. */
static inline bool older_is_kept(const char *path)
{
    char kept[400];
    sqlite3 *db = NULL;
    sqlite3_stmt *s = NULL;
    bool whole = false;

    snprintf(kept, sizeof kept, "%s.before-version-%d", path, older_newest());
    if (access(kept, F_OK) != 0 || older_version(kept) != older_newest() - 1)
        return false;
    fv_default(false);
    if (sqlite3_open_v2(kept, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &s, NULL) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW)
        whole = strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
    sqlite3_finalize(s);
    sqlite3_close(db);
    fv_default(true);
    return whole;
}

#endif
