using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Tests.Rules;

public sealed class PackTests
{
    public static TheoryData<string> RuleIds => [.. RulePacks.Embedded.All.Select(r => r.Id)];

    [Fact]
    public void Embedded_packs_have_no_problems() => Assert.Empty(RulePacks.Embedded.EmbeddedProblems());

    [Fact]
    public void Rule_ids_are_unique() =>
        Assert.Empty(RulePacks.Embedded.All.GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => g.Key));

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Examples_match_as_they_say(string id) =>
        Assert.Empty(RuleExampleRunner.Problems(RulePacks.Embedded.All.Single(r => r.Id == id)));
}
