namespace Synapse.KillTest.Tests;

/// <summary>Apart from the other campaigns, so that it runs beside them.</summary>
public sealed class TwoProcessTests
{
    [Fact]
    public Task Two_processes_on_one_PostgreSQL_lose_and_double_nothing() => CampaignTests.RunAsync("--journal postgres --reviews 100 --kills 3 --processes 2 --work-ms 300");
}
