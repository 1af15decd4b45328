using Synapse.Core.Findings;
using Synapse.Core.Languages;
using Synapse.Core.Marketplace;
using Synapse.Core.Reviews;

namespace Synapse.Core.Tests.Marketplace;

public sealed class ChangeProfileTests
{
    [Theory]
    [InlineData("src/a.cs", "csharp")]
    [InlineData("A.CS", "csharp")]
    [InlineData("web/a.tsx", "typescript")]
    [InlineData("a.b/c", "text")]
    [InlineData("view/a.blade.php", "html")]
    [InlineData("a.min.php", "php")]
    [InlineData("Gemfile", "ruby")]
    [InlineData("Gemfile.lock", "text")]
    [InlineData("build/Dockerfile", "dockerfile")]
    [InlineData("Dockerfile.test", "dockerfile")]
    [InlineData("etc/nginx.conf", "nginx")]
    [InlineData("etc/nginx/site.conf", "nginx")]
    [InlineData("etc/site.conf", "properties")]
    [InlineData("README", "text")]
    [InlineData("", "text")]
    public void A_file_s_extension_tells_its_language(string path, string language) => Assert.Equal(language, SourceLanguages.Of(path));

    [Fact]
    public void Lines_are_counted_by_language_and_no_file_counts_for_nothing()
    {
        var profile = Of([new ReviewFile("a.go", 10, 5), new ReviewFile("b.cs", 3, 0), new ReviewFile("c.cs", 0, 0), new ReviewFile("logo.png", 0, 0)]);
        Assert.Equal([new LanguageLines("csharp", 4), new LanguageLines("go", 15), new LanguageLines("text", 1)], profile.Languages);
        Assert.Equal((20, 4), (profile.Lines, profile.Files));
    }

    [Fact]
    public void A_change_without_a_list_of_files_still_has_a_size() =>
        Assert.Equal([new LanguageLines("text", 7)], ChangeProfile.Of(Market.Change(0, 0) with { FilesChanged = 7 }, DecisionPath.Fast).Languages);

    [Fact]
    public void Huge_counts_are_clipped() =>
        Assert.Equal(ChangeProfile.MaxLines, Of([new ReviewFile("a.go", int.MaxValue, int.MaxValue)]).Lines);

    [Fact]
    public void Several_structural_files_or_many_folders_make_a_change_of_the_architecture()
    {
        Assert.False(Of(Files("a/a.csproj", "src/a.cs")).IsArchitecture);
        Assert.True(Of(Files("a/a.csproj", "k8s/pod.yaml", "api/openapi.yaml")).IsArchitecture);
        Assert.True(Of(Files("a/x.cs", "b/x.cs", "c/x.cs", "d/x.cs", "e/x.cs", "f/x.cs")).IsArchitecture);
        Assert.True(ChangeProfile.Of(Market.Change(1, 1, 0, "architecture"), DecisionPath.Deep).IsArchitecture);
    }

    [Fact]
    public void A_security_label_or_the_caller_s_estimate_makes_a_change_risky()
    {
        Assert.True(Market.Profile(1, 1, 0, "security").IsRisky);
        Assert.True(Market.Profile(1, 1, 5_000).IsRisky);
        Assert.False(Market.Profile(1, 1, 4_999).IsRisky);
        Assert.Equal(9_000, Market.Profile(1, 1, 9_000, "security").RiskBasisPoints);
    }

    [Fact]
    public void A_fast_review_needs_what_is_dangerous_and_a_deep_one_everything()
    {
        Category[] dangerous = [Category.Security, Category.Secrets, Category.Correctness];
        Assert.Equal(dangerous, ChangeProfile.Of(Market.Change(1, 1), DecisionPath.Fast).Needs.Select(n => n.Category));
        Assert.Equal([.. dangerous, Category.Performance, Category.Maintainability], Market.Profile().Needs.Select(n => n.Category));
        Assert.Contains(new CategoryNeed(Category.Performance, 10_000), ChangeProfile.Of(Market.Change(1, 1, 0, "performance"), DecisionPath.Fast).Needs);
        Assert.Equal(10_000, Market.Profile(1, 1, 10_000).Needs[0].WeightBasisPoints);
    }

    [Fact]
    public void Complexity_grows_with_lines_files_and_folders_up_to_all()
    {
        Assert.True(Market.Profile(1, 10).ComplexityBasisPoints < Market.Profile(1, 500).ComplexityBasisPoints);
        Assert.True(Market.Profile(1, 500).ComplexityBasisPoints < Market.Profile(50, 10).ComplexityBasisPoints);
        Assert.Equal(10_000, Of([.. Enumerable.Range(0, 100).Select(i => new ReviewFile($"f{i}/a.cs", 100, 0))]).ComplexityBasisPoints);
    }

    private static ReviewFile[] Files(params string[] paths) => [.. paths.Select(p => new ReviewFile(p, 1, 0))];

    private static ChangeProfile Of(ReviewFile[] files) =>
        ChangeProfile.Of(Market.Change(0, 0) with { FilesChanged = files.Length, Files = files.ToValueList() }, DecisionPath.Deep);
}
