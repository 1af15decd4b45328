using Synapse.Core.Agents.Breakers;

namespace Synapse.Core.Tests.Agents.Breakers;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), 10);

    [Fact]
    public void The_most_that_is_waited_doubles_up_to_a_limit() =>
        Assert.Equal([1, 2, 4, 8, 16, 20, 20], Enumerable.Range(1, 7).Select(a => (int)Policy.MostAfter(a).TotalSeconds));

    [Theory]
    [InlineData(CallOutcome.Success)]
    [InlineData(CallOutcome.PermanentFailure)]
    public void Only_a_transient_failure_is_tried_again(CallOutcome outcome) => Assert.Null(Policy.DelayAfter("key", 1, outcome));

    [Fact]
    public void There_is_a_last_attempt()
    {
        Assert.NotNull(Policy.DelayAfter("key", 9, CallOutcome.TransientFailure));
        Assert.Null(Policy.DelayAfter("key", 10, CallOutcome.TransientFailure));
    }

    [Fact]
    public void The_delay_follows_from_key_and_attempt_and_is_spread_evenly()
    {
        Assert.Equal(Policy.DelayAfter("key", 4, CallOutcome.TransientFailure), Policy.DelayAfter("key", 4, CallOutcome.TransientFailure));
        var delays = Enumerable.Range(0, 10_000).Select(i => Policy.DelayAfter($"key {i}", 4, CallOutcome.TransientFailure)!.Value.TotalSeconds).ToList();
        Assert.All(delays, d => Assert.InRange(d, 0, 8));
        Assert.All(Enumerable.Range(0, 8), second => Assert.InRange(delays.Count(d => (int)d == second), 1_100, 1_400));
    }
}
