-- 0010 proposals that their author changed and has not submitted again: they are in the author's day
CREATE INDEX proposal_draft ON proposal(author_id) WHERE state = 'draft';
