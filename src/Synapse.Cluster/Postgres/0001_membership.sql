-- Orleans finds its statements here by their keys. Keys, parameters and the columns that come back are called as it calls them; unquoted names
-- are the same in any case. Orleans' own rows belong to whoever owns the tables, and no other role sees any.
CREATE TABLE orleansquery (
    querykey text PRIMARY KEY,
    querytext text NOT NULL
);

-- Whoever changes the membership moves the version on from the one it has seen: changes follow each other, and the loser reads again.
CREATE TABLE orleans_clusters (
    cluster text COLLATE "C" PRIMARY KEY,
    version integer NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE orleans_members (
    cluster text COLLATE "C" NOT NULL REFERENCES orleans_clusters (cluster) ON DELETE CASCADE,
    address text COLLATE "C" NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    gateway_port integer NOT NULL,
    suspicions text,
    started_at timestamptz NOT NULL,
    alive_at timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
) WITH (fillfactor = 50);

ALTER TABLE orleansquery ENABLE ROW LEVEL SECURITY;
ALTER TABLE orleans_clusters ENABLE ROW LEVEL SECURITY;
ALTER TABLE orleans_members ENABLE ROW LEVEL SECURITY;

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $$
WITH added AS (
    INSERT INTO orleans_clusters (cluster, version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM added)
$$),
('InsertMembershipKey', $$
WITH moved AS (
    UPDATE orleans_clusters SET version = version + 1
    WHERE cluster = @DeploymentId AND version = @Version AND NOT EXISTS (
        SELECT 1 FROM orleans_members WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING cluster
), added AS (
    INSERT INTO orleans_members (cluster, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
    SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
    RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM added)
$$),
-- The row is locked before the version moves, so that it is still there when it is written.
('UpdateMembershipKey', $$
WITH found AS (
    SELECT 1 FROM orleans_members WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation FOR UPDATE
), moved AS (
    UPDATE orleans_clusters SET version = version + 1
    WHERE cluster = @DeploymentId AND version = @Version AND EXISTS (SELECT 1 FROM found)
    RETURNING cluster
), changed AS (
    UPDATE orleans_members m SET status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
    FROM moved WHERE m.cluster = moved.cluster AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
    RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM changed)
$$),
('UpdateIAmAlivetimeKey', $$
UPDATE orleans_members SET alive_at = @IAmAliveTime
WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
('MembershipReadAllKey', $$
SELECT m.address, m.port, m.generation, m.silo_name AS siloname, m.host_name AS hostname, m.status, m.gateway_port AS proxyport,
    m.suspicions AS suspecttimes, m.started_at AS starttime, m.alive_at AS iamalivetime, c.version
FROM orleans_clusters c LEFT JOIN orleans_members m ON m.cluster = c.cluster
WHERE c.cluster = @DeploymentId
$$),
('MembershipReadRowKey', $$
SELECT m.address, m.port, m.generation, m.silo_name AS siloname, m.host_name AS hostname, m.status, m.gateway_port AS proxyport,
    m.suspicions AS suspecttimes, m.started_at AS starttime, m.alive_at AS iamalivetime, c.version
FROM orleans_clusters c
LEFT JOIN orleans_members m ON m.cluster = c.cluster AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
WHERE c.cluster = @DeploymentId
$$),
('GatewaysQueryKey', $$
SELECT address, gateway_port AS proxyport, generation FROM orleans_members WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0
$$),
('DeleteMembershipTableEntriesKey', $$
DELETE FROM orleans_clusters WHERE cluster = @DeploymentId
$$),
-- 6 is dead; a suspicion is written as address,instant. Orleans asks for what is before one tick after the row it means: that tick is lost in
-- microseconds, so the limit is within.
('CleanupDefunctSiloEntriesKey', $$
DELETE FROM orleans_members
WHERE cluster = @DeploymentId AND status = 6 AND @IAmAliveTime >= greatest(
    started_at, alive_at, (SELECT max(split_part(s, ',', 2)::timestamptz) FROM string_to_table(nullif(suspicions, ''), '|') s))
$$);
