-- The read models: what the events say, as rows to ask. They are written with the events and can be made again from them at any time.
CREATE TABLE reviews (
    stream INTEGER NOT NULL REFERENCES streams (key),
    ordinal INTEGER NOT NULL,
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    standing INTEGER NOT NULL,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    author TEXT NOT NULL,
    base_revision TEXT NOT NULL,
    head_revision TEXT NOT NULL,
    files INTEGER NOT NULL,
    content_digest TEXT NOT NULL,
    decision_path INTEGER NOT NULL,
    requested_ticks INTEGER NOT NULL,
    deadline_ticks INTEGER NOT NULL,
    ended_ticks INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    critical INTEGER NOT NULL,
    high INTEGER NOT NULL,
    medium INTEGER NOT NULL,
    low INTEGER NOT NULL,
    suppressed INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    remarks TEXT NOT NULL,
    PRIMARY KEY (stream, ordinal)
);
CREATE INDEX reviews_by_request ON reviews (tenant, requested_ticks, id);
CREATE INDEX reviews_by_severity ON reviews (tenant, severity, requested_ticks, id);
CREATE INDEX reviews_by_duration ON reviews (tenant, duration_ms, requested_ticks, id);
CREATE INDEX reviews_by_cost ON reviews (tenant, cost, requested_ticks, id);
CREATE INDEX reviews_by_content ON reviews (tenant, content_digest, requested_ticks, id);
CREATE INDEX reviews_running ON reviews (tenant, id) WHERE standing = 0;

CREATE TABLE review_specialists (
    stream INTEGER NOT NULL REFERENCES streams (key),
    ordinal INTEGER NOT NULL,
    tenant TEXT NOT NULL,
    review TEXT NOT NULL,
    ended_ticks INTEGER NOT NULL,
    specialist TEXT NOT NULL,
    version TEXT NOT NULL,
    outcome INTEGER NOT NULL,
    cause TEXT NOT NULL,
    findings INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    files_read INTEGER NOT NULL,
    files_skipped INTEGER NOT NULL,
    files_clipped INTEGER NOT NULL,
    files_timed_out INTEGER NOT NULL,
    files_failed INTEGER NOT NULL,
    PRIMARY KEY (stream, ordinal)
) WITHOUT ROWID;
CREATE INDEX review_specialists_by_end ON review_specialists (tenant, ended_ticks);

CREATE TABLE findings (
    stream INTEGER NOT NULL REFERENCES streams (key),
    ordinal INTEGER NOT NULL,
    tenant TEXT NOT NULL,
    review TEXT NOT NULL,
    requested_ticks INTEGER NOT NULL,
    rule TEXT NOT NULL,
    category INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    path TEXT NOT NULL,
    start_line INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    specialist TEXT NOT NULL,
    message TEXT NOT NULL,
    suppression TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (stream, ordinal)
);
CREATE INDEX findings_by_request ON findings (tenant, requested_ticks DESC, review DESC, ordinal);
CREATE INDEX findings_by_rule ON findings (tenant, rule, requested_ticks DESC, review DESC, ordinal);
CREATE INDEX findings_by_fingerprint ON findings (tenant, fingerprint, requested_ticks DESC, review DESC, ordinal);

CREATE TABLE coverage_gaps (
    stream INTEGER NOT NULL REFERENCES streams (key),
    ordinal INTEGER NOT NULL,
    specialist TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (stream, ordinal)
) WITHOUT ROWID;

-- The form in which the rows of a kind were last built as a whole; another one, or none, has them built again when the journal is opened.
CREATE TABLE read_models (
    kind TEXT PRIMARY KEY,
    schema TEXT NOT NULL
) WITHOUT ROWID;

-- The effect itself: it can be tried again however much of the stream was compacted since. Letters from before have none.
ALTER TABLE dead_letters ADD COLUMN content TEXT NOT NULL DEFAULT '';
