-- The read models: what the events say, as rows to ask. They are written with the events and can be made again from them at any time.
CREATE TABLE reviews (
    stream bigint NOT NULL REFERENCES streams (key),
    ordinal bigint NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    standing bigint NOT NULL,
    title text COLLATE "C" NOT NULL,
    folded_title text COLLATE "C" NOT NULL,
    author text COLLATE "C" NOT NULL,
    base_revision text COLLATE "C" NOT NULL,
    head_revision text COLLATE "C" NOT NULL,
    files bigint NOT NULL,
    content_digest text COLLATE "C" NOT NULL,
    decision_path bigint NOT NULL,
    requested_ticks bigint NOT NULL,
    deadline_ticks bigint NOT NULL,
    ended_ticks bigint NOT NULL,
    severity bigint NOT NULL,
    confidence bigint NOT NULL,
    findings bigint NOT NULL,
    critical bigint NOT NULL,
    high bigint NOT NULL,
    medium bigint NOT NULL,
    low bigint NOT NULL,
    suppressed bigint NOT NULL,
    duration_ms bigint NOT NULL,
    cost bigint NOT NULL,
    remarks text COLLATE "C" NOT NULL,
    PRIMARY KEY (stream, ordinal)
);
CREATE INDEX reviews_by_request ON reviews (tenant, requested_ticks, id);
CREATE INDEX reviews_by_severity ON reviews (tenant, severity, requested_ticks, id);
CREATE INDEX reviews_by_duration ON reviews (tenant, duration_ms, requested_ticks, id);
CREATE INDEX reviews_by_cost ON reviews (tenant, cost, requested_ticks, id);
CREATE INDEX reviews_by_content ON reviews (tenant, content_digest, requested_ticks, id);
CREATE INDEX reviews_running ON reviews (tenant, id) WHERE standing = 0;

CREATE TABLE review_specialists (
    stream bigint NOT NULL REFERENCES streams (key),
    ordinal bigint NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    review text COLLATE "C" NOT NULL,
    ended_ticks bigint NOT NULL,
    specialist text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    outcome bigint NOT NULL,
    cause text COLLATE "C" NOT NULL,
    findings bigint NOT NULL,
    duration_ms bigint NOT NULL,
    cost bigint NOT NULL,
    files_read bigint NOT NULL,
    files_skipped bigint NOT NULL,
    files_clipped bigint NOT NULL,
    files_timed_out bigint NOT NULL,
    files_failed bigint NOT NULL,
    PRIMARY KEY (stream, ordinal)
);
CREATE INDEX review_specialists_by_end ON review_specialists (tenant, ended_ticks);

CREATE TABLE findings (
    stream bigint NOT NULL REFERENCES streams (key),
    ordinal bigint NOT NULL,
    tenant text COLLATE "C" NOT NULL,
    review text COLLATE "C" NOT NULL,
    requested_ticks bigint NOT NULL,
    rule text COLLATE "C" NOT NULL,
    category bigint NOT NULL,
    severity bigint NOT NULL,
    confidence bigint NOT NULL,
    path text COLLATE "C" NOT NULL,
    start_line bigint NOT NULL,
    end_line bigint NOT NULL,
    fingerprint text COLLATE "C" NOT NULL,
    specialist text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    suppression text COLLATE "C" NOT NULL,
    json text COLLATE "C" NOT NULL,
    PRIMARY KEY (stream, ordinal)
);
CREATE INDEX findings_by_request ON findings (tenant, requested_ticks DESC, review DESC, ordinal);
CREATE INDEX findings_by_rule ON findings (tenant, rule, requested_ticks DESC, review DESC, ordinal);
CREATE INDEX findings_by_fingerprint ON findings (tenant, fingerprint, requested_ticks DESC, review DESC, ordinal);

CREATE TABLE coverage_gaps (
    stream bigint NOT NULL REFERENCES streams (key),
    ordinal bigint NOT NULL,
    specialist text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    status bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    PRIMARY KEY (stream, ordinal)
);

-- The form in which the rows of a kind were last built as a whole; another one, or none, has them built again when the journal is opened.
CREATE TABLE read_models (
    kind text COLLATE "C" PRIMARY KEY,
    schema text COLLATE "C" NOT NULL
);

ALTER TABLE reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE review_specialists ENABLE ROW LEVEL SECURITY;
ALTER TABLE findings ENABLE ROW LEVEL SECURITY;
ALTER TABLE coverage_gaps ENABLE ROW LEVEL SECURITY;
ALTER TABLE read_models ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON reviews USING (tenant = current_setting('synapse.tenant', true));
CREATE POLICY of_tenant ON review_specialists USING (tenant = current_setting('synapse.tenant', true));
CREATE POLICY of_tenant ON findings USING (tenant = current_setting('synapse.tenant', true));
CREATE POLICY of_tenant ON coverage_gaps USING (EXISTS (SELECT 1 FROM streams s WHERE s.key = stream));

