using System.CommandLine;
using Synapse.Cli.Journals;

namespace Synapse.Cli.Commands.Review;

/// <summary>The fixed flags of <c>synapse review</c>; scripts rely on them.</summary>
internal sealed class ReviewOptions
{
    public ChangeOptions Change { get; } = new();

    public Option<string?> Journal { get; } = JournalOptions.CreateJournal();

    public Option<bool> NoKeep { get; } = new("--no-keep") { Description = "Record the review and not the change itself; it cannot be resumed or run again then." };

    public Option<bool> Fresh { get; } = new("--fresh") { Description = "Ask every specialist, though it has read the same change before." };

    public VerdictOptions Verdict { get; } = new();

    public AgentOptions Agents { get; } = new();

    public Option<bool> NoJournal { get; } = new("--no-journal") { Description = "Record nothing." };

    public void AddTo(Command command)
    {
        Change.AddTo(command);
        foreach (var option in (Option[])[Journal, NoJournal, NoKeep, Fresh])
        {
            command.Options.Add(option);
        }

        Agents.AddTo(command);
        Verdict.AddTo(command);
    }

    /// <summary>What is wrong with this combination of flags, or null.</summary>
    public string? Problem(ParseResult parse)
    {
        if (parse.GetValue(Journal)?.Length == 0)
        {
            return "--journal is empty; a variable that is not set?";
        }

        if (parse.GetValue(Journal) is not null && parse.GetValue(NoJournal))
        {
            return "--journal and --no-journal contradict each other; give one of them";
        }

        return Change.Problem(parse) ?? Agents.Problem(parse) ?? Verdict.Problem(parse);
    }
}
