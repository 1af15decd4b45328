-- Instants are UTC ticks of 100 ns, so that they come back exactly. Text is ordered byte by byte, as everywhere else in the product.
CREATE TABLE streams (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    reacted bigint NOT NULL,
    UNIQUE (tenant, kind, id)
) WITH (fillfactor = 70);

-- A compacted event keeps its row: data gives way to its digest, and the chain can still be followed.
CREATE TABLE events (
    position bigint PRIMARY KEY,
    stream bigint NOT NULL REFERENCES streams (key),
    version bigint NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    type text NOT NULL,
    data bytea,
    at_ticks bigint NOT NULL,
    actor text NOT NULL,
    command_id text NOT NULL,
    digest bytea,
    hash bytea NOT NULL,
    UNIQUE (stream, version)
);
CREATE INDEX events_of_tenant ON events (tenant, position);

-- The end of each tenant's chain.
CREATE TABLE chains (
    tenant text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL,
    hash bytea NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE snapshots (
    stream bigint PRIMARY KEY REFERENCES streams (key),
    version bigint NOT NULL,
    schema text NOT NULL,
    state bytea NOT NULL
);

CREATE TABLE timers (
    stream bigint NOT NULL REFERENCES streams (key),
    name text COLLATE "C" NOT NULL,
    due_ticks bigint NOT NULL,
    PRIMARY KEY (stream, name)
);
CREATE INDEX timers_due ON timers (due_ticks);

CREATE TABLE dead_letters (
    stream bigint NOT NULL REFERENCES streams (key),
    version bigint NOT NULL,
    effect bigint NOT NULL,
    cause text NOT NULL,
    tries bigint NOT NULL,
    at_ticks bigint NOT NULL,
    PRIMARY KEY (stream, version, effect)
);

CREATE TABLE bodies (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    packed bytea NOT NULL,
    used_ticks bigint NOT NULL,
    UNIQUE (tenant, hash)
);
ALTER TABLE bodies ALTER COLUMN packed SET STORAGE EXTERNAL;

CREATE TABLE holds (
    body bigint NOT NULL REFERENCES bodies (key),
    stream bigint NOT NULL REFERENCES streams (key),
    PRIMARY KEY (body, stream)
);

CREATE TABLE checkpoints (
    tenant text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    hash text NOT NULL,
    at_ticks bigint NOT NULL,
    signature bytea NOT NULL,
    PRIMARY KEY (tenant, position)
);

-- The owner, who writes the journal, sees every tenant. Any other role sees the tenant that its session names, and nothing without a name.
ALTER TABLE streams ENABLE ROW LEVEL SECURITY;
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE chains ENABLE ROW LEVEL SECURITY;
ALTER TABLE snapshots ENABLE ROW LEVEL SECURITY;
ALTER TABLE timers ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE bodies ENABLE ROW LEVEL SECURITY;
ALTER TABLE holds ENABLE ROW LEVEL SECURITY;
ALTER TABLE checkpoints ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON streams USING (tenant = current_setting('synapse.tenant', true));
CREATE POLICY of_tenant ON events USING (tenant = current_setting('synapse.tenant', true));
CREATE POLICY of_tenant ON chains USING (tenant = current_setting('synapse.tenant', true));
CREATE POLICY of_tenant ON bodies USING (tenant = current_setting('synapse.tenant', true));
CREATE POLICY of_tenant ON checkpoints USING (tenant = current_setting('synapse.tenant', true));
CREATE POLICY of_tenant ON snapshots USING (EXISTS (SELECT 1 FROM streams s WHERE s.key = stream));
CREATE POLICY of_tenant ON timers USING (EXISTS (SELECT 1 FROM streams s WHERE s.key = stream));
CREATE POLICY of_tenant ON dead_letters USING (EXISTS (SELECT 1 FROM streams s WHERE s.key = stream));
CREATE POLICY of_tenant ON holds USING (EXISTS (SELECT 1 FROM streams s WHERE s.key = stream));

-- One writer at a time per journal: whoever holds this lock sees all commits before its own, so positions have no gaps and become
-- visible in order, and the chain of every tenant has one end.
CREATE FUNCTION journal_lock() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('synapse.journal/' || current_schema(), 0));
$$;

