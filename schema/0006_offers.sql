-- 0006 offers, proposals, authority, and work

CREATE TABLE offer (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  package_id INTEGER NOT NULL REFERENCES package(id),
  person_id INTEGER NOT NULL REFERENCES person(id),
  specification_id INTEGER NOT NULL REFERENCES specification(id),
  spec_number INTEGER NOT NULL, -- of the specification, within the package
  provider_id INTEGER NOT NULL REFERENCES provider(id),
  award_ref TEXT,            -- NULL: spot
  lot_code TEXT,
  visits TEXT,               -- numbers offered, NULL: all
  needs TEXT,                -- what the provider was told beside the visits
  weekly_minutes INTEGER NOT NULL,
  weekly_pence INTEGER NOT NULL,
  sent INTEGER NOT NULL,     -- moments
  due INTEGER NOT NULL,
  sent_by INTEGER NOT NULL,
  state TEXT NOT NULL,       -- sent accepted accepted-part declined expired withdrawn
  replied INTEGER,
  decline_code TEXT,
  reply_text TEXT,
  accepted_visits TEXT,
  start INTEGER,             -- day the provider can start
  placed INTEGER NOT NULL    -- 1: a line stands on it
) STRICT;
CREATE INDEX offer_package ON offer(package_id);
CREATE INDEX offer_provider ON offer(provider_id, sent, state);
CREATE INDEX offer_open ON offer(due) WHERE state = 'sent';
CREATE INDEX offer_promised ON offer(award_ref)
  WHERE placed = 0 AND state IN ('sent', 'accepted', 'accepted-part');
CREATE INDEX offer_lot ON offer(lot_code, sent);
CREATE INDEX offer_sent ON offer(sent);
CREATE INDEX offer_accepted ON offer(package_id) WHERE placed = 0 AND state IN ('accepted', 'accepted-part');

