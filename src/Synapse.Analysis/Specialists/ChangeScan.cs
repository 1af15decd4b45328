using System.Collections.Concurrent;
using System.Diagnostics;
using Synapse.Analysis.Analysers;
using Synapse.Analysis.Changes;
using Synapse.Analysis.Languages;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Analysis.Suppressions;
using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Findings;
using Synapse.Core.Reviews;

namespace Synapse.Analysis.Specialists;

/// <summary>Everything a scan needs besides the change.</summary>
/// <param name="HotFunctions">Names of functions that the request calls hot (<c>metadata.hotFunctions</c>).</param>
public sealed record ScanRequest(Change Change, IReadOnlyList<AgentSpec> Specialists, RulePacks Packs, RepositoryPolicy Policy, IReadOnlyCollection<string> HotFunctions);

/// <summary>A specialist's answer: a report, or why there is none.</summary>
public sealed record SpecialistAnswer(SpecialistReport? Report, string? Failure);

/// <summary>
/// Reads a change once for all deterministic specialists: every file is read, lexed and searched in one pass, in parallel, and each
/// specialist takes from it what its checks found. The pass starts with the first specialist that asks.
/// </summary>
public sealed class ChangeScan
{
    /// <summary>Confidence, in basis points, of rules for secrets that have a form of their own.</summary>
    private const int KnownForm = 8_000;

    /// <summary>Places of one secret in the tests of a change that are told of.</summary>
    private const int MaxPlacesOfSecret = 5;

