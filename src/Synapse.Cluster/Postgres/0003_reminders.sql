CREATE TABLE orleans_reminders (
    service text COLLATE "C" NOT NULL,
    grain text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    hash integer NOT NULL,
    starts_at timestamptz NOT NULL,
    period_milliseconds bigint NOT NULL,
    version integer NOT NULL DEFAULT nextval('orleans_versions'),
    PRIMARY KEY (service, grain, name)
);
CREATE INDEX orleans_reminders_of_range ON orleans_reminders (service, hash);
ALTER TABLE orleans_reminders ENABLE ROW LEVEL SECURITY;

INSERT INTO orleansquery (querykey, querytext) VALUES
('UpsertReminderRowKey', $$
INSERT INTO orleans_reminders (service, grain, name, hash, starts_at, period_milliseconds)
VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
ON CONFLICT (service, grain, name) DO UPDATE
SET hash = excluded.hash, starts_at = excluded.starts_at, period_milliseconds = excluded.period_milliseconds, version = excluded.version
RETURNING version
$$),
('ReadReminderRowKey', $$
SELECT grain AS grainid, name AS remindername, starts_at AS starttime, period_milliseconds AS period, version
FROM orleans_reminders WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName
$$),
('ReadReminderRowsKey', $$
SELECT grain AS grainid, name AS remindername, starts_at AS starttime, period_milliseconds AS period, version
FROM orleans_reminders WHERE service = @ServiceId AND grain = @GrainId
$$),
-- A part of the ring of hashes, without its beginning and with its end.
('ReadRangeRows1Key', $$
SELECT grain AS grainid, name AS remindername, starts_at AS starttime, period_milliseconds AS period, version
FROM orleans_reminders WHERE service = @ServiceId AND hash > @BeginHash AND hash <= @EndHash
$$),
-- The same across the end of the ring; all of it where both are the same.
('ReadRangeRows2Key', $$
SELECT grain AS grainid, name AS remindername, starts_at AS starttime, period_milliseconds AS period, version
FROM orleans_reminders WHERE service = @ServiceId AND (hash > @BeginHash OR hash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
WITH gone AS (
    DELETE FROM orleans_reminders WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM gone)
$$),
('DeleteReminderRowsKey', $$
DELETE FROM orleans_reminders WHERE service = @ServiceId
$$);
