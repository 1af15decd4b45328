using Synapse.Market.Sample;
using Synapse.Storage.Sqlite;

if (args is ["remote", var shared])
{
    return await RemoteAgent.RunAsync(shared);
}

var folders = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
if (folders.Count == 0 || folders.Any(f => !Directory.Exists(f)))
{
    Console.Error.WriteLine("usage: Synapse.Market.Sample REPOSITORY...   (reviews the last 300 changes of their histories together)");
    return 2;
}

const int Changes = 300;
var folder = Directory.CreateTempSubdirectory("synapse-market-");
try
{
    var file = Path.Combine(folder.FullName, "journal.db");
    await using (var run = new MarketRun(file, [.. folders.Select(f => new GitHistory(f))], Changes))
    {
        await run.RunAsync();
        await using var journal = await SqliteJournal.OpenAsync(file, TimeProvider.System);
        return await new MarketReport(journal, run).PrintAsync() ? 0 : 1;
    }
}
finally
{
    folder.Delete(recursive: true);
}
