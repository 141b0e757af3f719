-- Reading articles: the same words are found wherever they stand, the same text whatever its address, and what a
-- newsroom made of each proposal is kept beside the proposal.

-- The first 63 bits of SHA-256 over the folded wording; NULL until it is worked out (the store does it on opening).
ALTER TABLE mention ADD COLUMN wording_key INTEGER;

CREATE INDEX mention_by_wording ON mention (wording_key, quote_id) WHERE wording_key IS NOT NULL;
CREATE INDEX mention_unkeyed ON mention (quote_id, key) WHERE wording_key IS NULL AND wording <> '';

CREATE INDEX document_by_text ON document (sha256, id) WHERE sha256 <> '';

-- One reading of an article that was saved. The text is the one in the document's revision of that version.
CREATE TABLE article_reading (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document (id),
    version     INTEGER NOT NULL,
    author_id   INTEGER REFERENCES account (id), -- NULL: the command line
    at          INTEGER NOT NULL,                -- milliseconds since 1970
    receipt     TEXT    UNIQUE,                  -- key of the form: sent twice, it is saved once
    proposed    TEXT    NOT NULL,                -- JSON, quotes in the format of evaluation sets
    corrected   TEXT    NOT NULL,                -- the same after the newsroom's corrections
    FOREIGN KEY (document_id, version) REFERENCES revision (record_id, version)
) STRICT;

CREATE INDEX article_reading_by_document ON article_reading (document_id, id);
