using System.Diagnostics;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Analysis.Specialists;
using Synapse.Analysis.Suppressions;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Analysers;

/// <summary>
/// Has an analyser read the new side of a change, in a folder that holds nothing else, and makes findings of what it says about changed
/// lines. Whatever goes wrong is a row of the ledger.
/// </summary>
/// <param name="findingsOf">Makes findings of matches in one text, with suppressions, and with secrets masked.</param>
internal sealed class AnalyserScan(ScanRequest request, AgentSpec specialist, Func<ReviewedText, IReadOnlyList<RawMatch>, FileOriginKind, IEnumerable<Finding>> findingsOf)
{
    private const int MaxTextLength = 1_000;
    private const int MaxRuleLength = 64;

    /// <summary>Well below what systems take as the arguments of one command.</summary>
    private const int MaxArgumentLength = 60_000;

    private readonly AnalyserSpec _analyser = specialist.Analyser!;
    private readonly Dictionary<string, (ReviewedText Text, FileOriginKind Origin)> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CoverageRow> _coverage = new(StringComparer.Ordinal);

    public async Task<SpecialistAnswer> RunAsync(long cost, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var place = Directory.CreateTempSubdirectory("synapse-analyser-");
        try
        {
            var (folder, home) = (Path.Combine(place.FullName, "files"), Path.Combine(place.FullName, "home"));
            Directory.CreateDirectory(folder);
            Directory.CreateDirectory(home);
            foreach (var file in request.Change.Files)
            {
                _coverage[file.Path] = await LayOutAsync(file, folder, cancellationToken);
            }

            var found = new List<AnalyserFinding>();
            foreach (var batch in Batches())
            {
                var run = await AnalyserProcess.RunAsync(_analyser, folder, home, [.. batch.Select(p => "./" + p)], _analyser.TimeLimit - watch.Elapsed is { Ticks: > 0 } left ? left : TimeSpan.FromMilliseconds(1), cancellationToken);
                var (findings, problem) = run.Failure is null ? AnalyserOutput.Read(_analyser.Format, run.Output, run.ExitCode) : ([], run.Failure);
                found.AddRange(findings);
                foreach (var path in problem is null ? [] : batch)
                {
                    _coverage[path] = new CoverageRow(path, specialist.Id, CoverageStatus.Failed, Clip($"{_analyser.Command[0]}: {problem}"));
                }
            }

            return Answer(Findings(found, folder), watch.ElapsedMilliseconds, cost);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private SpecialistAnswer Answer(List<Finding> findings, long milliseconds, long cost)
    {
        var kept = findings.Take(ReviewDecider.MaxFindingsPerReport).ToValueList();
        foreach (var path in findings.Skip(kept.Count).Select(f => f.Location.Path).Distinct())
        {
            _coverage[path] = new CoverageRow(path, specialist.Id, CoverageStatus.Clipped, $"more than {ReviewDecider.MaxFindingsPerReport} findings; the rest is not listed");
        }

        var tried = _coverage.Values.Where(r => r.Status != CoverageStatus.Skipped).ToList();
        return tried.Count > 0 && tried.All(r => r.Status == CoverageStatus.Failed)
            ? new SpecialistAnswer(null, tried[0].Reason)
            : new SpecialistAnswer(new SpecialistReport(specialist.Id, specialist.Version, kept, request.Change.Files.Select(f => _coverage[f.Path]).Distinct().ToValueList(), milliseconds, cost), null);
    }

    /// <summary>Writes a file where the analyser finds it, and says whether it is to be read.</summary>
    private async Task<CoverageRow> LayOutAsync(ChangedFile file, string folder, CancellationToken cancellationToken)
    {
        CoverageRow Row(CoverageStatus status, string reason) => new(file.Path, specialist.Id, status, reason);
        var language = LanguageCatalog.Detect(file.Path);
        if (!_analyser.Languages.Contains("*") && !_analyser.Languages.Contains(language.Id))
        {
            return Row(CoverageStatus.Skipped, $"{_analyser.Command[0]} is not given {language.Id}");
        }

        var texts = ChangeTexts.Of(request.Change, file);
        if (texts.New is not { } text)
        {
            return texts.Status is CoverageStatus.Read ? Row(CoverageStatus.Skipped, "no line was added") : Row(texts.Status, texts.Reason);
        }

        var origin = FileOrigin.Of(file.Path, text.Text);
        if (origin is FileOriginKind.Generated or FileOriginKind.Vendored)
        {
            return Row(CoverageStatus.Skipped, origin == FileOriginKind.Generated ? "generated file" : "vendored file");
        }

        if (!text.IsWholeFile && !IsNew(file))
        {
            return Row(CoverageStatus.Failed, $"{_analyser.Command[0]} reads whole files, and only the changed part is at hand");
        }

        var target = Path.GetFullPath(Path.Combine(folder, file.Path));
        if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return Row(CoverageStatus.Failed, "its path leads out of the repository");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await File.WriteAllTextAsync(target, text.Text, cancellationToken);
        _texts[file.Path] = (text, origin);
        return Row(texts.Status, string.Join("; ", ((string[])[texts.Reason, Sandbox.Gap]).Where(r => r.Length > 0)));
    }

    /// <summary>Of a new file the diff has every line.</summary>
    private static bool IsNew(ChangedFile file) => file is { Status: FileStatus.Added, Hunks: [{ Lines: [{ Kind: DiffLineKind.Added, NewLine: 1 }, ..] }] };

    private IEnumerable<List<string>> Batches()
    {
        var (batch, length) = (new List<string>(), 0);
        foreach (var path in _texts.Keys)
        {
            if (batch.Count > 0 && length + path.Length > MaxArgumentLength)
            {
                yield return batch;
                (batch, length) = ([], 0);
            }

            batch.Add(path);
            length += path.Length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>What is about a changed line of a file under review; an analyser may name any other place.</summary>
    private List<Finding> Findings(List<AnalyserFinding> found, string folder)
    {
        var findings = new List<Finding>();
        foreach (var file in found.GroupBy(f => PathOf(f.Path, folder), StringComparer.Ordinal).Where(g => _texts.ContainsKey(g.Key)))
        {
            var (text, origin) = _texts[file.Key];
            var matches = file.Where(f => f.Line >= 1 && f.Line <= text.LineCount && text.FirstCounting(f.Line - 1, Math.Clamp(f.EndLine, f.Line, text.LineCount) - 1) >= 0).Select(f => Match(f, text))
                .DistinctBy(m => (m.Rule.Id, m.Start)).OrderBy(m => m.Start).ToList();
            findings.AddRange(Subsumption.WithoutWeaker([.. findingsOf(text, matches, origin).Select(f => f with { Specialist = specialist.Id })]));
        }

        return findings;
    }

    private static string PathOf(string path, string folder)
    {
        var plain = path.StartsWith("file://", StringComparison.Ordinal) ? path["file://".Length..] : path;
        var relative = plain.StartsWith(folder + "/", StringComparison.Ordinal) ? plain[(folder.Length + 1)..] : plain;
        return relative.StartsWith("./", StringComparison.Ordinal) ? relative[2..] : relative;
    }

    private RawMatch Match(AnalyserFinding finding, ReviewedText text)
    {
        var (start, length) = text.Extent(finding.Line - 1);
        var (lastStart, lastLength) = text.Extent(Math.Clamp(finding.EndLine, finding.Line, text.LineCount) - 1);
        var from = start + Math.Clamp(finding.Column - 1, 0, Math.Max(0, length - 1));
        var to = finding.EndColumn > 0 ? lastStart + Math.Min(finding.EndColumn, lastLength) : lastStart + lastLength;
        return new RawMatch(RuleOf(finding), from, Math.Max(to, from + 1));
    }

    private Rule RuleOf(AnalyserFinding finding)
    {
        var name = string.Concat(finding.Rule.Take(MaxRuleLength).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
        var category = _analyser.Categories.FirstOrDefault(c => RuleSelector.Selects(c.Rules, finding.Rule))?.Category ?? specialist.Capabilities[0].Category;
        var message = Clip(finding.Message);
        return new Rule(
            $"{specialist.Id}.{(name.Length > 0 ? name : "finding")}", specialist.Id, finding.Title.Length > 0 ? Clip(finding.Title) : message, category, finding.Cwe.ToValueList(), finding.Severity,
            finding.Confidence, ["*"], Removed: false, message,
            finding.HelpAddress.StartsWith("https://", StringComparison.Ordinal) ? $"See {Clip(finding.HelpAddress)}." : $"Do what {_analyser.Command[0]} says of {name}, or configure it otherwise.",
            null, [], new RuleExamples([], []));
    }

    private static string Clip(string text)
    {
        var line = string.Concat(text.Take(MaxTextLength).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length > 0 ? line : "The analyser says nothing more.";
    }
}
