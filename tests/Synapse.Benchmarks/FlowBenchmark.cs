using System.Diagnostics;
using Synapse.Analysis.Flow;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Analysis.Structure;
using Synapse.Analysis.Syntax;

namespace Synapse.Benchmarks;

/// <summary>What lexing, parsing and following values cost for each file, with every source that the security rules know.</summary>
internal static class FlowBenchmark
{
    public static int Run(string[] files)
    {
        foreach (var file in files)
        {
            var text = ReviewedText.Whole(file, File.ReadAllText(file));
            var sources = RuleSet.Build(RulePacks.Embedded.All, text.Language, removed: false).Sources;
            var watch = Stopwatch.StartNew();
            TokenSource source = new TextStructure(text).Source;
            var lexed = watch.Elapsed;
            SyntaxParser.Parse(source);
            var parsed = watch.Elapsed;
            var result = FlowAnalysis.Run(source, sources);
            Console.WriteLine($"{Path.GetFileName(file),-30} {source.Tokens.Count,9:#,0} tokens, lexed in {lexed.TotalMilliseconds,6:0} ms, parsed in {(parsed - lexed).TotalMilliseconds,6:0} ms, " +
                $"followed in {(watch.Elapsed - parsed).TotalMilliseconds,6:0} ms{(result is null ? ", not a parsed language" : result.IsIncomplete ? ", given up" : "")}");
        }

        return 0;
    }
}