    private readonly ScanRequest _request;
    private readonly Dictionary<string, RuleSelection> _selections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Language, bool Removed, FileOriginKind Origin), RuleSet> _ruleSets = new();
    private readonly ConcurrentDictionary<string, RuleSet> _secretSets = new();
    private readonly Rule[] _rules;
    private readonly Rule[] _secretRules;
    private readonly ScanOptions _options;
    private readonly bool _removesLines;
    private readonly Lazy<Task<(FileOutcome[] Files, long Milliseconds)>> _pass;
    private readonly CancellationToken _cancellation;
    private int _filesDone;

    /// <param name="cancellationToken">Stops the pass between two files.</param>
    public ChangeScan(ScanRequest request, CancellationToken cancellationToken = default)
    {
        (_request, _cancellation) = (request, cancellationToken);
        _removesLines = request.Change.Files.Any(f => f.RemovedLines > 0);
        var languages = request.Change.Files.SelectMany(f => new[] { f.Path, f.OldPath }).Select(p => LanguageCatalog.Detect(p).Id).ToHashSet(StringComparer.Ordinal);
        foreach (var specialist in request.Specialists)
        {
            _selections[specialist.Id] = new RuleSelection(specialist, request.Packs, languages);
        }

        _rules = [.. _selections.Values.SelectMany(s => s.Rules).DistinctBy(r => r.Id)];
        _secretRules = [.. request.Packs.Names.SelectMany(name => request.Packs.Of(name, languages)).Where(SecretSpans.Reveals).DistinctBy(r => r.Id)];
        var limits = _selections.Values.SelectMany(s => s.Limits).GroupBy(l => l.Key).ToDictionary(g => g.Key, g => g.Min(l => l.Value));
        _options = new ScanOptions(limits, request.HotFunctions.Concat(request.Policy.HotFunctions).ToHashSet(StringComparer.Ordinal));
        _pass = new(() => Task.Run(() => Pass(cancellationToken), cancellationToken));
    }

    /// <summary>Files read so far, for a progress line.</summary>
    public int FilesDone => Volatile.Read(ref _filesDone);

    /// <summary>Rule descriptions for reports: every rule that could have fired.</summary>
    public IReadOnlyList<Rule> Rules => _rules;

    public async Task<SpecialistAnswer> RunAsync(string specialistId)
    {
        var selection = _selections[specialistId];
        if (selection.Specialist.Analyser is not null)
        {
            return await new AnalyserScan(_request, selection.Specialist, FindingsOf).RunAsync(CostOf(selection.Specialist), _cancellation).ConfigureAwait(false);
        }

        var (files, milliseconds) = await _pass.Value.ConfigureAwait(false);
        var coverage = new CoverageRow[files.Length];
        var findings = new List<Finding>();
        var (tried, failed) = (0, 0);
        for (var i = 0; i < files.Length; i++)
        {
            coverage[i] = Coverage(files[i], selection);
            tried += coverage[i].Status == CoverageStatus.Skipped ? 0 : 1;
            failed += coverage[i].Status == CoverageStatus.Failed ? 1 : 0;
            var reported = files[i].Findings.Where(f => Reports(selection, f.Match, f.Finding)).ToList();
            reported.RemoveAll(f => Metrics.IsToldByPaths(f.Match, reported.Select(r => r.Match)));
            findings.AddRange(Subsumption.WithoutWeaker([.. reported.Select(f => f.Finding with { Specialist = specialistId })]));
        }

        if (tried > 0 && failed == tried)
        {
            return new SpecialistAnswer(null, $"every check failed: {coverage.First(c => c.Status == CoverageStatus.Failed).Reason}");
        }

        var spec = selection.Specialist;
        return new SpecialistAnswer(new SpecialistReport(specialistId, spec.Version, findings.ToValueList(), coverage.ToValueList(), milliseconds, CostOf(spec)), null);
    }

    private long CostOf(AgentSpec specialist)
    {
        var lines = _request.Change.Files.Sum(f => f.AddedLines + f.RemovedLines);
        return specialist.Price.PerReviewMicroCredits + (specialist.Price.PerThousandLinesMicroCredits * ((lines + 999) / 1000));
    }

    /// <summary>What an analyser found in one text, with our suppressions and with secrets masked.</summary>
    private IEnumerable<Finding> FindingsOf(ReviewedText text, IReadOnlyList<RawMatch> matches, FileOriginKind origin)
    {
        var suppressions = text.Text.Contains(InSourceSuppressions.Keyword, StringComparison.Ordinal) ? InSourceSuppressions.Read(text, null) : null;
        var secrets = new List<string>();
        var findings = Findings(text, matches, null, suppressions, origin, secrets);
        var known = new KnownSecrets(secrets);
        return findings.Select(f => Hidden(f.Finding, known) with { Title = known.Hide(f.Finding.Title), Message = known.Hide(f.Finding.Message) });
    }

    private static bool Reports(RuleSelection selection, RawMatch match, Finding finding)
    {
        if (finding.Category == Category.Process)
        {
            return true;
        }

        return selection.Has(match.Rule.Id) &&
            (match.Limit == 0 || match.Rule.Matches.OfType<MetricMatch>().All(m => !selection.Limits.TryGetValue(m.Option, out var limit) || match.Value > limit));
    }

    private static CoverageRow Coverage(FileOutcome file, RuleSelection selection)
    {
        var id = selection.Specialist.Id;
        if (file.Status == CoverageStatus.Skipped || (file.Status == CoverageStatus.Failed && selection.Covers(file.Language)))
        {
            return new CoverageRow(file.Path, id, file.Status, file.Reason);
        }

        var secretsOnly = file.Origin is FileOriginKind.Generated or FileOriginKind.Vendored;
        if (secretsOnly && !selection.Rules.Any(r => r.Category == Category.Secrets))
        {
            return new CoverageRow(file.Path, id, CoverageStatus.Skipped, file.Origin == FileOriginKind.Generated ? "generated file" : "vendored file");
        }

        if (file.Origin == FileOriginKind.Test && selection.Rules.All(r => !RunsIn(r, FileOriginKind.Test)))
        {
            return new CoverageRow(file.Path, id, CoverageStatus.Skipped, "test code");
        }

        if (!selection.Covers(file.Language))
        {
            return new CoverageRow(file.Path, id, CoverageStatus.Skipped, file.Language == "text" ? "no rules for this kind of file" : $"no rules for {file.Language}");
        }

        var gaps = file.Gaps.Where(g => selection.Has(g.RuleId)).ToList();
        if (gaps.Count == 0)
        {
            return new CoverageRow(file.Path, id, file.Status, file.Reason);
        }

        var attempted = selection.Rules.Count(r => LanguageCatalog.TryGet(file.Language, out var language) && language.Has(r.Languages));
        var broken = gaps.Where(g => g.Failed).Select(g => g.RuleId).Distinct().Count();
        var status = broken > 0 && broken == attempted ? CoverageStatus.Failed : CoverageStatus.Clipped;
        return new CoverageRow(file.Path, id, status, string.Join("; ", gaps.Select(g => $"{g.RuleId}: {g.Reason}").Distinct().Take(3)));
    }

    private (FileOutcome[] Files, long Milliseconds) Pass(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var files = _request.Change.Files;
        var outcomes = new FileOutcome[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            outcomes[i] = Read(files[i]);
            Interlocked.Increment(ref _filesDone);
        });
        DropMovedCode(_request.Change, outcomes);
        TellSecretsOnce(outcomes);
        HideSecrets(outcomes);
        return (outcomes, watch.ElapsedMilliseconds);
    }

    private FileOutcome Read(ChangedFile file)
    {
        try
        {
            var texts = ChangeTexts.Of(_request.Change, file);
            var language = LanguageCatalog.Detect(file.Path);
            var origin = FileOrigin.Of(file.Path, texts.New is null ? default : texts.New.Text);
            var findings = new List<ScannedFinding>();
            var gaps = new List<ScanGap>();
            var added = new List<string>();
            var secrets = new List<string>();
            if (texts.New is { } newText)
            {
                findings.AddRange(Scan(newText, origin, file, gaps, secrets));
                added.AddRange(AddedGuards(newText, origin));
            }

            if (texts.Old is { } oldText)
            {
                findings.AddRange(Scan(oldText, origin, file, gaps, secrets));
            }

            return new FileOutcome(file.Path, language.Id, origin, texts.Status, texts.Reason, findings, gaps, added, secrets);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            return new FileOutcome(file.Path, LanguageCatalog.Detect(file.Path).Id, FileOriginKind.Authored, CoverageStatus.Failed, $"reading it failed with {e.GetType().Name}", [], [], [], []);
        }
    }

    private List<ScannedFinding> Scan(ReviewedText text, FileOriginKind origin, ChangedFile file, List<ScanGap> gaps, List<string> secrets)
    {
        var removed = text.Side == Side.Old;
        var result = FileScanner.Scan(text, RulesFor(text.Language, removed, origin), _options);
        gaps.AddRange(result.Gaps);
        var newText = removed && result.Matches.Count > 0 ? _request.Change.NewTexts?.Read(file.Path) : null;
        var matches = result.Matches.Where(m => IsWorthAWord(text, m, file) && !(removed && RemovedGuards.WentWithItsCode(text, m, file, newText))).ToList();
        Metrics.DropNotWorse(matches, () => OldStructure(file));
        var suppressions = removed ? null : text.Text.Contains(InSourceSuppressions.Keyword, StringComparison.Ordinal) ? InSourceSuppressions.Read(text, result.Structure) : null;
        foreach (var line in suppressions?.WithoutReason ?? [])
        {
            var (start, length) = text.Extent(line);
            if (text.Counts(line))
            {
                matches.Add(new RawMatch(ProcessRules.IgnoreWithoutReason, start, start + Math.Max(1, length)));
            }
        }

        secrets.AddRange(result.Matches.Where(m => m.MaskStart >= 0).Select(m => text.Text[m.MaskStart..m.MaskEnd]));
        return Findings(text, matches, result.Structure, suppressions, origin, secrets);
    }

    private static bool IsWorthAWord(ReviewedText text, RawMatch match, ChangedFile file) =>
        (!IsPage(text.Path) || match.Rule.Category is Category.Security or Category.Secrets) &&
        !IsForDevelopers(text.Path, match) && !IsNamedBefore(file, match) && (RunsIn(match.Rule, FileOriginKind.Test) || !text.Tests.Contain(match.Start));

    private List<ScannedFinding> Findings(ReviewedText text, IReadOnlyList<RawMatch> matches, TextStructure? structure, InSourceSuppressions? suppressions, FileOriginKind origin, List<string> secrets)
    {
        var secretRules = _secretSets.GetOrAdd(text.Language.Id, _ => RuleSet.Build(_secretRules, text.Language, removed: false));
        var mask = new SecretMask(text, SecretSpans.Find(text, matches, structure, secretRules, secrets));
        var findings = FindingFactory.Make(text, matches, origin, mask);
        return [.. findings.Select(f => new ScannedFinding(f.Match, f.Match.CodeIn(text), f.Finding with { Suppression = Suppressed(text, suppressions, f.Match, f.Finding) }))];
    }

    private TextStructure? OldStructure(ChangedFile file) =>
        _request.Change.OldTexts?.Read(file.OldPath) is { } old ? new TextStructure(ReviewedText.Whole(file.OldPath, old)) : null;

    private Suppression? Suppressed(ReviewedText text, InSourceSuppressions? suppressions, RawMatch match, Finding finding)
    {
        var (first, last) = (text.LineAt(match.Start), text.LineAt(Math.Max(match.Start, match.End - 1)));
        return suppressions?.For(finding.RuleId, first, last) ?? ForeignMarks.For(text, finding.Category, first, last) ?? _request.Policy.For(finding);
    }

    /// <summary>
    /// What nobody here wrote, and test code, is searched for secrets of a known form only: tests do what they warn of on purpose, and make up
    /// passwords.
    /// </summary>
    private static bool RunsIn(Rule rule, FileOriginKind origin) => origin == FileOriginKind.Authored || (rule.Category == Category.Secrets && rule.Confidence.BasisPoints >= KnownForm);

    /// <summary>In a script that only the developers run values are their own, unless it is shown that they are not.</summary>
    private static bool IsForDevelopers(string path, RawMatch match) =>
        match.Rule.Category == Category.Security && match.Origin is null && (match.IsUnproven || match.Rule.Severity == Severity.Low) && FileOrigin.IsDeveloperTool(path);

    /// <summary>A package whose version alone changes is no new one.</summary>
    private static bool IsNamedBefore(ChangedFile file, RawMatch match) =>
        match.Package.Length > 0 && file.Hunks.SelectMany(h => h.Lines).Any(l => l.Kind == DiffLineKind.Removed && l.Text.Span.Contains(match.Package, StringComparison.Ordinal));

    /// <summary>A page holds script and markup beside the language it is named for; only what is dangerous is told of it.</summary>
    private static bool IsPage(string path) => path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase);

    private RuleSet RulesFor(LanguageDefinition language, bool removed, FileOriginKind origin) =>
        _ruleSets.GetOrAdd((language.Id, removed, origin), _ => RuleSet.Build(_rules.Where(r => RunsIn(r, origin)), language, removed));

    /// <summary>What the added lines hold of the things whose removal would be reported, and the ids of rules that something does the work of now; nothing where nothing was removed.</summary>
    private IEnumerable<string> AddedGuards(ReviewedText text, FileOriginKind origin)
    {
        if (!_removesLines)
        {
            return [];
        }

        var rules = RulesFor(text.Language, removed: true, origin);
        return rules.IsEmpty ? [] : FileScanner.Scan(text, rules, _options).Matches.Select(m => m.CodeIn(text)).Concat(RemovedGuards.ReplacedIn(text, rules));
    }

    /// <summary>A guard that was removed here and added there was moved, not lost; one that many files lose is told once.</summary>
    private static void DropMovedCode(Change change, FileOutcome[] outcomes)
    {
        var added = outcomes.SelectMany(o => o.AddedGuards).ToHashSet(StringComparer.Ordinal);
        var limits = outcomes.Any(o => o.Findings.Any(f => f.Match.Rule.Removed)) ? RemovedGuards.AddedConstants(change) : [];
        var decided = outcomes.SelectMany(o => o.Findings).Where(f => f.Match.Rule.Removed).GroupBy(f => (f.Match.Rule.Id, f.Code))
            .Where(g => g.Select(f => f.Finding.Location.Path).Distinct().Count() > RemovedGuards.OneDecision).SelectMany(g => g.Skip(1)).ToHashSet();
        for (var i = 0; i < outcomes.Length && added.Count + decided.Count + limits.Count > 0; i++)
        {
            outcomes[i] = outcomes[i] with { Findings = [.. outcomes[i].Findings.Where(f => !f.Match.Rule.Removed || !(added.Contains(f.Code) || added.Contains(f.Match.Rule.Id) || decided.Contains(f) || RemovedGuards.ConstantsIn(f.Finding.Evidence[0].Snippet).Any(limits.Contains)))] };
        }
    }

    /// <summary>A secret that many tests hold, such as recorded answers of a service, is told of at its first places; the others say where those are.</summary>
    private static void TellSecretsOnce(FileOutcome[] outcomes)
    {
        var places = new Dictionary<string, (int Count, Location First)>(StringComparer.Ordinal);
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i].Origin != FileOriginKind.Test || outcomes[i].Secrets.Count == 0)
            {
                continue;
            }

            outcomes[i] = outcomes[i] with { Findings = [.. outcomes[i].Findings.Select(Told)] };
        }

        ScannedFinding Told(ScannedFinding found)
        {
            if (found.Match.MaskStart < 0 || !found.Finding.Counts)
            {
                return found;
            }

            var (count, first) = places[found.Code] = places.TryGetValue(found.Code, out var earlier) ? (earlier.Count + 1, earlier.First) : (1, found.Finding.Location);
            return count <= MaxPlacesOfSecret ? found : found with { Finding = found.Finding with { Suppression = new Suppression(Suppression.Repeated, $"the same secret is told of at {first.Path}:{first.StartLine}") } };
        }
    }

    private static void HideSecrets(FileOutcome[] outcomes)
    {
        var secrets = new KnownSecrets(outcomes.SelectMany(o => o.Secrets));
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = outcomes[i] with { Findings = [.. outcomes[i].Findings.Select(f => f with { Finding = Hidden(f.Finding, secrets) })], Secrets = [] };
        }
    }

    private static Finding Hidden(Finding finding, KnownSecrets secrets) => finding with
    {
        Evidence = finding.Evidence.Select(e => e with { Snippet = secrets.Hide(e.Snippet) }).ToValueList(),
        Replacement = finding.Replacement is { } line && secrets.Hide(line) == line ? line : null,
        Suppression = finding.Suppression is { } suppression ? suppression with { Reason = secrets.Hide(suppression.Reason) } : null,
    };
}
