-- 0004 the market: lots, providers, awards, capacity, rates, bars, delegations

CREATE TABLE lot (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  tile_row INTEGER,
  tile_column INTEGER,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX lot_code ON lot(code) WHERE known_to IS NULL;

CREATE TABLE lot_area (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  lot_code TEXT NOT NULL,
  kind TEXT NOT NULL,      -- district ward postcode
  value TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX lot_area_value ON lot_area(kind, value) WHERE known_to IS NULL;
CREATE INDEX lot_area_lot ON lot_area(lot_code) WHERE known_to IS NULL;

CREATE TABLE provider (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  ref TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  cqc_location TEXT,
  cqc_provider TEXT,
  registered_from INTEGER, -- for personal care
  registered_to INTEGER,
  postcode TEXT,
  phone TEXT,
  email TEXT,
  website TEXT,
  old_market INTEGER NOT NULL -- 1: one of the providers before the lots
) STRICT;
CREATE UNIQUE INDEX provider_cqc ON provider(cqc_location) WHERE cqc_location IS NOT NULL;
CREATE INDEX provider_sort ON provider(sort_key, id);

-- A stop on new work, or on all of it.
CREATE TABLE provider_stop (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  provider_id INTEGER NOT NULL REFERENCES provider(id),
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  kind TEXT NOT NULL,      -- new-work all failing
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX provider_stop_provider ON provider_stop(provider_id) WHERE known_to IS NULL;

CREATE TABLE award (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  ref TEXT NOT NULL,
  lot_code TEXT NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider(id),
  role TEXT NOT NULL,      -- lead sub consortium reserve neighbour framework
  lead_ref TEXT,           -- of a sub-contractor or consortium member: the award it stands under
  position INTEGER NOT NULL, -- order of the contract within its role, from 1
  weekly_minutes INTEGER NOT NULL,
  nhs_work INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX award_lot ON award(lot_code) WHERE known_to IS NULL;
CREATE INDEX award_provider ON award(provider_id) WHERE known_to IS NULL;
CREATE INDEX award_ref ON award(ref) WHERE known_to IS NULL;

-- The price of one visit of a length, or an hour's rate (minutes NULL).
CREATE TABLE rate (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  award_ref TEXT NOT NULL,
  minutes INTEGER,
  pence INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX rate_award ON rate(award_ref) WHERE known_to IS NULL;

CREATE TABLE bar (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  person_id INTEGER NOT NULL REFERENCES person(id),
  provider_id INTEGER NOT NULL REFERENCES provider(id),
  reason TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX bar_person ON bar(person_id) WHERE known_to IS NULL;

-- A function of an NHS body that the council carries out for it under an agreement.
CREATE TABLE nhs_delegation (
  id INTEGER PRIMARY KEY,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  body TEXT NOT NULL,      -- organisation code
  function TEXT NOT NULL,  -- rehabilitation health-needs care-planning
  agreement TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER
) STRICT;
CREATE INDEX nhs_delegation_body ON nhs_delegation(body) WHERE known_to IS NULL;
