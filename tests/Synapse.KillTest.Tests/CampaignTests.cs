using Synapse.Conformance.Postgres;

namespace Synapse.KillTest.Tests;

/// <summary>Short campaigns; long ones are run by hand.</summary>
public sealed class CampaignTests
{
    [Fact]
    public Task Kills_lose_nothing_and_double_nothing_on_SQLite() => RunAsync("--journal sqlite --reviews 100 --kills 3 --work-ms 300");

    [Fact]
    public Task Kills_and_a_crash_of_the_server_lose_nothing_on_PostgreSQL() => RunAsync("--journal postgres --reviews 100 --kills 3 --restarts 1 --work-ms 300");

    internal static async Task RunAsync(string arguments)
    {
        var options = KillOptions.Parse(arguments.Split(' '))!;
        Assert.SkipWhen(options.Journal == "postgres" && PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        await using var place = await JournalPlace.OpenAsync(options.Journal);
        var result = await new Campaign(options, place, _ => { }).RunAsync();
        Assert.True(result.Violations.Count == 0, $"{string.Join('\n', result.Violations.Take(10))}\n{result.Summary}");
        Assert.Equal((options.Kills, options.Restarts), (result.Kills, result.Restarts));
        Assert.True(result.Verdicts >= result.Accepted && result.Verdicts >= options.Reviews, result.Summary);
    }
}
