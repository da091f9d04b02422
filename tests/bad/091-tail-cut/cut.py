"""Without a second word: the number of the last transaction.  With it: all after it never was."""
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1])
if len(sys.argv) == 2:
    print(db.execute("SELECT max(seq) FROM tx").fetchone()[0])
    sys.exit()
last = int(sys.argv[2]) - 1
guards = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
for name, _ in guards:
    db.execute(f"DROP TRIGGER {name}")
db.execute("DELETE FROM bank_holiday WHERE title = 'A day off'")
db.execute("DELETE FROM change WHERE tx > ?", (last,))
db.execute("DELETE FROM seal WHERE tx > ?", (last,))
db.execute("DELETE FROM tx WHERE seq > ?", (last,))
for _, sql in guards:
    db.execute(sql)
db.commit()
db.close()
