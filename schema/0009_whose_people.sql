-- 0009 whose people: those a body commissions for, pays for, is asked to pay for, houses, or entered
CREATE INDEX line_payer ON line(payer, person_id) WHERE known_to IS NULL;
CREATE INDEX package_payer ON package(payer, person_id);
CREATE INDEX residence_district ON residence(district, person_id) WHERE known_to IS NULL;
CREATE INDEX tx_entered ON tx(employer, subject_id) WHERE op = 'person.add' AND subject_id IS NOT NULL;
CREATE INDEX organisation_successor ON organisation(successor) WHERE successor IS NOT NULL;