-- Commits a batch in one round trip. m_: one entry per append; e_: its events, t_: its timers, b_: its bodies, each m_*_count of them
-- in the order of the appends. r_: streams whose effects have run; x_: timers to remove. The appends of one tenant stand together.
-- Timer operations: 0 fired, 1 set, 2 cancelled. Answers per append: 0 appended, 1 conflict, 2 missing body.
CREATE FUNCTION journal_commit(
    m_tenant text[], m_kind text[], m_id text[], m_expected bigint[],
    m_event_count bigint[], m_timer_count bigint[], m_body_count bigint[],
    m_snapshot_version bigint[], m_snapshot_schema text[], m_snapshot_state bytea[],
    e_type text[], e_data bytea[], e_at bigint[], e_actor text[], e_command text[], e_leaf bytea[],
    t_operation bigint[], t_name text[], t_due bigint[],
    b_hash text[], b_release boolean[],
    r_tenant text[], r_kind text[], r_id text[], r_version bigint[],
    x_tenant text[], x_kind text[], x_id text[], x_name text[], x_due bigint[]
) RETURNS bigint[] LANGUAGE plpgsql
-- Plans are kept, and one made while the tables are small would read them from end to end when they have grown.
SET enable_seqscan = off
AS $$
DECLARE
    answers bigint[] := array_fill(0::bigint, ARRAY[cardinality(m_tenant)]);
    k_stream bigint[] := array_fill(NULL::bigint, ARRAY[cardinality(e_type)]);
    k_tenant text[] := array_fill(NULL::text, ARRAY[cardinality(e_type)]);
    k_version bigint[] := k_stream;
    k_position bigint[] := k_stream;
    k_hash bytea[] := array_fill(NULL::bytea, ARRAY[cardinality(e_type)]);
    e bigint := 0;
    t bigint := 0;
    b bigint := 0;
    last_position bigint;
    last_hash bytea;
    chain_of text;
    chain_position bigint;
    stream_key bigint;
    stream_version bigint;
    answer bigint;
