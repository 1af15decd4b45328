using System.Globalization;
using System.Text;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Reports;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Specialists;
using Synapse.Analysis.Suppressions;
using Synapse.Analysis.Tests.Specialists;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Tests.Changes;

/// <summary>Ten thousand damaged diffs: every one gives a change or a refusal, the same one each time, and never an exception.</summary>
public sealed class MutatedDiffTests
{
    private const int Cases = 10_000;
    private const int Seed = 20240117;

    private static readonly byte[][] Corpus = [.. Samples.Names.Select(Samples.Bytes)];

    [Fact]
    public void Every_damaged_diff_gives_a_change_or_a_refusal()
    {
        Assert.InRange(Corpus.Length, 20, 200);
        var random = new Random(Seed);
        var refused = 0;
        for (var i = 0; i < Cases; i++)
        {
            var input = Mutate(random);
            var limits = i % 4 == 0 ? new ChangeLimits(random.Next(1, 2000), random.Next(0, 4), random.Next(0, 10), random.Next(0, 20), MaxLines: random.Next(0, 30), MaxCommits: random.Next(0, 2)) : ChangeLimits.Default;
            var result = UnifiedDiffParser.Parse(input.AsMemory(), limits);
            Check(result, i);
            Assert.Equal(Dump(result), Dump(UnifiedDiffParser.Parse(new MemoryStream(input), limits)));
            refused += result.Succeeded ? 0 : 1;
        }

        // Both outcomes must occur, or the mutations are too tame or too wild to test anything.
        Assert.InRange(refused, 10, Cases / 2);
    }

    [Fact]
    public async Task Every_damaged_diff_is_reviewed_to_the_end_and_reported_in_every_form()
    {
        const int Reviews = 1_500;
        var random = new Random(Seed + 1);
        var specialist = Scans.Specialist("all", "security", "secrets", "performance", "maintainability");
        for (var i = 0; i < Reviews; i++)
        {
            if (UnifiedDiffParser.Parse(Mutate(random).AsMemory(), ChangeLimits.Default).Change is not { } change)
            {
                continue;
            }

            var answer = await new ChangeScan(new ScanRequest(change, [specialist], RulePacks.Embedded, RepositoryPolicy.Empty, [])).RunAsync("all");
            Assert.True(answer.Report is not null || answer.Failure is not null);
            var report = answer.Report ?? throw new InvalidOperationException($"case {i}: {answer.Failure}");
            Assert.Equal(change.Files.Select(f => f.Path), report.Coverage.Select(c => c.Path));
            var outcome = Outcome(change, report);
            foreach (var write in (Action<Stream>[])[s => SarifReport.Write(s, outcome), s => JsonReport.Write(s, outcome)])
            {
                using var stream = new MemoryStream();
                write(stream);
                stream.Position = 0;
                using var document = System.Text.Json.JsonDocument.Parse(stream);
            }

            Assert.NotEmpty(MarkdownReport.Write(outcome));
            Assert.All(GitHubAnnotations.Write(outcome), line => Assert.DoesNotContain('\n', line));
        }
    }

    private static ReviewOutcome Outcome(Change change, SpecialistReport report)
    {
        var request = new ReviewRequest("", "", "", "", [], "", 0, change.Files.Count, change.Files.Select(f => new ReviewFile(f.Path, f.AddedLines, f.RemovedLines)).ToValueList(), "", []);
        var plan = new ReviewPlan("c", "1", ClassificationPolicy.Default, NegotiationPolicy.HighestSeverity, TimeSpan.FromMinutes(5), [new PlannedSpecialist("all", "1", AgentTier.Fast, TimeSpan.FromSeconds(5), [])]);
        var facts = new Facts(DateTimeOffset.UnixEpoch, "test", "1");
        var requested = ReviewDecider.Decide(ReviewState.Empty, new ReviewCommand.Request(request, plan), facts);
        var state = requested.Events.Aggregate(ReviewState.Empty, ReviewState.Evolve);
        var verdict = ReviewDecider.Decide(state, new ReviewCommand.Report(report), facts).Reply!.Verdict!;
        return new ReviewOutcome("r", verdict, "test", change.Title, "", "", change.Files.Count, 0, 0, change.Clips, [], "0", Severity.High, 0, DateTimeOffset.UnixEpoch);
    }

