-- 0012 stays: from when to when somebody was in hospital or in a care home, as it became known
CREATE TABLE stay (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  person_id INTEGER NOT NULL REFERENCES person(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  kind TEXT NOT NULL,
  planned INTEGER,
  place TEXT
) STRICT;
CREATE INDEX stay_person ON stay(person_id, valid_from);
