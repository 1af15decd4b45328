using System.Text.Json;
using Synapse.Core.Agents.Breakers;
using Synapse.Runtime.Agents;

namespace Synapse.Runtime.Tests.Agents;

public sealed class BreakerStateSnapshotTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly BreakerStateCodec Codec = new();

    private static BreakerState Full => new(
        [new VersionBreaker("1.0", BreakerMode.HalfOpen, 7, [new CallReport("c", CallOutcome.Success, 2, At)], At, At, 3, At, [new ProbeGrant("c", 2)], At, At)],
        7,
        [new BreakerOverride("c", "1.0", OverrideKind.Closed, At, "reason", "ann")],
        At);

    /// <summary>A state with another form must not be read from a snapshot of the old one: whoever changes these lists gives the schema a new name.</summary>
    [Fact]
    public void The_schema_names_the_form_of_the_state()
    {
        Assert.Equal("breaker.state/1", Codec.Schema);
        var root = JsonDocument.Parse(Codec.Encode(Full)).RootElement;
        Assert.Equal(["versions", "lastGeneration", "overrides", "horizon"], Names(root));
        Assert.Equal(
            ["version", "mode", "generation", "reports", "horizon", "lastAt", "trips", "retryAt", "grants", "probesSince", "closedAt"],
            Names(root.GetProperty("versions")[0]));
        Assert.Equal(["id", "outcome", "count", "at"], Names(root.GetProperty("versions")[0].GetProperty("reports")[0]));
        Assert.Equal(["id", "version", "kind", "until", "reason", "actor"], Names(root.GetProperty("overrides")[0]));
    }

    [Fact]
    public void A_state_comes_back_unchanged() => Assert.All([BreakerState.Empty, Full], state =>
    {
        Assert.True(Codec.TryDecode(Codec.Encode(state), out var back));
        Assert.Equal(state, back);
    });

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"versions\":7}")]
    public void What_is_no_state_is_not_read_as_one(string data) => Assert.False(Codec.TryDecode(System.Text.Encoding.UTF8.GetBytes(data), out _));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}
