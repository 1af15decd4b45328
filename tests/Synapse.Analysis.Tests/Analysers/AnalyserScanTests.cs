using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Specialists;
using Synapse.Analysis.Suppressions;
using Synapse.Analysis.Tests.Specialists;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;

namespace Synapse.Analysis.Tests.Analysers;

/// <summary>Analysers that are small shell scripts, good and bad, and two real ones.</summary>
public sealed class AnalyserScanTests
{
    private const string Script = "echo $1\nrm -rf $2\n";

    [Fact]
    public async Task What_it_says_about_the_file_becomes_findings_of_the_agent()
    {
        var report = await Report(Shell("""echo "$1:2:8: error: quote it [Q1]" """), Whole("a.sh", Script));
        var finding = Assert.Single(report.Findings);
        Assert.Equal(("outside.Q1", "outside", Category.Correctness, Severity.Medium), (finding.RuleId, finding.Specialist, finding.Category, finding.Severity));
        Assert.Equal(new Location("a.sh", Side.New, 2, 2, 8, 9), finding.Location);
        Assert.Equal("rm -rf $2", Assert.Single(finding.Evidence).Snippet);
        Assert.Equal(CoverageStatus.Read, Assert.Single(report.Coverage).Status);
    }

    [Fact]
    public async Task Only_changed_lines_of_files_under_review_count()
    {
        const string Output = """
            echo "$1:1:1: error: old line [A]"; echo "$1:2:1: error: new line [B]"; echo "/etc/passwd:1:1: error: x [C]"; echo "../a.sh:2:1: error: x [D]"; echo "b.sh:1:1: error: x [E]"; echo "$1:900:1: error: x [F]"; echo "$1:0:1: error: x [G]"
            """;
        var change = Scans.Diff("--- a/a.sh\n+++ b/a.sh\n@@ -1 +1,2 @@\n echo $1\n+rm -rf $2\n") with { NewTexts = new Scans.Texts("a.sh", Script) };
        Assert.Equal("outside.B", Assert.Single((await Report(Shell(Output), change)).Findings).RuleId);
    }

    [Fact]
    public async Task Of_a_bare_diff_a_new_file_is_read_and_a_changed_one_is_not()
    {
        var change = Scans.Diff("--- /dev/null\n+++ b/new.sh\n@@ -0,0 +1,2 @@\n+echo $1\n+rm -rf $2\n--- a/a.sh\n+++ b/a.sh\n@@ -1 +1,2 @@\n echo $1\n+rm -rf $2\n");
        var report = await Report(Shell("""echo "$1:2:1: error: $(wc -l < "$1") lines [A]" """), change);
        Assert.Equal(("new.sh", 2, "2 lines"), (report.Findings[0].Location.Path, Assert.Single(report.Findings).Location.StartLine, report.Findings[0].Message));
        Assert.Equal([CoverageStatus.Read, CoverageStatus.Failed], report.Coverage.Select(r => r.Status));
    }

    [Fact]
    public async Task Categories_are_mapped_and_our_suppressions_hold()
    {
        var agent = Shell("""echo "$1:1:1: error: x [SEC1]"; echo "$1:3:1: error: x [B]" """);
        agent = agent with { Analyser = agent.Analyser! with { Categories = [new AnalyserCategory("SEC*", Category.Security)] } };
        var findings = (await Report(agent, Whole("a.sh", "echo 1\n# synapse:ignore outside.B it is a demonstration\necho 2\n"))).Findings;
        Assert.Equal([(Category.Security, true), (Category.Correctness, false)], findings.Select(f => (f.Category, f.Counts)));
    }

