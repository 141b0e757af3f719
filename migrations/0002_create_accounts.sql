-- Who works here.

CREATE TABLE account (
    id            INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    login         TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    role          TEXT    NOT NULL CHECK (role IN ('checker', 'editor', 'admin')),
    password_hash TEXT    NOT NULL, -- argon2id, PHC string
    is_closed     INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL
) STRICT;

-- Sessions are kept under a hash of their token: who reads the file cannot sign in with it.
CREATE TABLE session (
    token_hash BLOB    NOT NULL PRIMARY KEY,
    data       TEXT    NOT NULL,
    expires_at INTEGER NOT NULL -- seconds since 1970
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_expiry ON session (expires_at);

-- The one-time link that makes the first admin.
CREATE TABLE setup_link (
    token_hash BLOB    NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