    private static void Check(ChangeResult result, int number)
    {
        Assert.True(result.Succeeded != result.Refusal is not null, $"case {number}: neither or both");
        if (!result.Succeeded)
        {
            Assert.NotEmpty(result.Refusal.Message);
            return;
        }

        foreach (var file in result.Change.Files)
        {
            Assert.NotEmpty(file.Path);
            foreach (var line in file.Hunks.SelectMany(h => h.Lines))
            {
                var isSound = line.Kind switch
                {
                    DiffLineKind.Added => line is { OldLine: 0, NewLine: > 0 },
                    DiffLineKind.Removed => line is { OldLine: > 0, NewLine: 0 },
                    _ => line is { OldLine: > 0, NewLine: > 0 },
                };
                Assert.True(isSound, $"case {number}: {Samples.Show(line)}");
            }
        }
    }

    private static byte[] Mutate(Random random)
    {
        var input = Pick(random);
        for (var rounds = random.Next(1, 4); rounds > 0; rounds--)
        {
            input = random.Next(8) switch
            {
                0 => input[..random.Next(input.Length + 1)],
                1 => [.. input[..random.Next(input.Length + 1)], .. Pick(random).Skip(random.Next(200))],
                2 => FlipBits(random, input),
                3 => WrongCounts(random, input),
                4 => InsertBytes(random, input),
                _ => ChangeLines(random, input),
            };
        }

        return input;
    }

    private static byte[] Pick(Random random) => [.. Corpus[random.Next(Corpus.Length)]];

    private static byte[] FlipBits(Random random, byte[] input)
    {
        for (var flips = random.Next(1, 6); flips > 0 && input.Length > 0; flips--)
        {
            input[random.Next(input.Length)] ^= (byte)(1 << random.Next(8));
        }

        return input;
    }

    private static byte[] InsertBytes(Random random, byte[] input)
    {
        var noise = new byte[random.Next(1, 20)];
        random.NextBytes(noise);
        var at = random.Next(input.Length + 1);
        return [.. input[..at], .. noise, .. input[at..]];
    }

    private static byte[] WrongCounts(Random random, byte[] input)
    {
        string[] numbers = ["0", "1", "2", "7", "99999999999", "-1", "", "2147483647"];
        var lines = Encoding.Latin1.GetString(input).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("@@", StringComparison.Ordinal))
            {
                string Number() => numbers[random.Next(numbers.Length)];
                lines[i] = string.Create(CultureInfo.InvariantCulture, $"@@ -{Number()},{Number()} +{Number()},{Number()} @@");
            }
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static byte[] ChangeLines(Random random, byte[] input)
    {
        var lines = Encoding.Latin1.GetString(input).Split('\n').ToList();
        var at = random.Next(lines.Count);
        switch (random.Next(3))
        {
            case 0:
                lines.Insert(at, lines[random.Next(lines.Count)]);
                break;
            case 1:
                lines.RemoveAt(at);
                break;
            default:
                var part = lines.Skip(at).Take(random.Next(2, 12)).ToArray();
                random.Shuffle(part);
                lines.RemoveRange(at, part.Length);
                lines.InsertRange(at, part);
                break;
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static string Dump(ChangeResult result)
    {
        var text = new StringBuilder(result.Refusal?.Message);
        foreach (var file in result.Change?.Files ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.OldPath}>{file.Path} {file.Status} {file.OldMode}>{file.NewMode} {file.IsBinary} {file.IsSubmodule} {file.Commit}\n");
            foreach (var hunk in file.Hunks)
            {
                text.Append(CultureInfo.InvariantCulture, $"@{hunk.OldStart} {hunk.NewStart} {hunk.Heading}\n").AppendJoin('\n', hunk.Lines.Select(Samples.Show));
            }
        }

        return text.AppendJoin('\n', result.Change?.Clips ?? []).AppendJoin('\n', result.Change?.Commits ?? []).ToString();
    }
}
