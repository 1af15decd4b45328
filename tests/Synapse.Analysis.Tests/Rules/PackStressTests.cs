using Synapse.Analysis.Rules;
using Xunit;

namespace Synapse.Analysis.Tests.Rules;

public sealed class PackStressTests
{
    /// <summary>What <c>synapse rules test</c> refuses from others is not asked of users here.</summary>
    [Theory]
    [MemberData(nameof(PackTests.RuleIds), MemberType = typeof(PackTests))]
    public void Rules_stand_the_load_that_is_asked_of_others(string id) =>
        Assert.Empty(RuleStress.Problems(RulePacks.Embedded.All.Single(r => r.Id == id)));
}
