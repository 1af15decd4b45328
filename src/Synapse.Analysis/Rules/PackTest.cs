namespace Synapse.Analysis.Rules;

/// <summary>Tries pack files as their author would want them tried: read, every example run, and every rule put under load.</summary>
public static class PackTest
{
    /// <param name="files">Name, as problems show it, and text of each file.</param>
    public static PackTestResult Run(IReadOnlyList<(string Name, string Text)> files)
    {
        var (problems, rules) = (new List<PackProblem>(), new List<Rule>());
        foreach (var (name, text) in files)
        {
            var read = PackReader.Read(name, text);
            problems.AddRange(read.Problems);
            rules.AddRange(read.Rules);
        }

        foreach (var twice in rules.GroupBy(r => r.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.AddRange(twice.Skip(1).Select(r => new PackProblem(r.File, r.Line, $"rule id '{r.Id}' is taken by {twice.First().File}:{twice.First().Line}; an id names one rule")));
        }

        var warnings = new List<PackProblem>();
        foreach (var rule in rules)
        {
            var broken = RuleExampleRunner.Problems(rule);
            problems.AddRange(broken.Count > 0 ? broken : RuleStress.Problems(rule));
            warnings.AddRange(RuleStress.Warnings(rule));
        }

        return new PackTestResult(files.Count, rules.Count, rules.Sum(r => r.Examples.Match.Count + r.Examples.NoMatch.Count), problems, warnings);
    }
}
