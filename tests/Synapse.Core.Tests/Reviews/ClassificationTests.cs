using Synapse.Core.Agents;
using Synapse.Core.Reviews;

namespace Synapse.Core.Tests.Reviews;

public sealed class ClassificationTests
{
    [Theory]
    [InlineData(3, "feature", 0, "", DecisionPath.Fast, "3 files")]
    [InlineData(75, "feature", 0, "", DecisionPath.Deep, "50")]
    [InlineData(5, "feature", 0, "security", DecisionPath.Deep, "security")]
    [InlineData(5, "feature", 0, "performance", DecisionPath.Deep, "performance")]
    [InlineData(10, "hotfix", 0, "", DecisionPath.Fast, "hotfix")]
    [InlineData(3, "hotfix", 0, "security", DecisionPath.Deep, "security")]
    [InlineData(3, "feature", 8_000, "", DecisionPath.Deep, "0.8")]
    [InlineData(3, "feature", 5_000, "", DecisionPath.Deep, "0.5")]
    [InlineData(3, "feature", 4_999, "", DecisionPath.Fast, "3 files")]
    [InlineData(50, "feature", 0, "", DecisionPath.Deep, "more than 10")]
    [InlineData(11, "feature", 0, "", DecisionPath.Deep, "more than 10")]
    [InlineData(10, "feature", 0, "", DecisionPath.Fast, "at most 10")]
    [InlineData(30, "hotfix", 0, "", DecisionPath.Fast, "hotfix")]
    [InlineData(51, "hotfix", 0, "", DecisionPath.Deep, "50")]
    public void The_first_reason_that_applies_decides(int files, string intent, int risk, string label, DecisionPath expected, string reason)
    {
        var request = Samples.Request(files, intent, risk, label.Length > 0 ? [label] : []);
        var (path, rationale) = Classification.Of(request, ClassificationPolicy.Default);
        Assert.Equal(expected, path);
        Assert.Contains(reason, string.Join("; ", rationale), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_that_applies_is_named()
    {
        var (_, rationale) = Classification.Of(Samples.Request(75, "hotfix", 9_000, "security", "performance"), ClassificationPolicy.Default);
        Assert.Equal(
            ["label 'security' asks for a deep review", "label 'performance' asks for a deep review", "75 files changed, more than 50",
             "risk factor 0.9 is at least 0.5", "intent 'hotfix' asks for a fast review, overruled"],
            rationale);
    }

    [Fact]
    public void Thresholds_come_from_the_policy()
    {
        var policy = new ClassificationPolicy(["db"], 5, 100, ["docs"], 1);
        Assert.Equal(DecisionPath.Deep, Classification.Of(Samples.Request(1, labels: "db"), policy).Path);
        Assert.Equal(DecisionPath.Deep, Classification.Of(Samples.Request(6, "docs"), policy).Path);
        Assert.Equal(DecisionPath.Fast, Classification.Of(Samples.Request(5, "docs"), policy).Path);
        Assert.Equal(DecisionPath.Deep, Classification.Of(Samples.Request(1, risk: 100), policy).Path);
    }
}
