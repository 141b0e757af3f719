-- What an admin has switched on or off. Every change stays: the newest row of a name is what holds.
CREATE TABLE setting_change (
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name      TEXT    NOT NULL,
    value     TEXT    NOT NULL,
    author_id INTEGER REFERENCES account (id), -- NULL: the command line
    at        INTEGER NOT NULL                 -- milliseconds since 1970
) STRICT;

CREATE INDEX setting_change_by_name ON setting_change (name, id);
