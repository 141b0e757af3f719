-- The one row that readiness writes, so that "ready" means that a change can be kept and read back.
CREATE TABLE readiness (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL -- milliseconds since 1970
) STRICT;

INSERT INTO readiness VALUES (1, 0);
