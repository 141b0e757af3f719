-- Closing an account ends its sessions for good: each session holds the number that the account had when it began, and
-- closing moves the account on.
ALTER TABLE account ADD COLUMN session_epoch INTEGER NOT NULL DEFAULT 0;

-- Keys that this library signs with. They leave the server in no answer.
CREATE TABLE signing_key (
    name       TEXT    NOT NULL PRIMARY KEY,
    secret     BLOB    NOT NULL,
    created_at INTEGER NOT NULL -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
