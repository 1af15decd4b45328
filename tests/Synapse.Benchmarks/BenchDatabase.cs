using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Synapse.Runtime.Journal;
using Synapse.Storage.Postgres;
using Synapse.Storage.Sqlite;

namespace Synapse.Benchmarks;

/// <summary>An empty database with durability on: a journal, and plain connections to the same place for a baseline.</summary>
internal abstract class BenchDatabase : IDisposable
{
    /// <summary>What is measured and with which settings.</summary>
    public abstract string Name { get; }

    /// <summary>How many connections may commit at the same time.</summary>
    public abstract int MaxWriters { get; }

    public abstract string Number { get; }

    public abstract string Bytes { get; }

    /// <param name="where">A file that does not exist, a connection string with <c>Host=</c>, or null for a temporary file.</param>
    public static BenchDatabase Open(string? where) => where?.Contains("Host=", StringComparison.OrdinalIgnoreCase) == true ? new Postgres(where) : new Sqlite(where);

    public abstract Task<IJournalStore> OpenJournalAsync();

    /// <summary>A connection that commits each statement by itself and waits for the disk.</summary>
    public abstract DbConnection Connect();

    /// <summary>What the journal takes on disk once everything is where it belongs.</summary>
    public abstract long Size();

    public abstract void Dispose();

    public static object? Run(DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (text, 0);
        return command.ExecuteScalar();
    }

    private sealed class Sqlite(string? file) : BenchDatabase
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("synapse-bench-");

        public override string Name => "SQLite, WAL, synchronous = FULL";

        public override int MaxWriters => 1;

        public override string Number => "INTEGER";

        public override string Bytes => "BLOB";

        private string Path => file ?? System.IO.Path.Combine(_folder.FullName, "journal.db");

        public override Task<IJournalStore> OpenJournalAsync() => SqliteJournal.OpenAsync(Path, TimeProvider.System);

        public override DbConnection Connect()
        {
            // Of its own, as a program that keeps rows and not a journal would have it.
            var connection = new SqliteConnection($"Data Source={Path}.baseline;Pooling=False");
            connection.Open();
            Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            return connection;
        }

        public override long Size()
        {
            using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
            connection.Open();
            Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            return new FileInfo(Path).Length;
        }

        public override void Dispose() => _folder.Delete(true);
    }

    /// <summary>To a server whose fsync is on; a schema <c>synapse_bench</c> is made anew there.</summary>
    private sealed class Postgres : BenchDatabase
    {
        private readonly string _connection;

        public Postgres(string connection)
        {
            _connection = $"{connection};Search Path=synapse_bench;Maximum Pool Size=100";
            using var bare = Connect();
            Run(bare, "DROP SCHEMA IF EXISTS synapse_bench CASCADE; CREATE SCHEMA synapse_bench");
            Name = (string)Run(bare, "SELECT format('PostgreSQL %s, fsync = %s, synchronous_commit = %s', current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'))")!;
        }

        public override string Name { get; }

        public override int MaxWriters => 64;

        public override string Number => "bigint";

        public override string Bytes => "bytea";

        public override Task<IJournalStore> OpenJournalAsync() => PostgresJournal.OpenAsync(_connection, TimeProvider.System);

        public override DbConnection Connect()
        {
            var connection = new NpgsqlConnection(_connection);
            connection.Open();
            return connection;
        }

        public override long Size()
        {
            using var connection = Connect();
            Run(connection, "CHECKPOINT");
            return (long)Run(connection, "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relkind = 'r' AND relnamespace = 'synapse_bench'::regnamespace AND relname <> 'baseline'")!;
        }

        public override void Dispose()
        {
        }
    }
}
