-- Which outlets lean on which. Each published quote adds its rows (of one chain, so few); counters over all quotes are
-- kept by triggers in the same transaction, so that every list is the top of an index and nothing is added up while a
-- reader waits. Rows are added and taken away whole, never changed.

-- One row a published quote that has been counted.
CREATE TABLE counted_quote (
    quote_id    INTEGER NOT NULL PRIMARY KEY REFERENCES quote (id),
    is_circular INTEGER NOT NULL,
    sort_at     INTEGER NOT NULL -- when it was published, milliseconds since 1970
) STRICT;

CREATE INDEX circular_newest ON counted_quote (sort_at DESC, quote_id DESC) WHERE is_circular = 1;

-- In this quote one outlet took words from another.
CREATE TABLE quote_lean (
    quote_id INTEGER NOT NULL REFERENCES quote (id),
    down_id  INTEGER NOT NULL REFERENCES outlet (id), -- took the words
    up_id    INTEGER NOT NULL REFERENCES outlet (id), -- had them before
    way      TEXT    NOT NULL CHECK (way IN ('report', 'wire')),
    hops     INTEGER NOT NULL CHECK (hops > 0),
    verified INTEGER NOT NULL CHECK (verified BETWEEN 0 AND hops),
    sort_at  INTEGER NOT NULL,
    PRIMARY KEY (quote_id, down_id, up_id, way),
    CHECK (down_id <> up_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX quote_lean_by_pair ON quote_lean (down_id, up_id, way, sort_at DESC, quote_id DESC);

-- What an outlet is to the chain of this quote.
CREATE TABLE quote_part (
    quote_id    INTEGER NOT NULL REFERENCES quote (id),
    outlet_id   INTEGER NOT NULL REFERENCES outlet (id),
    is_choke    INTEGER NOT NULL,
    is_circular INTEGER NOT NULL,
    is_unnamed  INTEGER NOT NULL, -- names nobody from whom it had the words
    sort_at     INTEGER NOT NULL,
    PRIMARY KEY (quote_id, outlet_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX quote_part_choke ON quote_part (outlet_id, sort_at DESC, quote_id DESC) WHERE is_choke = 1;
CREATE INDEX quote_part_circular ON quote_part (outlet_id, sort_at DESC, quote_id DESC) WHERE is_circular = 1;
CREATE INDEX quote_part_unnamed ON quote_part (outlet_id, sort_at DESC, quote_id DESC) WHERE is_unnamed = 1;

-- Counters: a pair of outlets, an outlet, the library.
CREATE TABLE leaning (
    down_id  INTEGER NOT NULL REFERENCES outlet (id),
    up_id    INTEGER NOT NULL REFERENCES outlet (id),
    way      TEXT    NOT NULL,
    quotes   INTEGER NOT NULL CHECK (quotes >= 0),
    hops     INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    PRIMARY KEY (down_id, up_id, way)
) STRICT, WITHOUT ROWID;

CREATE INDEX leaning_most ON leaning (way, quotes DESC, hops DESC, down_id DESC, up_id DESC);
CREATE INDEX leaning_takes ON leaning (down_id, quotes DESC, hops DESC, up_id DESC, way DESC);
CREATE INDEX leaning_taken ON leaning (up_id, quotes DESC, hops DESC, down_id DESC, way DESC);

CREATE TABLE outlet_leaning (
    outlet_id INTEGER NOT NULL PRIMARY KEY REFERENCES outlet (id),
    quotes    INTEGER NOT NULL CHECK (quotes >= 0), -- in which it stands
    choke     INTEGER NOT NULL, -- of these, quotes in which it is a choke point
    circular  INTEGER NOT NULL, -- in a loop
    unnamed   INTEGER NOT NULL  -- names nobody
) STRICT;

CREATE INDEX outlet_leaning_choke ON outlet_leaning (choke DESC, outlet_id DESC) WHERE choke > 0;

CREATE TABLE leaning_total (
    id               INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    quotes           INTEGER NOT NULL,
    circular         INTEGER NOT NULL,
    reports          INTEGER NOT NULL, -- hops between two outlets
    reports_verified INTEGER NOT NULL,
    wires            INTEGER NOT NULL,
    wires_verified   INTEGER NOT NULL
) STRICT;

INSERT INTO leaning_total VALUES (1, 0, 0, 0, 0, 0, 0);

-- How far a library that is older than these tables has been counted: quotes up to `until` were there before.
CREATE TABLE leaning_backfill (
    id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    after INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT;

INSERT INTO leaning_backfill SELECT 1, 0, coalesce(max(id), 0) FROM quote;

CREATE TRIGGER counted_quote_added AFTER INSERT ON counted_quote BEGIN
    UPDATE leaning_total SET quotes = quotes + 1, circular = circular + new.is_circular WHERE id = 1;
END;

CREATE TRIGGER counted_quote_removed AFTER DELETE ON counted_quote BEGIN
    UPDATE leaning_total SET quotes = quotes - 1, circular = circular - old.is_circular WHERE id = 1;
END;

CREATE TRIGGER quote_lean_added AFTER INSERT ON quote_lean BEGIN
    INSERT INTO leaning (down_id, up_id, way, quotes, hops, verified)
    VALUES (new.down_id, new.up_id, new.way, 1, new.hops, new.verified)
    ON CONFLICT (down_id, up_id, way) DO UPDATE
        SET quotes = quotes + 1, hops = hops + new.hops, verified = verified + new.verified;
    UPDATE leaning_total SET
        reports = reports + iif(new.way = 'report', new.hops, 0),
        reports_verified = reports_verified + iif(new.way = 'report', new.verified, 0),
        wires = wires + iif(new.way = 'wire', new.hops, 0),
        wires_verified = wires_verified + iif(new.way = 'wire', new.verified, 0)
    WHERE id = 1;
END;

CREATE TRIGGER quote_lean_removed AFTER DELETE ON quote_lean BEGIN
    UPDATE leaning SET quotes = quotes - 1, hops = hops - old.hops, verified = verified - old.verified
    WHERE down_id = old.down_id AND up_id = old.up_id AND way = old.way;
    DELETE FROM leaning WHERE down_id = old.down_id AND up_id = old.up_id AND way = old.way AND quotes = 0;
    UPDATE leaning_total SET
        reports = reports - iif(old.way = 'report', old.hops, 0),
        reports_verified = reports_verified - iif(old.way = 'report', old.verified, 0),
        wires = wires - iif(old.way = 'wire', old.hops, 0),
        wires_verified = wires_verified - iif(old.way = 'wire', old.verified, 0)
    WHERE id = 1;
END;

CREATE TRIGGER quote_part_added AFTER INSERT ON quote_part BEGIN
    INSERT INTO outlet_leaning (outlet_id, quotes, choke, circular, unnamed)
    VALUES (new.outlet_id, 1, new.is_choke, new.is_circular, new.is_unnamed)
    ON CONFLICT (outlet_id) DO UPDATE
        SET quotes = quotes + 1, choke = choke + new.is_choke, circular = circular + new.is_circular,
            unnamed = unnamed + new.is_unnamed;
END;

CREATE TRIGGER quote_part_removed AFTER DELETE ON quote_part BEGIN
    UPDATE outlet_leaning
    SET quotes = quotes - 1, choke = choke - old.is_choke, circular = circular - old.is_circular,
        unnamed = unnamed - old.is_unnamed
    WHERE outlet_id = old.outlet_id;
    DELETE FROM outlet_leaning WHERE outlet_id = old.outlet_id AND quotes = 0;
END;

-- The sitemap finds where it goes on without reading what is not public.
CREATE INDEX record_public ON record (id) WHERE is_public = 1;
