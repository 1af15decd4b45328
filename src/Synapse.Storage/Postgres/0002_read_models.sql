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

-- Writes the rows of a batch: one array per table, its rows as objects named after the columns. There, stream is the place of the row's
-- append in the batch, for which keys has the stream's key, or null when the append was not committed. Of several appends to one stream
-- the last one's row stays, and none from before one that replaces all.
CREATE FUNCTION journal_rows(keys bigint[], replaces bigint[], of_reviews json, of_specialists json, of_findings json, of_gaps json) RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    IF of_reviews IS NOT NULL THEN
        INSERT INTO reviews
        SELECT DISTINCT ON (keys[r.stream], r.ordinal) keys[r.stream], r.ordinal, r.tenant, r.id, r.standing, r.title, r.folded_title, r.author, r.base_revision,
            r.head_revision, r.files, r.content_digest, r.decision_path, r.requested_ticks, r.deadline_ticks, r.ended_ticks,
            r.severity, r.confidence, r.findings, r.critical, r.high, r.medium, r.low, r.suppressed, r.duration_ms, r.cost,
            r.remarks
        FROM json_populate_recordset(NULL::reviews, of_reviews) r
        WHERE keys[r.stream] IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unnest(replaces) p WHERE p > r.stream AND keys[p] = keys[r.stream])
        ORDER BY keys[r.stream], r.ordinal, r.stream DESC
        ON CONFLICT (stream, ordinal) DO UPDATE SET
            tenant = excluded.tenant, id = excluded.id, standing = excluded.standing, title = excluded.title,
            folded_title = excluded.folded_title, author = excluded.author, base_revision = excluded.base_revision,
            head_revision = excluded.head_revision, files = excluded.files, content_digest = excluded.content_digest,
            decision_path = excluded.decision_path, requested_ticks = excluded.requested_ticks,
            deadline_ticks = excluded.deadline_ticks, ended_ticks = excluded.ended_ticks, severity = excluded.severity,
            confidence = excluded.confidence, findings = excluded.findings, critical = excluded.critical, high = excluded.high,
            medium = excluded.medium, low = excluded.low, suppressed = excluded.suppressed, duration_ms = excluded.duration_ms,
            cost = excluded.cost, remarks = excluded.remarks;
    END IF;
    IF of_specialists IS NOT NULL THEN
        INSERT INTO review_specialists
        SELECT DISTINCT ON (keys[r.stream], r.ordinal) keys[r.stream], r.ordinal, r.tenant, r.review, r.ended_ticks, r.specialist, r.version, r.outcome, r.cause,
            r.findings, r.duration_ms, r.cost, r.files_read, r.files_skipped, r.files_clipped, r.files_timed_out, r.files_failed
        FROM json_populate_recordset(NULL::review_specialists, of_specialists) r
        WHERE keys[r.stream] IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unnest(replaces) p WHERE p > r.stream AND keys[p] = keys[r.stream])
        ORDER BY keys[r.stream], r.ordinal, r.stream DESC
        ON CONFLICT (stream, ordinal) DO UPDATE SET
            tenant = excluded.tenant, review = excluded.review, ended_ticks = excluded.ended_ticks,
            specialist = excluded.specialist, version = excluded.version, outcome = excluded.outcome, cause = excluded.cause,
            findings = excluded.findings, duration_ms = excluded.duration_ms, cost = excluded.cost,
            files_read = excluded.files_read, files_skipped = excluded.files_skipped, files_clipped = excluded.files_clipped,
            files_timed_out = excluded.files_timed_out, files_failed = excluded.files_failed;
    END IF;
    IF of_findings IS NOT NULL THEN
        INSERT INTO findings
        SELECT DISTINCT ON (keys[r.stream], r.ordinal) keys[r.stream], r.ordinal, r.tenant, r.review, r.requested_ticks, r.rule, r.category, r.severity, r.confidence,
            r.path, r.start_line, r.end_line, r.fingerprint, r.specialist, r.message, r.suppression, r.json
        FROM json_populate_recordset(NULL::findings, of_findings) r
        WHERE keys[r.stream] IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unnest(replaces) p WHERE p > r.stream AND keys[p] = keys[r.stream])
        ORDER BY keys[r.stream], r.ordinal, r.stream DESC
        ON CONFLICT (stream, ordinal) DO UPDATE SET
            tenant = excluded.tenant, review = excluded.review, requested_ticks = excluded.requested_ticks, rule = excluded.rule,
            category = excluded.category, severity = excluded.severity, confidence = excluded.confidence, path = excluded.path,
            start_line = excluded.start_line, end_line = excluded.end_line, fingerprint = excluded.fingerprint,
            specialist = excluded.specialist, message = excluded.message, suppression = excluded.suppression, json = excluded.json;
    END IF;
    IF of_gaps IS NOT NULL THEN
        INSERT INTO coverage_gaps
        SELECT DISTINCT ON (keys[r.stream], r.ordinal) keys[r.stream], r.ordinal, r.specialist, r.path, r.status, r.reason
        FROM json_populate_recordset(NULL::coverage_gaps, of_gaps) r
        WHERE keys[r.stream] IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unnest(replaces) p WHERE p > r.stream AND keys[p] = keys[r.stream])
        ORDER BY keys[r.stream], r.ordinal, r.stream DESC
        ON CONFLICT (stream, ordinal) DO UPDATE SET
            specialist = excluded.specialist, path = excluded.path, status = excluded.status, reason = excluded.reason;
    END IF;
END;
$$;

-- The commit of a batch, now with rows: an array per table, null for none. The appends whose place is in m_replaces lose what rows their
-- streams had. The old function gets another name, so that a program that knows nothing of rows fails instead of writing events without them.
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
    m_replaces bigint[], of_reviews text, of_specialists text, of_findings text, of_gaps text
) RETURNS bigint[] LANGUAGE plpgsql
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    answers bigint[] := journal_append(
        m_tenant, m_kind, m_id, m_expected, m_event_count, m_timer_count, m_body_count, m_snapshot_version, m_snapshot_schema, m_snapshot_state,
        e_type, e_data, e_at, e_actor, e_command, e_leaf, t_operation, t_name, t_due, b_hash, b_release,
        r_tenant, r_kind, r_id, r_version, x_tenant, x_kind, x_id, x_name, x_due);
    keys bigint[];
    gone bigint[];
BEGIN
    IF cardinality(m_replaces) > 0 OR coalesce(of_reviews, of_specialists, of_findings, of_gaps) IS NOT NULL THEN
        keys := ARRAY(
            SELECT CASE WHEN answers[m] = 0 THEN (SELECT key FROM streams WHERE tenant = m_tenant[m] AND kind = m_kind[m] AND id = m_id[m]) END
            FROM generate_series(1, cardinality(answers)) m ORDER BY m);
        IF cardinality(m_replaces) > 0 THEN
            gone := ARRAY(SELECT keys[m] FROM unnest(m_replaces) m);
            DELETE FROM reviews WHERE stream = ANY (gone);
            DELETE FROM review_specialists WHERE stream = ANY (gone);
            DELETE FROM findings WHERE stream = ANY (gone);
            DELETE FROM coverage_gaps WHERE stream = ANY (gone);
        END IF;
        PERFORM journal_rows(keys, m_replaces, of_reviews::json, of_specialists::json, of_findings::json, of_gaps::json);
    END IF;
    RETURN answers;
END;
$$;

-- The effect itself: it can be tried again however much of the stream was compacted since. Letters from before have none.
ALTER TABLE dead_letters ADD COLUMN content text NOT NULL DEFAULT '';
