using Synapse.Core.Findings;

namespace Synapse.Core.Agents;

/// <summary>A program that a specialist runs on the files under review.</summary>
/// <param name="Command">The program and its arguments; <c>{files}</c> stands for the paths of the files.</param>
/// <param name="Languages">Language ids of the files that it is given, or <c>*</c>.</param>
/// <param name="TimeLimit">For all files together; the program is killed at it.</param>
/// <param name="MemoryLimitBytes">Address space of each of its processes.</param>
/// <param name="MaxOutputBytes">More output is refused.</param>
/// <param name="Categories">The category of the rules that a selector names (an id, or a start followed by <c>*</c>), the first that fits; others have the agent's first one.</param>
public sealed record AnalyserSpec(
    ValueList<string> Command, AnalyserFormat Format, ValueList<string> Languages, TimeSpan TimeLimit, long MemoryLimitBytes, long MaxOutputBytes, ValueList<AnalyserCategory> Categories)
{
    /// <summary>The argument that stands for the paths of the files.</summary>
    public const string Files = "{files}";
}

/// <summary>The category of the rules that a selector names.</summary>
public sealed record AnalyserCategory(string Rules, Category Category);