-- What the lines of an award and of a provider come to, as differences by day: minutes of their weeks,
-- and how many lines, two-handed ones apart.  The sum up to a day is what runs on it.  The triggers keep
-- it; check adds the lines up again.
CREATE TABLE award_load (
  award_ref TEXT NOT NULL,
  day INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  double_handed INTEGER NOT NULL,
  PRIMARY KEY (award_ref, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE provider_load (
  provider_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  double_handed INTEGER NOT NULL,
  PRIMARY KEY (provider_id, day)
) STRICT, WITHOUT ROWID;

-- What has been known before is added up from the lines that were.
CREATE INDEX line_award_was ON line(award_ref) WHERE known_to IS NOT NULL;
CREATE TRIGGER line_award_known AFTER INSERT ON line
WHEN new.known_to IS NULL AND new.award_ref IS NOT NULL
BEGIN
  INSERT INTO award_load VALUES (new.award_ref, new.valid_from, new.weekly_minutes, 1, new.double_handed)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, lines = lines + excluded.lines,
      double_handed = double_handed + excluded.double_handed;
END;
CREATE TRIGGER line_award_known_end AFTER INSERT ON line
WHEN new.known_to IS NULL AND new.award_ref IS NOT NULL AND new.valid_to IS NOT NULL
BEGIN
  INSERT INTO award_load VALUES (new.award_ref, new.valid_to, -new.weekly_minutes, -1, -new.double_handed)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, lines = lines + excluded.lines,
      double_handed = double_handed + excluded.double_handed;
END;
CREATE TRIGGER line_award_closed AFTER UPDATE OF known_to ON line
WHEN old.known_to IS NULL AND new.known_to IS NOT NULL AND old.award_ref IS NOT NULL
BEGIN
  INSERT INTO award_load VALUES (old.award_ref, old.valid_from, -old.weekly_minutes, -1, -old.double_handed)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, lines = lines + excluded.lines,
      double_handed = double_handed + excluded.double_handed;
END;
CREATE TRIGGER line_award_closed_end AFTER UPDATE OF known_to ON line
WHEN old.known_to IS NULL AND new.known_to IS NOT NULL AND old.award_ref IS NOT NULL AND old.valid_to IS NOT NULL
BEGIN
  INSERT INTO award_load VALUES (old.award_ref, old.valid_to, old.weekly_minutes, 1, old.double_handed)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, lines = lines + excluded.lines,
      double_handed = double_handed + excluded.double_handed;
END;
CREATE TRIGGER line_provider_known AFTER INSERT ON line
WHEN new.known_to IS NULL
BEGIN
  INSERT INTO provider_load VALUES (new.provider_id, new.valid_from, new.weekly_minutes, 1, new.double_handed)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, lines = lines + excluded.lines,
      double_handed = double_handed + excluded.double_handed;
END;
CREATE TRIGGER line_provider_known_end AFTER INSERT ON line
WHEN new.known_to IS NULL AND new.valid_to IS NOT NULL
BEGIN
  INSERT INTO provider_load VALUES (new.provider_id, new.valid_to, -new.weekly_minutes, -1, -new.double_handed)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, lines = lines + excluded.lines,
      double_handed = double_handed + excluded.double_handed;
END;
CREATE TRIGGER line_provider_closed AFTER UPDATE OF known_to ON line
WHEN old.known_to IS NULL AND new.known_to IS NOT NULL
BEGIN
  INSERT INTO provider_load VALUES (old.provider_id, old.valid_from, -old.weekly_minutes, -1, -old.double_handed)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, lines = lines + excluded.lines,
      double_handed = double_handed + excluded.double_handed;
END;
CREATE TRIGGER line_provider_closed_end AFTER UPDATE OF known_to ON line
WHEN old.known_to IS NULL AND new.known_to IS NOT NULL AND old.valid_to IS NOT NULL
BEGIN
  INSERT INTO provider_load VALUES (old.provider_id, old.valid_to, old.weekly_minutes, 1, old.double_handed)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, lines = lines + excluded.lines,
      double_handed = double_handed + excluded.double_handed;
END;

-- A change that needs somebody else's yes.
CREATE TABLE proposal (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  operation TEXT NOT NULL,   -- what is to be done
  args TEXT NOT NULL,        -- its arguments, as JSON
  package_id INTEGER REFERENCES package(id),
  person_id INTEGER REFERENCES person(id),
  provider_id INTEGER REFERENCES provider(id),
  exposure_pence INTEGER NOT NULL, -- gross cost from its first day to its last, or a year of it
  weekly_pence INTEGER NOT NULL,
  power TEXT NOT NULL,       -- the power it needs: package spot override
  base TEXT NOT NULL,        -- what it stood on when it was submitted
  hash TEXT,                 -- of exactly what was submitted
  state TEXT NOT NULL,       -- draft submitted approved applied returned withdrawn refused stale
  reason TEXT,
  author_id INTEGER NOT NULL,
  editor_id INTEGER NOT NULL, -- who changed it last
  submitted INTEGER,
  due INTEGER,
  asked_id INTEGER,          -- who is asked, or NULL: whoever may
  decided_by INTEGER,
  decided INTEGER,
  decision_text TEXT,
  usable_to INTEGER,         -- last day an approval may be used
  urgent INTEGER NOT NULL    -- 1: care started before approval
) STRICT;
CREATE INDEX proposal_waiting ON proposal(due) WHERE state = 'submitted';
CREATE INDEX proposal_returned ON proposal(author_id) WHERE state = 'returned';
CREATE INDEX proposal_approved ON proposal(package_id) WHERE state = 'approved';
CREATE INDEX proposal_decided ON proposal(decided_by, decided) WHERE decided_by IS NOT NULL;
CREATE INDEX proposal_package ON proposal(package_id);

-- Dated power to approve up to a limit.  None: no power.
CREATE TABLE authority (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  staff_id INTEGER NOT NULL REFERENCES staff(id),
  power TEXT NOT NULL,       -- package spot override
  limit_pence INTEGER NOT NULL,
  decision TEXT,             -- what gave it
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX authority_staff ON authority(staff_id) WHERE known_to IS NULL;

-- Leave cover: somebody acts with another's power for some days.
CREATE TABLE deputy (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  for_id INTEGER NOT NULL REFERENCES staff(id),
  staff_id INTEGER NOT NULL REFERENCES staff(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX deputy_staff ON deputy(staff_id) WHERE known_to IS NULL;

-- Something somebody must look at, made by an operation or by the clock.
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  kind TEXT NOT NULL,        -- moved gp-changed merged died hold-ends chase …
  person_id INTEGER REFERENCES person(id),
  package_id INTEGER REFERENCES package(id),
  line_number INTEGER,
  role TEXT NOT NULL,        -- whose work it is
  due INTEGER,               -- moment
  text TEXT NOT NULL,
  made INTEGER NOT NULL,
  claimed_by INTEGER,
  done INTEGER,
  done_by INTEGER,
  outcome TEXT,
  unique_key TEXT            -- the clock makes one of these once
) STRICT;
CREATE INDEX task_open ON task(role, due) WHERE done IS NULL;
CREATE INDEX task_person ON task(person_id) WHERE done IS NULL;
CREATE INDEX task_package ON task(package_id);
CREATE UNIQUE INDEX task_once ON task(unique_key) WHERE unique_key IS NOT NULL;
