-- A translation put back into the language of what it translates, so that both can be compared word by word.
ALTER TABLE hop ADD COLUMN back_translation TEXT NOT NULL DEFAULT '';
