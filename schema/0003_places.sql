-- 0003 places: postcodes, practices, organisations, districts and wards

CREATE TABLE postcode (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  postcode TEXT NOT NULL UNIQUE,
  district TEXT NOT NULL,  -- ONS code of the district or unitary authority
  ward TEXT,
  easting INTEGER,
  northing INTEGER
) STRICT;

CREATE TABLE practice (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  postcode TEXT,
  commissioner TEXT,
  opened INTEGER,
  closed INTEGER
) STRICT;
CREATE INDEX practice_commissioner ON practice(commissioner);

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  valid_from INTEGER,
  valid_to INTEGER,
  successor TEXT,
  parent TEXT,
  postcode TEXT
) STRICT;

-- A district or ward: its name, and where its boundary lies.
CREATE TABLE area (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  rings TEXT               -- "hole:lon,lat lon,lat …;" in millionths of a degree, or NULL
) STRICT;

CREATE TABLE bank_holiday (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  day INTEGER NOT NULL UNIQUE,
  title TEXT NOT NULL
) STRICT;

-- What an import brought: the source row is kept for each record.
CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT,
  layout TEXT,
  rows INTEGER NOT NULL
) STRICT;
CREATE TABLE source_row (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  file_id INTEGER NOT NULL REFERENCES source_file(id),
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  content TEXT NOT NULL,   -- the arguments, canonical
  subject_id INTEGER
) STRICT;
CREATE INDEX source_row_key ON source_row(kind, key, id);
