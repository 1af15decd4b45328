using Synapse.Analysis.Rules;
using Synapse.Core;

namespace Synapse.Cli.Commands;

/// <summary>Loads the embedded rule packs and those of a folder.</summary>
internal static class RulePackOptions
{
    /// <summary>Null after telling every problem.</summary>
    public static RulePacks? Load(string? folder, CliOutput output)
    {
        if (folder is null)
        {
            return RulePacks.Embedded;
        }

        if (!Directory.Exists(folder))
        {
            output.Error.WriteLine($"synapse: there is no folder {VisibleText.Escape(folder)}; --rules takes a folder with rule packs");
            return null;
        }

        var packs = RulePacks.WithFolder(folder);
        foreach (var problem in packs.Problems)
        {
            output.Error.WriteLine(VisibleText.Escape(problem.ToString()));
        }

        return packs.Problems.Count == 0 ? packs : null;
    }
}