    [Fact]
    public async Task A_secret_does_not_leave_by_what_an_analyser_says()
    {
        const string Key = "AKIAQ3EGRZ7WUZQ4KVNM";
        var report = await Report(Shell($"""echo "$1:1:1: error: found {Key} here [A]" """), Whole("a.sh", $"aws_access_key_id={Key}\n"));
        var finding = Assert.Single(report.Findings);
        Assert.DoesNotContain(Key, finding.Message + finding.Title + finding.Evidence[0].Snippet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo nonsense", "is no finding")]
    [InlineData("exit 3", "ended with 3")]
    [InlineData("sh -c 'kill -SEGV $$'", "signal 11")]
    [InlineData("sleep 1000 & wait", "did not end within 0.2 s")]
    [InlineData("setsid sleep 1000 & sleep 1000", "did not end within 0.2 s")]
    [InlineData("yes 'a.sh:1:1: error: x [A]' | head -c 104857600", "wrote more than 65536 bytes")]
    [InlineData("echo broken >&2; exit 2", "ended with 2: broken")]
    public async Task What_goes_wrong_is_a_failure_and_never_clean(string script, string said)
    {
        var agent = Shell(script);
        var limited = agent with { Analyser = agent.Analyser! with { TimeLimit = TimeSpan.FromSeconds(script.Contains("sleep", StringComparison.Ordinal) ? 0.2 : 60), MaxOutputBytes = 65_536 } };
        var answer = await Answer(limited, Whole("a.sh", Script));
        Assert.Null(answer.Report);
        Assert.Contains(said, answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_failure()
    {
        var agent = Shell("");
        var answer = await Answer(agent with { Analyser = agent.Analyser! with { Command = ["no-such-analyser", AnalyserSpec.Files] } }, Whole("a.sh", Script));
        Assert.Contains("'no-such-analyser' was not found", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_sees_the_files_under_review_alone_and_no_environment()
    {
        Environment.SetEnvironmentVariable("SYNAPSE_TEST_TOKEN", "secret");
        var report = await Report(Shell("""n=$(find . -type f | wc -l); echo "$1:1:1: error: files=$n token=$SYNAPSE_TEST_TOKEN home=$(ls -A "$HOME" | wc -l) lang=$LANG [A]" """), Whole("src/a.sh", Script));
        Assert.Equal("files=1 token= home=0 lang=C.UTF-8", Assert.Single(report.Findings).Message);
    }

    [Fact]
    public async Task The_network_is_cut_off_or_the_ledger_says_that_it_is_not()
    {
        var report = await Report(Shell("""echo "$1:1:1: error: links=$(tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' | grep -vc '^lo$') [A]" """), Whole("a.sh", Script));
        var isCut = Assert.Single(report.Findings).Message == "links=0";
        Assert.True(isCut || Assert.Single(report.Coverage).Reason.Contains("the network was not cut off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Memory_is_limited()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("limits are set on Linux");
        }

        var agent = Shell("""echo "$1:1:1: error: kilobytes=$(ulimit -v) core=$(ulimit -c) [A]" """);
        var report = await Report(agent with { Analyser = agent.Analyser! with { MemoryLimitBytes = 512 << 20 } }, Whole("a.sh", Script));
        Assert.Equal("kilobytes=524288 core=0", Assert.Single(report.Findings).Message);
    }

    [Fact]
    public async Task What_it_is_not_given_is_told()
    {
        var agent = Shell("""echo "$1:1:1: error: x [A]" """);
        var other = await Report(agent, Whole("a.py", "x = 1\n"));
        Assert.Equal((CoverageStatus.Skipped, "sh is not given python"), (other.Coverage[0].Status, other.Coverage[0].Reason));
        var hunk = await Answer(agent, Scans.Diff("--- a/a.sh\n+++ b/a.sh\n@@ -1 +1,2 @@\n echo $1\n+rm -rf $2\n"));
        Assert.Contains("only the changed part is at hand", hunk.Failure, StringComparison.Ordinal);
        var outside = await Answer(agent, Whole("../../a.sh", Script));
        Assert.Contains("leads out of the repository", outside.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_name_looks_like_a_flag_is_a_file()
    {
        var report = await Report(Shell("""case "$1" in -*) exit 9;; esac; echo "$1:1:1: error: x [A]" """), Whole("-rf.sh", Script));
        Assert.Equal("-rf.sh", Assert.Single(report.Findings).Location.Path);
    }

    [Fact]
    public async Task Shellcheck_reads_a_script()
    {
        SkipWithout("shellcheck");
        var report = await Report(Agent(["shellcheck", "-f", "json1", AnalyserSpec.Files], AnalyserFormat.Shellcheck, "shell"), Whole("a.sh", "#!/bin/sh\nrm -rf $1\n"));
        Assert.Contains(report.Findings, f => f.RuleId == "outside.SC2086" && f.Location.StartLine == 2);
        Assert.Empty((await Report(Agent(["shellcheck", "-f", "json1", AnalyserSpec.Files], AnalyserFormat.Shellcheck, "shell"), Whole("a.sh", "#!/bin/sh\necho finished\n"))).Findings);
    }

    [Fact]
    public async Task Yamllint_reads_a_file()
    {
        SkipWithout("yamllint");
        var report = await Report(Agent(["yamllint", "-f", "parsable", AnalyserSpec.Files], AnalyserFormat.Lines, "yaml"), Whole("a.yaml", "---\na: 1\na: 2\n"));
        Assert.Contains(report.Findings, f => f.RuleId == "outside.key-duplicates" && f.Location.StartLine == 3 && f.Severity == Severity.Medium);
    }

    private static void SkipWithout(string program)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Assert.Skip($"{program} is not installed");
        }
    }

    private static Change Whole(string path, string text) =>
        Change.Empty with { Files = [new ChangedFile(path, path, FileStatus.Whole, [])], NewTexts = new Scans.Texts(path, text) };

    private static AgentSpec Shell(string script) => Agent(["sh", "-c", script, "sh", AnalyserSpec.Files], AnalyserFormat.Lines, "shell");

    private static AgentSpec Agent(ValueList<string> command, AnalyserFormat format, string language) => Scans.Specialist("outside") with
    {
        Capabilities = [new Capability(Category.Correctness, "*")],
        Analyser = new AnalyserSpec(command, format, [language], TimeSpan.FromMinutes(1), 4L << 30, 16 << 20, []),
    };

    private static async Task<Core.Reviews.SpecialistReport> Report(AgentSpec agent, Change change) => (await Answer(agent, change)) is { Report: { } report } ? report : throw new InvalidOperationException((await Answer(agent, change)).Failure);

    private static Task<SpecialistAnswer> Answer(AgentSpec agent, Change change) =>
        new ChangeScan(new ScanRequest(change, [agent], RulePacks.Embedded, RepositoryPolicy.Empty, []), TestContext.Current.CancellationToken).RunAsync(agent.Id);
}
