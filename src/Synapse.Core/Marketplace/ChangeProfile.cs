using Synapse.Core.Findings;
using Synapse.Core.Languages;
using Synapse.Core.Reviews;

namespace Synapse.Core.Marketplace;

/// <summary>What matching needs to know of a change.</summary>
/// <param name="Languages">Changed lines by language, at least one per file, in the order of the ids.</param>
/// <param name="Frameworks">From labels such as <c>framework:react</c>.</param>
/// <param name="ComplexityBasisPoints">From its lines, files and the folders it is spread over; 0 to 10,000.</param>
/// <param name="RiskBasisPoints">The caller's estimate, raised by a label that says so; 0 to 10,000.</param>
/// <param name="IsArchitecture">Whether it changes how the parts of the system fit together.</param>
public sealed record ChangeProfile(
    ValueList<LanguageLines> Languages,
    ValueList<string> Frameworks,
    int Lines,
    int Files,
    int ComplexityBasisPoints,
    int RiskBasisPoints,
    bool IsArchitecture,
    ValueList<CategoryNeed> Needs)
{
    /// <summary>Lines beyond these do not make a change dearer: no review reads more (<see cref="ReviewLimits"/>).</summary>
    public const int MaxLines = 10_000_000;

    /// <summary>Work on a change of this risk is of high severity.</summary>
    public const int RiskyFromBasisPoints = 5_000;

    private const string FrameworkLabel = "framework:";
    private const string ArchitectureLabel = "architecture";
    private const string SecurityLabel = "security";
    private const string PerformanceLabel = "performance";

    private const int LabelledRisk = 7_000;
    private const int ArchitectureFolders = 6;
    private const int ArchitectureFiles = 3;
    private const int SimpleLines = 100;
    private const int SimpleFiles = 5;
    private const int SimpleComplexity = 3_000;

    /// <summary>A change has full complexity at so many lines, files and folders; lines make half of it, the others a quarter each.</summary>
    private const int ComplexLines = 1_000;
    private const int ComplexFiles = 50;
    private const int ComplexFolders = 8;

    public bool IsRisky => RiskBasisPoints >= RiskyFromBasisPoints;

    public bool IsSmallAndSimple => !IsRisky && !IsArchitecture && Lines <= SimpleLines && Files <= SimpleFiles && ComplexityBasisPoints <= SimpleComplexity;

    public static ChangeProfile Of(ReviewRequest change, DecisionPath path)
    {
        var files = Math.Max(change.FilesChanged, change.Files.Count);
        var languages = change.Files
            .GroupBy(f => SourceLanguages.Of(f.Path))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new LanguageLines(g.Key, Clipped(g.Sum(f => Math.Max(1L, (long)f.AddedLines + f.RemovedLines)))))
            .ToValueList();
        var lines = Clipped(Math.Max(files, languages.Sum(l => (long)l.Lines)));
        var folders = change.Files.Select(f => TopFolder(f.Path)).Distinct(StringComparer.Ordinal).Count();
        var complexity = (Part(lines, ComplexLines) / 2) + (Part(files, ComplexFiles) / 4) + (Part(folders, ComplexFolders) / 4);
        var risk = Math.Max(change.RiskBasisPoints, change.Labels.Contains(SecurityLabel) ? LabelledRisk : 0);
        var isArchitecture = folders >= ArchitectureFolders
            || change.Labels.Contains(ArchitectureLabel)
            || change.Files.Count(f => StructuralFiles.Contains(f.Path)) >= ArchitectureFiles;
        return new ChangeProfile(
            languages.Count > 0 ? languages : [new LanguageLines(SourceLanguages.Text, lines)],
            change.Labels.Where(l => l.StartsWith(FrameworkLabel, StringComparison.Ordinal)).Select(l => l[FrameworkLabel.Length..]).ToValueList(),
            lines, files, complexity, risk, isArchitecture, Wanted(change, path, risk));
    }

    /// <summary>A fast review looks for what is dangerous, a deep one for everything; risk and labels make their categories matter more.</summary>
    private static ValueList<CategoryNeed> Wanted(ReviewRequest change, DecisionPath path, int risk)
    {
        var performance = change.Labels.Contains(PerformanceLabel) || change.HotFunctions.Count > 0;
        ValueList<CategoryNeed> needs =
        [
            new CategoryNeed(Category.Security, 6_000 + (4_000 * risk / BasisPoints.All)),
            new CategoryNeed(Category.Secrets, 5_000),
            new CategoryNeed(Category.Correctness, 6_000),
        ];
        return path == DecisionPath.Deep || performance
            ? [.. needs, new CategoryNeed(Category.Performance, performance ? BasisPoints.All : 4_000), new CategoryNeed(Category.Maintainability, 3_000)]
            : needs;
    }

    private static string TopFolder(string path) => path.IndexOf('/') is var end && end < 0 ? "" : path[..end];

    private static int Part(int amount, int full) => (int)Math.Min(BasisPoints.All, (long)amount * BasisPoints.All / full);

    private static int Clipped(long lines) => (int)Math.Min(lines, MaxLines);
}
