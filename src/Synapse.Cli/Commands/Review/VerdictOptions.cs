using System.CommandLine;

namespace Synapse.Cli.Commands.Review;

/// <summary>The flags that say how a verdict is shown and what fails; those of every verb that ends with one.</summary>
internal sealed class VerdictOptions
{
    private static readonly string[] Severities = ["none", "low", "medium", "high", "critical"];

    public Option<bool> Json { get; } = new("--json") { Description = "Write the JSON report to standard output, and nothing else." };

    public Option<string?> Sarif { get; } = new("--sarif") { HelpName = "FILE", Description = "Write SARIF 2.1.0 to FILE; - is standard output." };

    public Option<string?> Markdown { get; } = new("--markdown") { HelpName = "FILE", Description = "Write Markdown for a pull request comment to FILE; - is standard output." };

    public Option<bool> GitHub { get; } = new("--github") { Description = "Write GitHub workflow annotations to standard output." };

    public Option<string?> FailOn { get; } = new("--fail-on") { HelpName = "SEVERITY", Description = "The gate: none, low, medium, high or critical. Default: the configuration's, high." };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours; the NO_COLOR variable does the same." };

    public VerdictOptions()
    {
        FailOn.AcceptOnlyFromAmong(Severities);
        FailOn.CompletionSources.Add(Severities);
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Json, Sarif, Markdown, GitHub, FailOn, NoColor])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is wrong with this combination of flags, or null.</summary>
    public string? Problem(ParseResult parse)
    {
        var names = new (string Name, string? Value)[] { ("--sarif", parse.GetValue(Sarif)), ("--markdown", parse.GetValue(Markdown)) };
        if (names.FirstOrDefault(n => n.Value?.Length == 0).Name is { } empty)
        {
            return $"{empty} is empty; a variable that is not set?";
        }

        var outputs = new (string Name, bool Given)[]
        {
            ("--json", parse.GetValue(Json)),
            ("--sarif -", parse.GetValue(Sarif) == "-"),
            ("--markdown -", parse.GetValue(Markdown) == "-"),
            ("--github", parse.GetValue(GitHub)),
        };
        var toOutput = outputs.Where(o => o.Given).Select(o => o.Name).ToList();
        return toOutput.Count > 1 ? $"{string.Join(" and ", toOutput)} all write to standard output; send all but one to a file" : null;
    }

    /// <summary>True when standard output belongs to a machine-readable report.</summary>
    public bool OwnsOutput(ParseResult parse) =>
        parse.GetValue(Json) || parse.GetValue(GitHub) || parse.GetValue(Sarif) == "-" || parse.GetValue(Markdown) == "-";
}
