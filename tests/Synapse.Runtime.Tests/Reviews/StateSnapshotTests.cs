using System.Text.Json;
using Synapse.Conformance.Engine;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;
using Synapse.Runtime.Reviews;

namespace Synapse.Runtime.Tests.Reviews;

public sealed class StateSnapshotTests
{
    private static readonly ReviewStateCodec Codec = new();

    /// <summary>A state with another form must not be read from a snapshot of the old one: whoever changes this list gives the schema a new name.</summary>
    [Fact]
    public void The_schema_names_the_form_of_the_state()
    {
        Assert.Equal("review.state/4", Codec.Schema);
        var json = JsonDocument.Parse(Codec.Encode(Finished()));
        Assert.Equal(
            ["status", "change", "plan", "requestedAt", "deadline", "path", "rationale", "specialists", "notRun", "negotiations", "escalations", "verdict", "endedAt", "cancelReason", "resumedBy", "answers", "pending"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void A_state_comes_back_unchanged()
    {
        Assert.True(Codec.TryDecode(Codec.Encode(ReviewState.Empty), out var empty));
        Assert.Equal(ReviewState.Empty, empty);
        Assert.True(Codec.TryDecode(Codec.Encode(Finished()), out var finished));
        Assert.Equal(Finished(), finished);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"status\":\"Later\"}")]
    public void What_is_no_state_is_not_read_as_one(string data) => Assert.False(Codec.TryDecode(System.Text.Encoding.UTF8.GetBytes(data), out _));

    private static ReviewState Finished()
    {
        var facts = new Facts(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "ann", "c");
        ReviewCommand[] commands =
        [
            new ReviewCommand.Request(EngineHost.Request, EngineHost.Plan("a", "b")),
            new ReviewCommand.Report(EngineHost.Report("a")),
            new ReviewCommand.ReportFailure("b", "cause"),
        ];
        return commands.Aggregate(ReviewState.Empty, (state, command) => ReviewDecider.Decide(state, command, facts).Events.Aggregate(state, ReviewState.Evolve));
    }
}
