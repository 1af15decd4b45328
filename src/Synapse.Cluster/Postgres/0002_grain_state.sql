-- No version comes twice, so that a grain which has missed a deletion and a new beginning cannot take the new row for the one it has read.
CREATE SEQUENCE orleans_versions AS integer CYCLE;

-- Cleared state keeps its row without data. The key of a row may have 2,600 bytes, as much as an index of PostgreSQL takes.
CREATE TABLE orleans_state (
    service text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    key_high bigint NOT NULL,
    key_low bigint NOT NULL,
    key_text text COLLATE "C" NOT NULL,
    version integer NOT NULL DEFAULT nextval('orleans_versions'),
    data bytea,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service, name, key_high, key_low, key_text)
) WITH (fillfactor = 70);
ALTER TABLE orleans_state ENABLE ROW LEVEL SECURITY;

INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', $$
SELECT data AS payloadbinary, version FROM orleans_state
WHERE service = @ServiceId AND name = @GrainTypeString AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
$$),
-- Who has read no version begins a row, who has read one changes that one; no answer is a conflict.
('WriteToStorageKey', $$
WITH added AS (
    INSERT INTO orleans_state (service, name, key_high, key_low, key_text, data)
    SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @PayloadBinary
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING version
), changed AS (
    UPDATE orleans_state SET data = @PayloadBinary, version = DEFAULT, written_at = DEFAULT
    WHERE service = @ServiceId AND name = @GrainTypeString AND key_high = @GrainIdN0 AND key_low = @GrainIdN1
        AND key_text = coalesce(@GrainIdExtensionString, '') AND version = @GrainStateVersion
    RETURNING version
)
SELECT version AS newgrainstateversion FROM added UNION ALL SELECT version FROM changed
$$),
('ClearStorageKey', $$
UPDATE orleans_state SET data = NULL, version = DEFAULT, written_at = DEFAULT
WHERE service = @ServiceId AND name = @GrainTypeString AND key_high = @GrainIdN0 AND key_low = @GrainIdN1
    AND key_text = coalesce(@GrainIdExtensionString, '') AND version = @GrainStateVersion
RETURNING version
$$),
-- Orleans takes any answer but the version that it sent for a yes.
('DeleteStorageKey', $$
DELETE FROM orleans_state
WHERE service = @ServiceId AND name = @GrainTypeString AND key_high = @GrainIdN0 AND key_low = @GrainIdN1
    AND key_text = coalesce(@GrainIdExtensionString, '') AND version = @GrainStateVersion
RETURNING -version
$$);