BEGIN
    PERFORM journal_lock();
    SELECT coalesce(max(position), 0) INTO last_position FROM events;
    FOR m IN 1 .. cardinality(m_tenant) LOOP
        answer := 0;
        SELECT key, version INTO stream_key, stream_version FROM streams WHERE tenant = m_tenant[m] AND kind = m_kind[m] AND id = m_id[m];
        IF coalesce(stream_version, 0) <> m_expected[m] THEN
            answer := 1;
        ELSE
            FOR i IN t + 1 .. t + m_timer_count[m] LOOP
                IF t_operation[i] = 0 AND NOT EXISTS (SELECT 1 FROM timers WHERE stream = stream_key AND name = t_name[i] AND due_ticks = t_due[i]) THEN
                    answer := 1;
                END IF;
            END LOOP;
            FOR i IN b + 1 .. b + m_body_count[m] LOOP
                IF answer = 0 AND NOT b_release[i] AND NOT EXISTS (SELECT 1 FROM bodies WHERE tenant = m_tenant[m] AND hash = b_hash[i]) THEN
                    answer := 2;
                END IF;
            END LOOP;
        END IF;
        answers[m] := answer;
        IF answer = 0 THEN
            IF stream_key IS NULL THEN
                INSERT INTO streams (tenant, kind, id, version, reacted) VALUES (m_tenant[m], m_kind[m], m_id[m], m_event_count[m], 0) RETURNING key INTO stream_key;
            ELSIF m_event_count[m] > 0 THEN
                UPDATE streams SET version = m_expected[m] + m_event_count[m] WHERE key = stream_key;
            END IF;
            IF chain_of IS DISTINCT FROM m_tenant[m] THEN
                IF chain_position IS NOT NULL THEN
                    INSERT INTO chains (tenant, position, hash) VALUES (chain_of, chain_position, last_hash)
                    ON CONFLICT (tenant) DO UPDATE SET position = excluded.position, hash = excluded.hash;
                END IF;
                chain_of := m_tenant[m];
                chain_position := NULL;
                last_hash := coalesce((SELECT hash FROM chains WHERE tenant = chain_of), decode(repeat('00', 32), 'hex'));
            END IF;
            FOR i IN 1 .. m_event_count[m] LOOP
                last_position := last_position + 1;
                last_hash := sha256(last_hash || int8send(last_position) || e_leaf[e + i]);
                k_stream[e + i] := stream_key;
                k_tenant[e + i] := chain_of;
                k_version[e + i] := m_expected[m] + i;
                k_position[e + i] := last_position;
                k_hash[e + i] := last_hash;
                chain_position := last_position;
            END LOOP;
            IF m_snapshot_version[m] > 0 THEN
                INSERT INTO snapshots (stream, version, schema, state) VALUES (stream_key, m_snapshot_version[m], m_snapshot_schema[m], m_snapshot_state[m])
                ON CONFLICT (stream) DO UPDATE SET version = excluded.version, schema = excluded.schema, state = excluded.state WHERE snapshots.version <= excluded.version;
            END IF;
            FOR i IN t + 1 .. t + m_timer_count[m] LOOP
                IF t_operation[i] = 1 THEN
                    INSERT INTO timers (stream, name, due_ticks) VALUES (stream_key, t_name[i], t_due[i])
                    ON CONFLICT (stream, name) DO UPDATE SET due_ticks = excluded.due_ticks;
                ELSE
                    DELETE FROM timers WHERE stream = stream_key AND name = t_name[i];
                END IF;
            END LOOP;
            FOR i IN b + 1 .. b + m_body_count[m] LOOP
                IF b_release[i] THEN
                    DELETE FROM holds WHERE stream = stream_key AND body = (SELECT key FROM bodies WHERE tenant = m_tenant[m] AND hash = b_hash[i]);
                ELSE
                    INSERT INTO holds (body, stream) SELECT key, stream_key FROM bodies WHERE tenant = m_tenant[m] AND hash = b_hash[i] ON CONFLICT DO NOTHING;
                END IF;
            END LOOP;
        END IF;
        e := e + m_event_count[m];
        t := t + m_timer_count[m];
        b := b + m_body_count[m];
    END LOOP;
    IF chain_position IS NOT NULL THEN
        INSERT INTO chains (tenant, position, hash) VALUES (chain_of, chain_position, last_hash)
        ON CONFLICT (tenant) DO UPDATE SET position = excluded.position, hash = excluded.hash;
    END IF;
    IF cardinality(e_type) > 0 THEN
        INSERT INTO events (position, stream, version, tenant, type, data, at_ticks, actor, command_id, hash)
            SELECT u.position, u.stream, u.version, u.tenant, u.type, u.data, u.at, u.actor, u.command, u.hash
            FROM unnest(k_position, k_stream, k_version, k_tenant, e_type, e_data, e_at, e_actor, e_command, k_hash)
                AS u (position, stream, version, tenant, type, data, at, actor, command, hash)
            WHERE u.position IS NOT NULL;
    END IF;
    FOR i IN 1 .. cardinality(r_tenant) LOOP
        UPDATE streams SET reacted = least(r_version[i], version)
            WHERE tenant = r_tenant[i] AND kind = r_kind[i] AND id = r_id[i] AND reacted < r_version[i];
    END LOOP;
    FOR i IN 1 .. cardinality(x_tenant) LOOP
        DELETE FROM timers WHERE name = x_name[i] AND due_ticks = x_due[i]
            AND stream = (SELECT key FROM streams WHERE tenant = x_tenant[i] AND kind = x_kind[i] AND id = x_id[i]);
    END LOOP;
    RETURN answers;
END;
$$;