-- Writes the rows of one append. The content names each table with its rows, as objects named after the columns; "replace": whatever
-- else the stream has is removed.
CREATE FUNCTION journal_rows(of_stream bigint, content json) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    a_review reviews;
    a_specialist review_specialists;
    a_finding findings;
    a_gap coverage_gaps;
BEGIN
    IF (content ->> 'replace')::boolean THEN
        DELETE FROM reviews WHERE stream = of_stream;
        DELETE FROM review_specialists WHERE stream = of_stream;
        DELETE FROM findings WHERE stream = of_stream;
        DELETE FROM coverage_gaps WHERE stream = of_stream;
    END IF;
    a_review.stream := of_stream;
    a_specialist.stream := of_stream;
    a_finding.stream := of_stream;
    a_gap.stream := of_stream;
    IF content -> 'reviews' IS NOT NULL THEN
        DELETE FROM reviews t USING json_populate_recordset(a_review, content -> 'reviews') r WHERE t.stream = of_stream AND t.ordinal = r.ordinal;
        INSERT INTO reviews SELECT * FROM json_populate_recordset(a_review, content -> 'reviews');
    END IF;
    IF content -> 'review_specialists' IS NOT NULL THEN
        DELETE FROM review_specialists t USING json_populate_recordset(a_specialist, content -> 'review_specialists') r WHERE t.stream = of_stream AND t.ordinal = r.ordinal;
        INSERT INTO review_specialists SELECT * FROM json_populate_recordset(a_specialist, content -> 'review_specialists');
    END IF;
    IF content -> 'findings' IS NOT NULL THEN
        DELETE FROM findings t USING json_populate_recordset(a_finding, content -> 'findings') r WHERE t.stream = of_stream AND t.ordinal = r.ordinal;
        INSERT INTO findings SELECT * FROM json_populate_recordset(a_finding, content -> 'findings');
    END IF;
    IF content -> 'coverage_gaps' IS NOT NULL THEN
        DELETE FROM coverage_gaps t USING json_populate_recordset(a_gap, content -> 'coverage_gaps') r WHERE t.stream = of_stream AND t.ordinal = r.ordinal;
        INSERT INTO coverage_gaps SELECT * FROM json_populate_recordset(a_gap, content -> 'coverage_gaps');
    END IF;
END;
$$;

-- The commit of a batch, now with rows: m_rows has one entry per append, null for none, or is empty when no append has any. The old
-- function gets another name, so that a program that knows nothing of rows fails instead of writing events without them.
ALTER FUNCTION journal_commit RENAME TO journal_append;
CREATE FUNCTION journal_commit(
    m_tenant text[], m_kind text[], m_id text[], m_expected bigint[],
    m_event_count bigint[], m_timer_count bigint[], m_body_count bigint[],
    m_snapshot_version bigint[], m_snapshot_schema text[], m_snapshot_state bytea[],
    e_type text[], e_data bytea[], e_at bigint[], e_actor text[], e_command text[], e_leaf bytea[],
    t_operation bigint[], t_name text[], t_due bigint[],
    b_hash text[], b_release boolean[],
    r_tenant text[], r_kind text[], r_id text[], r_version bigint[],
    x_tenant text[], x_kind text[], x_id text[], x_name text[], x_due bigint[],
    m_rows text[]
) RETURNS bigint[] LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    answers bigint[] := journal_append(
        m_tenant, m_kind, m_id, m_expected, m_event_count, m_timer_count, m_body_count, m_snapshot_version, m_snapshot_schema, m_snapshot_state,
        e_type, e_data, e_at, e_actor, e_command, e_leaf, t_operation, t_name, t_due, b_hash, b_release,
        r_tenant, r_kind, r_id, r_version, x_tenant, x_kind, x_id, x_name, x_due);
BEGIN
    FOR m IN 1 .. cardinality(m_rows) LOOP
        IF answers[m] = 0 AND m_rows[m] IS NOT NULL THEN
            PERFORM journal_rows((SELECT key FROM streams WHERE tenant = m_tenant[m] AND kind = m_kind[m] AND id = m_id[m]), m_rows[m]::json);
        END IF;
    END LOOP;
    RETURN answers;
END;
$$;

-- The effect itself: it can be tried again however much of the stream was compacted since. Letters from before have none.
ALTER TABLE dead_letters ADD COLUMN content text NOT NULL DEFAULT '';
