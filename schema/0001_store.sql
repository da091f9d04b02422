-- 0001 store: settings, audit chain, what changed, who read what, seals, staff, parked work
--
-- Times called `at` are milliseconds of UTC since 1970; days are whole days since 1970-01-01.
-- tx.seq is the order of everything.  Columns that hold a transaction (tx, known_from, known_to)
-- carry no REFERENCES: the audit row is written last, and `check` proves them.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a transaction, chained by hash from the settings on.  args, decisions, answer and reason are covered by
-- `proof` with `salt`, so they can be erased one day and the chain still holds.
CREATE TABLE tx (
  seq INTEGER PRIMARY KEY,
  op_id TEXT NOT NULL UNIQUE,       -- 32 hexadecimal digits
  at INTEGER NOT NULL,              -- never before the row above it
  clock_flag TEXT NOT NULL CHECK (clock_flag IN ('ok', 'behind', 'jumped')),
  staff_id INTEGER,
  login TEXT NOT NULL,
  role TEXT,
  employer TEXT,
  op TEXT NOT NULL,
  subject_kind TEXT,
  subject_id INTEGER,
  result TEXT NOT NULL CHECK (result IN ('done', 'denied')),
  program TEXT NOT NULL,
  schema INTEGER NOT NULL,
  config TEXT,
  first_change INTEGER,             -- its changes are change.id first_change … + changes - 1
  changes INTEGER NOT NULL,
  digest BLOB NOT NULL,             -- of the proofs of its changes
  quiet BLOB,                       -- of rows added to tables without change rows
  args TEXT,
  decisions TEXT,
  answer TEXT,
  reason TEXT,
  salt BLOB,
  proof BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX tx_subject ON tx(subject_kind, subject_id) WHERE subject_id IS NOT NULL;
CREATE TRIGGER tx_stays BEFORE UPDATE ON tx BEGIN
  SELECT RAISE(ABORT, 'an audit row is never altered');
END;
CREATE TRIGGER tx_kept BEFORE DELETE ON tx BEGIN
  SELECT RAISE(ABORT, 'an audit row is never deleted');
END;

-- One row a change of a row.  An added row is its own record, so before and after are NULL; a
-- change keeps the old and the new values of the fields that differ.
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('add', 'change', 'close')),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  person_id INTEGER,
  package_id INTEGER,
  before TEXT,
  after TEXT,
  salt BLOB,
  proof BLOB NOT NULL
) STRICT;
CREATE INDEX change_row ON change(table_name, row_id);
CREATE INDEX change_person ON change(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX change_package ON change(package_id) WHERE package_id IS NOT NULL;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN
  SELECT RAISE(ABORT, 'a recorded change is never altered');
END;
CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN
  SELECT RAISE(ABORT, 'a recorded change is never deleted');
END;

-- Who opened whose record; when and in which role is said by its transaction.
CREATE TABLE read_log (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  staff_id INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- of record: person, package …
  record_id INTEGER NOT NULL,
  how TEXT NOT NULL                 -- open tab show export pane
) STRICT;
CREATE INDEX read_log_record ON read_log(kind, record_id);
CREATE INDEX read_log_staff ON read_log(staff_id);

-- A signed statement of where the chain stood and what everything digested to.
CREATE TABLE seal (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  sealed INTEGER NOT NULL,          -- the transaction sealed, and all before it
  head_hash TEXT NOT NULL,
  content TEXT NOT NULL,            -- store digest as it stood then
  public_key TEXT,
  signature TEXT
) STRICT;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  employer TEXT NOT NULL,
  works_for TEXT,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX staff_login ON staff(login) WHERE known_to IS NULL;

CREATE TABLE staff_role (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  staff_id INTEGER NOT NULL REFERENCES staff(id),
  role TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX staff_role_staff ON staff_role(staff_id) WHERE known_to IS NULL;

-- Half-typed forms of one member of staff, kept seven days.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL,
  screen TEXT NOT NULL,             -- screen or operation, and what it was about
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,              -- minute of London's clock
  UNIQUE (staff_id, screen, subject)
) STRICT;
CREATE INDEX draft_at ON draft(at);

-- A list's filter under a name; shared with everybody, or its author's alone.
CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  staff_id INTEGER NOT NULL,
  view TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  shared INTEGER NOT NULL,
  UNIQUE (staff_id, view, name)
) STRICT;
