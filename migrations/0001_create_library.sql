-- The library. Every thing with a public address is one row of `record`, whatever its kind: its number is never
-- reused (AUTOINCREMENT), its public id is never given out again (rows are never deleted), and its version grows
-- by one with each revision.

CREATE TABLE record (
    id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL CHECK (kind IN ('speaker', 'outlet', 'document', 'quote')),
    public_id  TEXT    NOT NULL UNIQUE,
    slug       TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0),
    -- 1 when it may be seen by anybody: published quotes, and whatever a published quote names.
    is_public  INTEGER NOT NULL DEFAULT 0,
    is_demo    INTEGER NOT NULL DEFAULT 0,
    -- The key of the form that made it: the same form posted twice finds the record it made.
    receipt    TEXT    UNIQUE,
    created_at INTEGER NOT NULL, -- milliseconds since 1970
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX record_by_change ON record (kind, updated_at DESC, id DESC);

-- One saved state of a record; never changed afterwards.
CREATE TABLE revision (
    record_id INTEGER NOT NULL REFERENCES record (id),
    version   INTEGER NOT NULL,
    author_id INTEGER REFERENCES account (id), -- NULL: the command line
    at        INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    state     TEXT    NOT NULL, -- the whole state as JSON
    PRIMARY KEY (record_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE speaker (
    id       INTEGER NOT NULL PRIMARY KEY REFERENCES record (id),
    kind     TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    name_key TEXT    NOT NULL, -- folded: case, accents, Arabic forms
    lang     TEXT,
    wikidata TEXT,
    born     TEXT,
    died     TEXT,
    note     TEXT    NOT NULL
) STRICT;

CREATE INDEX speaker_by_name ON speaker (name_key, id);
CREATE INDEX speaker_by_wikidata ON speaker (wikidata) WHERE wikidata IS NOT NULL;

CREATE TABLE speaker_role (
    speaker_id INTEGER NOT NULL REFERENCES speaker (id),
    position   INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    from_date  TEXT,
    until_date TEXT,
    PRIMARY KEY (speaker_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE outlet (
    id         INTEGER NOT NULL PRIMARY KEY REFERENCES record (id),
    kind       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL,
    family     TEXT    NOT NULL,
    family_key TEXT    NOT NULL,
    lang       TEXT,
    country    TEXT    NOT NULL,
    home_page  TEXT,
    home_key   TEXT, -- host of the home page, so that an address finds its outlet
    note       TEXT    NOT NULL
) STRICT;

CREATE INDEX outlet_by_name ON outlet (name_key, id);
CREATE INDEX outlet_by_family ON outlet (family_key, id) WHERE family_key <> '';
CREATE INDEX outlet_by_home ON outlet (home_key) WHERE home_key IS NOT NULL;

-- Other names of speakers and outlets.
CREATE TABLE alias (
    record_id INTEGER NOT NULL REFERENCES record (id),
    position  INTEGER NOT NULL,
    alias     TEXT    NOT NULL,
    alias_key TEXT    NOT NULL,
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX alias_by_key ON alias (alias_key, record_id);

CREATE TABLE document (
    id            INTEGER NOT NULL PRIMARY KEY REFERENCES record (id),
    outlet_id     INTEGER REFERENCES outlet (id),
    url           TEXT,
    url_key       TEXT, -- the address without its noise
    title         TEXT    NOT NULL,
    title_key     TEXT    NOT NULL,
    byline        TEXT    NOT NULL,
    dateline      TEXT    NOT NULL,
    lang          TEXT,
    published     TEXT,
    archived_url  TEXT,
    sha256        TEXT    NOT NULL,
    standing      TEXT    NOT NULL,
    standing_note TEXT    NOT NULL,
    note          TEXT    NOT NULL
) STRICT;

CREATE INDEX document_by_url ON document (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX document_by_title ON document (title_key, id);
CREATE INDEX document_by_outlet ON document (outlet_id, id);

-- The text as read, apart: lists never load it.
CREATE TABLE snapshot (
    document_id INTEGER NOT NULL PRIMARY KEY REFERENCES document (id),
    text        TEXT    NOT NULL
) STRICT;

CREATE TABLE quote (
    id           INTEGER NOT NULL PRIMARY KEY REFERENCES record (id),
    state        TEXT    NOT NULL CHECK (state IN ('draft', 'review', 'published')),
    speaker_id   INTEGER REFERENCES speaker (id),
    role_then    TEXT    NOT NULL,
    occasion     TEXT    NOT NULL,
    place        TEXT    NOT NULL,
    addressee    TEXT    NOT NULL,
    said         TEXT,
    spoken_lang  TEXT,
    note         TEXT    NOT NULL,
    published_at INTEGER, -- when it was last made public
    -- The mention whose words head the page, and what lists show of it.
    lead_key     INTEGER,
    lead_lang    TEXT,
    lead_directness TEXT
) STRICT;

CREATE INDEX quote_newest ON quote (published_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX quote_newest_by_lang ON quote (lead_lang, published_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX quote_newest_by_directness ON quote (lead_directness, published_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX quote_unpublished ON quote (state, id DESC) WHERE state <> 'published';

CREATE TABLE mention (
    quote_id    INTEGER NOT NULL REFERENCES quote (id),
    key         INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    document_id INTEGER REFERENCES document (id),
    outlet_id   INTEGER REFERENCES outlet (id),
    carrier_id  INTEGER REFERENCES speaker (id),
    wording     TEXT    NOT NULL,
    lang        TEXT,
    directness  TEXT,
    cue         TEXT    NOT NULL,
    anchor      TEXT, -- W3C Web Annotation selectors as JSON
    basis       TEXT,
    published   TEXT,
    wire_credit TEXT    NOT NULL,
    is_read     INTEGER NOT NULL,
    note        TEXT    NOT NULL,
    PRIMARY KEY (quote_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_by_document ON mention (document_id, quote_id) WHERE document_id IS NOT NULL;

CREATE TABLE hop (
    quote_id INTEGER NOT NULL,
    down     INTEGER NOT NULL,
    up       INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    evidence TEXT    NOT NULL,
    PRIMARY KEY (quote_id, down, up),
    FOREIGN KEY (quote_id, down) REFERENCES mention (quote_id, key),
    FOREIGN KEY (quote_id, up) REFERENCES mention (quote_id, key),
    CHECK (down <> up)
) STRICT, WITHOUT ROWID;

-- Which records a quote names (its speaker, outlets, documents, carriers), newest quote first: the lists on their
-- pages are one walk of this index.
CREATE TABLE quote_link (
    record_id INTEGER NOT NULL REFERENCES record (id),
    is_public INTEGER NOT NULL,
    sort_at   INTEGER NOT NULL,
    quote_id  INTEGER NOT NULL REFERENCES quote (id),
    PRIMARY KEY (record_id, is_public, sort_at DESC, quote_id DESC)
) STRICT, WITHOUT ROWID;

CREATE INDEX quote_link_by_quote ON quote_link (quote_id);

-- Full text over folded text, one row a record (rowid = record.id).
CREATE VIRTUAL TABLE search USING fts5 (
    name,  -- names and titles
    words, -- wordings
    more,  -- speaker, outlets, role, place, occasion
    tokenize = 'unicode61 remove_diacritics 0',
    prefix = '2 3'
);
