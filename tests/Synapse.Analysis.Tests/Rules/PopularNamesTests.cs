using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Tests.Rules;

public sealed class PopularNamesTests
{
    [Theory]
    [InlineData("lodahs", true)]
    [InlineData("lodas", true)]
    [InlineData("lodassh", true)]
    [InlineData("lodask", true)]
    [InlineData("Lodahs", true)]
    [InlineData("lodash", false)]
    [InlineData("preact", false)]
    [InlineData("lodahss", false)]
    [InlineData("own-thing", false)]
    [InlineData("exprss-session", true)]
    [InlineData("koaa", false)]
    public void A_name_is_near_when_one_letter_is_wrong(string name, bool expected) => Assert.Equal(expected, PopularNames.IsNear("npm", name));

    [Fact]
    public void Underscores_and_capitals_make_no_difference() => Assert.False(PopularNames.IsNear("pypi", "Typing_Extensions"));

    [Fact]
    public void There_is_a_list_for_each_registry() => Assert.Equal(["crates", "npm", "nuget", "packagist", "pypi", "rubygems"], PopularNames.Lists);

    [Fact]
    public void A_list_that_does_not_exist_is_refused()
    {
        const string yaml = """
            pack: test
            languages: [json]
            category: security
            rules:
              - id: x.test
                title: t
                severity: low
                confidence: 0.5
                match: [{ regex: '"(\w+)"', group: 1, groupNear: nowhere, keywords: [aa] }]
                message: m
                recommendation: r
                examples: { match: [a, b], noMatch: [c, d] }
            """;
        Assert.Contains(PackReader.Read("test.yaml", yaml).Problems, p => p.Message.Contains("no list of names", StringComparison.Ordinal));
    }
}
