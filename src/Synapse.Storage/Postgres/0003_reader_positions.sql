-- How far readers of all events have come, by name. It changes every second, so room for that is left on each page.
CREATE TABLE reader_positions (
    name text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE reader_positions ENABLE ROW LEVEL SECURITY;
