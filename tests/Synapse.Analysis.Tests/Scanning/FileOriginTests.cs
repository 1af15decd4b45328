using Synapse.Analysis.Scanning;

namespace Synapse.Analysis.Tests.Scanning;

public sealed class FileOriginTests
{
    private static readonly string Minified = string.Concat(Enumerable.Repeat("function a(b){return b.c(d)};", 100));

    [Fact]
    public void Script_of_very_long_lines_is_built() => Assert.Equal(FileOriginKind.Generated, FileOrigin.Of("static/js/main.js", Minified));

    [Theory]
    [InlineData("okhttp/src/jvmTest/kotlin/A.kt")]
    [InlineData("okhttp-testing-support/src/main/kotlin/A.kt")]
    [InlineData("test-utils/a.go")]
    [InlineData("entity/session_fixtures.go")]
    [InlineData("spec/models/a.rb")]
    [InlineData("lib/a_spec.rb")]
    [InlineData("Sources/ATests.swift")]
    [InlineData("src/EventSourcingTests/Appending.cs")]
    [InlineData("src/A.AspNetCore.Testing/Paged.cs")]
    public void Tests_are_known_by_their_place(string path) => Assert.Equal(FileOriginKind.Test, FileOrigin.Of(path, "a\n"));

    [Theory]
    [InlineData("contest/latest/a.go")]
    [InlineData("src/LoadTest/Runner.cs")]
    [InlineData("src/attest/a.rs")]
    [InlineData("Sources/Testimony.swift")]
    public void What_only_sounds_like_a_test_is_none(string path) => Assert.Equal(FileOriginKind.Authored, FileOrigin.Of(path, "a\n"));

    [Theory]
    [InlineData(".yarn/releases/yarn-4.6.0.cjs")]
    [InlineData("web/vendor/a.rb")]
    [InlineData("src/pip/_vendor/urllib3/fields.py")]
    [InlineData("ffi/bundled/regexp/compile.c")]
    [InlineData("src/Web/wwwroot/libs/moment/locale/bs.js")]
    public void What_a_package_manager_keeps_in_the_project_is_vendored(string path) => Assert.Equal(FileOriginKind.Vendored, FileOrigin.Of(path, "let a = 1;\n"));

    [Theory]
    [InlineData("db/knex_migrations/2026-08-18-0000-drop-check.js")]
    [InlineData("database/migrations/2024_01_01_000000_create_users.php")]
    [InlineData("priv/repo/migrations/20240101000000_create_users.exs")]
    [InlineData("Data/Migrations/20240101000000_CreateUsers.cs")]
    [InlineData("Persistence/Migrations/Runtime/20240101000000_Initial.cs")]
    [InlineData("lib/tenants/migrations/20240101120000_add_filter.ex")]
    [InlineData("db/migrations/20240101120000_add_paths.go")]
    public void Steps_of_the_database_run_once(string path) => Assert.Equal(FileOriginKind.Generated, FileOrigin.Of(path, "a\n"));

    [Theory]
    [InlineData("extra/completions/tool.bash")]
    [InlineData("completion/_tool")]
    public void Completions_are_written_by_tools(string path) => Assert.Equal(FileOriginKind.Generated, FileOrigin.Of(path, "a\n"));

    [Fact]
    public void A_dump_of_a_database_is_generated() =>
        Assert.Equal(FileOriginKind.Generated, FileOrigin.Of("priv/schema.sql", "--\n-- PostgreSQL database dump\n--\n\nGRANT ALL ON SCHEMA a TO b;\n"));

    [Fact]
    public void What_was_put_together_is_built() =>
        Assert.Equal(FileOriginKind.Generated, FileOrigin.Of("src/live.js", "let a = 1;\nfunction _typeof(obj) { \"@babel/helpers - typeof\"; return obj; }\n"));

    [Theory]
    [InlineData("docker-compose.test.yml")]
    [InlineData(".ci/compose.yaml")]
    [InlineData(".env.example")]
    [InlineData(".env_sample")]
    [InlineData(".devcontainer/Dockerfile")]
    [InlineData("docker/development/compose.yml")]
    [InlineData("docker/develop/docker-compose.yml")]
    [InlineData("dev/oracle/latest/docker-compose.yml")]
    public void What_a_project_is_tried_with_is_like_a_test(string path) => Assert.Equal(FileOriginKind.Test, FileOrigin.Of(path, "a: 1\n"));

    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData(".env")]
    public void What_it_runs_with_is_not(string path) => Assert.Equal(FileOriginKind.Authored, FileOrigin.Of(path, "a: 1\n"));

    [Fact]
    public void Pages_of_a_documentation_tool_are_generated() =>
        Assert.Equal(FileOriginKind.Generated, FileOrigin.Of("docs/api/a.html", "<html>\n<script>localStorage.getItem(\"dokka-dark-mode\")</script>"));

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
