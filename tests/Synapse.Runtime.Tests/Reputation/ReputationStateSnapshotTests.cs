using System.Text.Json;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reputation;
using Synapse.Runtime.Reputation;

namespace Synapse.Runtime.Tests.Reputation;

public sealed class ReputationStateSnapshotTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly ReputationStateCodec Codec = new();

    /// <summary>A state with another form must not be read from a snapshot of the old one: whoever changes these lists gives the schema a new name.</summary>
    [Fact]
    public void The_schema_names_the_form_of_the_state()
    {
        Assert.Equal("reputation.state/1", Codec.Schema);
        var root = JsonDocument.Parse(Codec.Encode(Full())).RootElement;
        var version = root.GetProperty("versions")[0];
        var skill = version.GetProperty("skills")[0];
        Assert.Equal(["owners", "versions", "retired"], Names(root));
        Assert.Equal(["version", "skills", "service", "ratings"], Names(version));
        Assert.Equal(["skill", "rows", "folded", "published"], Names(skill));
        Assert.Equal(["version", "skill", "source", "isCorrect", "subject", "rater", "stated", "at"], Names(skill.GetProperty("rows")[0].GetProperty("judgement")));
        Assert.Equal(["owner", "opinions", "truth", "record"], Names(skill.GetProperty("folded").GetProperty("raters")[0]));
        Assert.Equal(["rows", "count", "totalMilliseconds", "totalMicroCredits", "horizon"], Names(version.GetProperty("service")));
        Assert.Equal(["rows", "folded", "horizon"], Names(version.GetProperty("ratings")));
    }

    [Fact]
    public void A_state_comes_back_unchanged()
    {
        Assert.All([ReputationState.Empty, Full()], state =>
        {
            Assert.True(Codec.TryDecode(Codec.Encode(state), out var back));
            Assert.Equal(state, back);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"owners\":7}")]
    public void What_is_no_state_is_not_read_as_one(string data) => Assert.False(Codec.TryDecode(System.Text.Encoding.UTF8.GetBytes(data), out _));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    /// <summary>Everything in it, with judgements that were folded.</summary>
    private static ReputationState Full()
    {
        var skill = new Capability(Category.Security, "csharp");
        ReputationCommand[] commands =
        [
            .. Enumerable.Range(0, ReputationLimits.MaxRows + 1).Select(i => new ReputationCommand.Judge(new Judgement(
                "1.0", skill, i % 3 == 0 ? EvidenceSource.Test : EvidenceSource.Person, i % 5 > 0, $"f{i}", new Rater($"r{i % 4}", $"r{i % 4}"), new Confidence(8_000), At.AddSeconds(i - 600)))),
            new ReputationCommand.RecordService("1.0", 12, 34, At),
            new ReputationCommand.Rate(new Rating("1.0", new Rater("ann", "ann"), "f1", 4, At)),
            new ReputationCommand.SetOwner("acme"),
        ];
        return commands.Index().Aggregate(ReputationState.Empty, (state, c) => ReputationDecider.Decide(state, c.Item, new Facts(At, "ann", $"c{c.Index}")).Events.Aggregate(state, ReputationState.Evolve));
    }
}
