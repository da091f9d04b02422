-- 0007 late: people whose practice came into the store after them are found by it
CREATE INDEX registration_unknown ON registration(practice)
 WHERE known_to IS NULL AND commissioner IS NULL;
