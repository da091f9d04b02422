-- 0002 people: who they are, where they live, who their GP is, what staff must know
--
-- Days are whole days since 1970-01-01, moments are minutes of London's clock.  valid_to is the
-- first day no longer in it.  known_from and known_to are transactions (tx.seq).

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  family_name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  title TEXT,
  known_as TEXT,
  born INTEGER,
  died INTEGER,
  nhs_number TEXT,
  nhs_status TEXT,
  sex TEXT,
  language TEXT,
  phone TEXT,
  sort_key TEXT NOT NULL,      -- family and given name, folded: what lists sort by; of a
                               -- restricted record its reference
  restricted INTEGER NOT NULL, -- 1: opened with a reason only
  merged_into INTEGER REFERENCES person(id)
) STRICT;
CREATE UNIQUE INDEX person_nhs ON person(nhs_number)
  WHERE nhs_number IS NOT NULL AND merged_into IS NULL;
CREATE INDEX person_sort ON person(sort_key, id);
CREATE INDEX person_born ON person(born, sort_key);
CREATE INDEX person_restricted ON person(born) WHERE restricted = 1;
CREATE INDEX person_merged ON person(merged_into) WHERE merged_into IS NOT NULL;

-- Names somebody had before, or is also known by.
CREATE TABLE person_name (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL,
  family_name TEXT NOT NULL,
  given_name TEXT
) STRICT;
CREATE INDEX person_name_person ON person_name(person_id);

-- Where somebody lives.  District and ward are those of the postcode on the day it was recorded.
CREATE TABLE residence (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  person_id INTEGER NOT NULL REFERENCES person(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  address TEXT,
  postcode TEXT NOT NULL,
  district TEXT,
  ward TEXT
) STRICT;
CREATE INDEX residence_person ON residence(person_id, valid_from);
CREATE INDEX residence_postcode ON residence(postcode) WHERE known_to IS NULL;

-- With which practice somebody is registered; it says which NHS body commissions for them.
CREATE TABLE registration (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  person_id INTEGER NOT NULL REFERENCES person(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  practice TEXT NOT NULL,
  commissioner TEXT
) STRICT;
CREATE INDEX registration_person ON registration(person_id, valid_from);

CREATE TABLE alert (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  person_id INTEGER NOT NULL REFERENCES person(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  kind TEXT NOT NULL,
  detail TEXT,
  restricted INTEGER NOT NULL
) STRICT;
CREATE INDEX alert_person ON alert(person_id);

-- A note is never altered; a second one corrects it.
CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person(id),
  package_id INTEGER,
  kind TEXT NOT NULL,
  written INTEGER NOT NULL,
  staff_id INTEGER NOT NULL,
  text TEXT NOT NULL,
  corrects INTEGER REFERENCES note(id),
  restricted INTEGER NOT NULL
) STRICT;
CREATE INDEX note_person ON note(person_id, id);
CREATE UNIQUE INDEX note_corrects ON note(corrects) WHERE corrects IS NOT NULL;

-- Two records found to be one person.  `moved` lists what went from one to the other, to go back.
CREATE TABLE person_merge (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  kept_id INTEGER NOT NULL REFERENCES person(id),
  merged_id INTEGER NOT NULL REFERENCES person(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  reason TEXT NOT NULL,
  moved TEXT NOT NULL
) STRICT;
CREATE INDEX person_merge_merged ON person_merge(merged_id) WHERE known_to IS NULL;
CREATE INDEX person_merge_kept ON person_merge(kept_id) WHERE known_to IS NULL;

-- Why somebody opened a restricted record, and what the reviewer made of it.
CREATE TABLE break_glass (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person(id),
  staff_id INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  until INTEGER NOT NULL,
  reason TEXT NOT NULL,
  reviewer_id INTEGER,
  reviewed INTEGER,
  finding TEXT
) STRICT;
CREATE INDEX break_glass_waiting ON break_glass(opened) WHERE reviewed IS NULL;
CREATE INDEX break_glass_person ON break_glass(person_id, staff_id);

-- Folded names, numbers and postcodes: every word of them, found by its beginning.
CREATE VIRTUAL TABLE person_search USING fts5(
  words, content='', columnsize=0, detail=none, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2'
);
