-- 0005 packages of care: what is wanted, what runs, what it costs, who pays, when it rests and ends

CREATE TABLE package (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person(id),
  purpose TEXT NOT NULL,     -- long-term bridging hospital-discharge respite
  priority TEXT NOT NULL,    -- emergency urgent routine
  payer TEXT NOT NULL,       -- organisation code of the legal payer asked for
  nhs_function TEXT,         -- when an NHS body pays: the function it has delegated
  requested INTEGER NOT NULL, -- moment
  requested_by INTEGER NOT NULL, -- staff
  needed_by INTEGER,
  lot_code TEXT,             -- found from where the person lives on needed_by
  claimed_by INTEGER,
  claimed INTEGER,
  waiting INTEGER NOT NULL,  -- 1 while some of it has no provider; held true by check
  cancelled INTEGER,
  cancel_reason TEXT,
  language TEXT,
  worker_gender TEXT,
  medicine_support TEXT,
  equipment TEXT,
  culture TEXT,
  pets TEXT,
  access TEXT,
  continuity TEXT,
  consent_to_share INTEGER,
  key_safe INTEGER
) STRICT;
CREATE INDEX package_person ON package(person_id);
CREATE INDEX package_waiting ON package(priority, needed_by, id) WHERE waiting = 1;
-- Most urgent first, then by the day it is needed: what the list to place walks.
CREATE INDEX package_rank ON package((CASE priority WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END
  * 10000000 + coalesce(needed_by, 9999999)), id) WHERE waiting = 1;
CREATE INDEX package_claimed ON package(claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX package_needed ON package(needed_by, id);
CREATE INDEX package_of_lot ON package(lot_code, ref);
CREATE INDEX package_lot ON package(lot_code) WHERE waiting = 1;

-- A version of what is wanted, from a day on.
CREATE TABLE specification (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  package_id INTEGER NOT NULL REFERENCES package(id),
  number INTEGER NOT NULL,   -- within the package, from 1: the same while only its days change
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  weekly_minutes INTEGER NOT NULL,
  why TEXT                   -- of a variation
) STRICT;
CREATE INDEX specification_package ON specification(package_id, valid_from);

CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  package_id INTEGER NOT NULL REFERENCES package(id),
  spec_number INTEGER NOT NULL, -- of the specification it belongs to
  number INTEGER NOT NULL,   -- within the specification, from 1
  days INTEGER NOT NULL,     -- Monday 1 … Sunday 64
  band TEXT NOT NULL,        -- morning lunch tea bed night
  at INTEGER,                -- preferred minute of the day
  tolerance INTEGER,         -- minutes either way
  time_critical INTEGER NOT NULL,
  critical_reason TEXT,
  minutes INTEGER NOT NULL,
  carers INTEGER NOT NULL,
  personal_care INTEGER NOT NULL,
  tasks TEXT
) STRICT;
CREATE INDEX visit_package ON visit(package_id, spec_number, number);

-- What a provider delivers and is paid for.  A change is a new version; nothing is altered.
CREATE TABLE line (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  package_id INTEGER NOT NULL REFERENCES package(id),
  number INTEGER NOT NULL,   -- within the package, from 1: the same through its versions
  person_id INTEGER NOT NULL REFERENCES person(id),
  provider_id INTEGER NOT NULL REFERENCES provider(id),
  delivered_by INTEGER REFERENCES provider(id), -- sub-contractor, or NULL
  award_ref TEXT,            -- NULL for a spot purchase or a taken-on line without award
  source TEXT NOT NULL,      -- lot spot interim taken-on
  payer TEXT NOT NULL,       -- legal payer
  spec_number INTEGER,       -- of the specification it delivers; NULL: taken on without visits
  visits TEXT,               -- numbers of the visits it covers ("1,3"), NULL: all
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  weekly_minutes INTEGER NOT NULL,
  weekly_pence INTEGER NOT NULL,
  double_handed INTEGER NOT NULL,
  paid_to INTEGER,           -- first day no longer paid, where notice is paid beyond its end
  change TEXT NOT NULL,      -- new succeed correct end void
  why TEXT
) STRICT;
CREATE INDEX line_package ON line(package_id, number);
CREATE INDEX line_provider ON line(provider_id, valid_from) WHERE known_to IS NULL;
CREATE INDEX line_award ON line(award_ref) WHERE known_to IS NULL;
CREATE INDEX line_person ON line(person_id) WHERE known_to IS NULL;
CREATE INDEX line_starting ON line(valid_from) WHERE known_to IS NULL;
CREATE INDEX line_second ON line(valid_from, package_id, valid_to) WHERE known_to IS NULL AND number > 1;
CREATE INDEX line_source ON line(source, valid_from) WHERE known_to IS NULL;

-- A line at rest (hospital, holiday): it costs the retainer while held and nothing after.
CREATE TABLE suspension (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  package_id INTEGER NOT NULL REFERENCES package(id),
  line_number INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  reason TEXT NOT NULL,
  held_until INTEGER,        -- first day the provider no longer holds it
  retainer_bp INTEGER NOT NULL,
  paid_from INTEGER,         -- first day the suspension lowers cost, after the notice charged in full
  review INTEGER             -- day somebody must look at it
) STRICT;
CREATE INDEX suspension_package ON suspension(package_id, line_number);
CREATE INDEX suspension_held ON suspension(held_until) WHERE known_to IS NULL;
CREATE INDEX suspension_from ON suspension(valid_from) WHERE known_to IS NULL;

-- Notice that a line will end: by the provider (hand-back), the person, or us.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  package_id INTEGER NOT NULL REFERENCES package(id),
  line_number INTEGER NOT NULL,
  valid_from INTEGER NOT NULL, -- day it was given
  valid_to INTEGER,            -- first day it no longer stands (withdrawn, or the line ended)
  given_by TEXT NOT NULL,      -- provider person council
  last_day INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX notice_package ON notice(package_id, line_number);
CREATE INDEX notice_last ON notice(last_day) WHERE known_to IS NULL AND valid_to IS NULL;
