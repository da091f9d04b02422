-- 0011 rate source: the contract, variation or decision a price comes from
ALTER TABLE rate ADD COLUMN source TEXT;
