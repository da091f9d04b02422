-- 0008 task maker: whose doing made the task, where somebody else must look at it
ALTER TABLE task ADD COLUMN made_by INTEGER REFERENCES staff(id);
