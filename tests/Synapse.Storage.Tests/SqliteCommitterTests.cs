using Microsoft.Data.Sqlite;
using Synapse.Runtime.Journal;
using Synapse.Storage.Commits;
using Synapse.Storage.Sqlite;

namespace Synapse.Storage.Tests;

public sealed class SqliteCommitterTests : IDisposable
{
    private readonly SqliteFile _file = new();

    [Fact]
    public async Task An_append_waits_for_the_disk_also_after_a_mark_that_did_not()
    {
        await (await _file.OpenAsync(JournalPolicy.KeepAll)).DisposeAsync();
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var committer = new SqliteCommitter(connection);
        var stream = new Core.Kernel.AggregateId("t", "review", "one");
        for (var version = 0L; version < 3; version++)
        {
            var append = new StreamAppend(stream, version, [new EventData("test.happened/1", "{}"u8.ToArray(), default, "", "")]);
            Assert.Equal([AppendStatus.Appended], committer.Commit(new CommitBatch([CommitItem.Append.Of(append, CommitLimits.Default)])));
            Assert.Equal(2, Synchronous(connection));
            committer.Commit(new CommitBatch([new CommitItem.Mark(stream, version + 1)]));
            Assert.Equal(1, Synchronous(connection));
        }
    }

    public void Dispose() => _file.Dispose();

    private static long Synchronous(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous";
        return (long)command.ExecuteScalar()!;
    }
}
