-- Instants are UTC ticks of 100 ns, so that they come back exactly.
CREATE TABLE streams (
    key INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    reacted INTEGER NOT NULL,
    UNIQUE (tenant, kind, id)
);

-- A compacted event keeps its row: data gives way to its digest, and the chain can still be followed.
CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES streams (key),
    version INTEGER NOT NULL,
    tenant TEXT NOT NULL,
    type TEXT NOT NULL,
    data BLOB,
    at_ticks INTEGER NOT NULL,
    actor TEXT NOT NULL,
    command_id TEXT NOT NULL,
    digest BLOB,
    hash BLOB NOT NULL,
    UNIQUE (stream, version)
);
CREATE INDEX events_of_tenant ON events (tenant, position);

-- The end of each tenant's chain.
CREATE TABLE chains (
    tenant TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE snapshots (
    stream INTEGER PRIMARY KEY REFERENCES streams (key),
    version INTEGER NOT NULL,
    schema TEXT NOT NULL,
    state BLOB NOT NULL
);

CREATE TABLE timers (
    stream INTEGER NOT NULL REFERENCES streams (key),
    name TEXT NOT NULL,
    due_ticks INTEGER NOT NULL,
    PRIMARY KEY (stream, name)
) WITHOUT ROWID;
CREATE INDEX timers_due ON timers (due_ticks);

CREATE TABLE dead_letters (
    stream INTEGER NOT NULL REFERENCES streams (key),
    version INTEGER NOT NULL,
    effect INTEGER NOT NULL,
    cause TEXT NOT NULL,
    tries INTEGER NOT NULL,
    at_ticks INTEGER NOT NULL,
    PRIMARY KEY (stream, version, effect)
) WITHOUT ROWID;

CREATE TABLE bodies (
    key INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL,
    used_ticks INTEGER NOT NULL,
    UNIQUE (tenant, hash)
);

CREATE TABLE holds (
    body INTEGER NOT NULL REFERENCES bodies (key),
    stream INTEGER NOT NULL REFERENCES streams (key),
    PRIMARY KEY (body, stream)
) WITHOUT ROWID;

CREATE TABLE checkpoints (
    tenant TEXT NOT NULL,
    position INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at_ticks INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (tenant, position)
) WITHOUT ROWID;
