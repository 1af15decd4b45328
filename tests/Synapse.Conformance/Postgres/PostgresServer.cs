namespace Synapse.Conformance.Postgres;

/// <summary>The PostgreSQL server of this test run, started when the first test asks for it. Without durability, which no test here can see.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresProcess>> _server = new(() => PostgresProcess.StartAsync(isDurable: false));

    /// <summary>A connection string to a new, empty schema; skips the test where PostgreSQL is not installed.</summary>
    public async Task<string> SchemaAsync()
    {
        Assert.SkipWhen(PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        return await (await _server.Value).SchemaAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
