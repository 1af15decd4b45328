-- How far readers of all events have come, by name.
CREATE TABLE reader_positions (
    name TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) WITHOUT ROWID;
