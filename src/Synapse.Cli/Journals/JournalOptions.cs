using System.CommandLine;
using Synapse.Cli.Reviews;

namespace Synapse.Cli.Journals;

/// <summary>The flags of every verb that reads a journal.</summary>
internal sealed class JournalOptions
{
    public Option<string?> Journal { get; } = CreateJournal();

    public Option<string> Tenant { get; } = new("--tenant") { Description = "Whose part of the journal.", HelpName = "NAME", DefaultValueFactory = _ => ReviewSession.Tenant };

    public static Option<string?> CreateJournal() => new("--journal")
    {
        Description = $"The journal: a SQLite file, or Host=...;Database=... of PostgreSQL. Default: {JournalPlace.Variable}, else one of the user's own.",
        HelpName = "FILE|CONNECTION",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Journal);
        command.Options.Add(Tenant);
    }
}
