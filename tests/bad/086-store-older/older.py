"""A store as version 5 of its schema left it: those files of schema/, and what stands in their tables."""
import glob
import os
import sqlite3
import sys

new, old, schema = sys.argv[1:]
db = sqlite3.connect(old)
os.chmod(old, 0o600)
db.execute("PRAGMA journal_mode = WAL")
for path in sorted(glob.glob(os.path.join(schema, "0*.sql")))[:5]:
    with open(path, encoding="utf-8") as sql:
        db.executescript(sql.read())
db.execute("ATTACH ? AS new", (new,))
tables = db.execute(
    "SELECT name FROM main.sqlite_schema WHERE sql LIKE 'CREATE TABLE %' AND name NOT LIKE 'person_search%'"
).fetchall()
for (name,) in tables:
    # Columns that came later are not in it.
    columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({name})"))
    db.execute(f"INSERT INTO main.{name} SELECT {columns} FROM new.{name}")
number = db.execute("PRAGMA new.application_id").fetchone()[0]
db.commit()
db.execute("DETACH new")
db.execute(f"PRAGMA application_id = {number}")
db.execute("PRAGMA user_version = 5")
db.close()
