-- Findings about what does not fit together that an editor has set aside, with the reasons. Who and when is the
-- revision's; what was taken back stays in older revisions.

CREATE TABLE plausibility_override (
    quote_id INTEGER NOT NULL REFERENCES quote (id),
    finding  TEXT    NOT NULL, -- the finding's name: rule, mentions and the facts it rests on
    position INTEGER NOT NULL,
    reason   TEXT    NOT NULL,
    PRIMARY KEY (quote_id, finding)
) STRICT, WITHOUT ROWID;

-- 1 while a mention of the quote stands below a document that its outlet has corrected or withdrawn, and nobody has
-- looked at it again. Set in the transaction that saves the quote or the document.
ALTER TABLE quote ADD COLUMN recheck INTEGER NOT NULL DEFAULT 0 CHECK (recheck IN (0, 1));

CREATE INDEX quote_to_recheck ON quote (id DESC) WHERE recheck = 1;

UPDATE quote SET recheck = 1 WHERE id IN
    (SELECT h.quote_id
     FROM document d
     JOIN mention m ON m.document_id = d.id
     JOIN hop h ON h.quote_id = m.quote_id AND h.up = m.key
     WHERE d.standing <> 'current');
