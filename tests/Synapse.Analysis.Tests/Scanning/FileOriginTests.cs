using Synapse.Analysis.Scanning;

namespace Synapse.Analysis.Tests.Scanning;

public sealed class FileOriginTests
{
    private static readonly string Minified = string.Concat(Enumerable.Repeat("function a(b){return b.c(d)};", 100));

    [Fact]
    public void Script_of_very_long_lines_is_built() => Assert.Equal(FileOriginKind.Generated, FileOrigin.Of("static/js/main.js", Minified));

    [Theory]
    [InlineData(".yarn/releases/yarn-4.6.0.cjs")]
    [InlineData("web/vendor/a.rb")]
    public void What_a_package_manager_keeps_in_the_project_is_vendored(string path) => Assert.Equal(FileOriginKind.Vendored, FileOrigin.Of(path, "let a = 1;\n"));

    [Fact]
    public void One_long_line_among_many_is_written() =>
        Assert.Equal(FileOriginKind.Authored, FileOrigin.Of("src/main.js", Minified[..1500] + string.Concat(Enumerable.Repeat("\nlet a = 1;", 200))));

    [Fact]
    public void Long_lines_of_other_languages_are_written() => Assert.Equal(FileOriginKind.Authored, FileOrigin.Of("src/main.py", Minified));

    [Theory]
    [InlineData("resources/js/bootstrap.js", false)]
    [InlineData("app/angular.js", false)]
    [InlineData("js/bootstrap-5.3.1.js", true)]
    [InlineData("js/angular.1.8.js", true)]
    [InlineData("js/jquery.js", true)]
    [InlineData("js/jquery.validate.js", true)]
    public void Copies_of_libraries_are_known_by_name(string path, bool isCopy) =>
        Assert.Equal(isCopy ? FileOriginKind.Vendored : FileOriginKind.Authored, FileOrigin.Of(path, "window.a = 1;\n"));
}
