using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Analysis.Reports;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Findings;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Commands.Reviews;

/// <summary><c>synapse reviews list</c>: recorded reviews, page by page.</summary>
internal sealed class ReviewsListCommand(CliOutput output)
{
    private static readonly string[] Header = ["ID", "REQUESTED (UTC)", "STATUS", "SEVERITY", "FINDINGS", "FILES", "TOOK", "COST", "TITLE"];
    private static readonly string[] Severities = ["low", "medium", "high", "critical"];

    private readonly JournalOptions _journal = new();
    private readonly Option<string?> _status = Choice("--status", "Only reviews that stand so", ReviewNames.Standings);
    private readonly Option<string?> _severity = Choice("--min-severity", "Only reviews at least this grave", Severities);
    private readonly Option<string?> _text = Text("--text", "TEXT", "Only reviews whose title contains this; case does not matter.");
    private readonly Option<string?> _author = Text("--author", "NAME", "Only changes of this author.");
    private readonly Option<string?> _base = Text("--base", "REV", "Only changes whose base revision starts with this.");
    private readonly Option<string?> _head = Text("--head", "REV", "Only changes whose head revision starts with this.");
    private readonly Option<string?> _since = Text("--since", "WHEN", $"Only reviews requested then or later: {InstantText.Help}.");
    private readonly Option<string?> _until = Text("--until", "WHEN", "Only reviews requested before then.");
    private readonly Option<string?> _order = Choice("--order", "The greatest or newest first, by", ReviewNames.Orders);
    private readonly Option<int> _limit = new("--limit") { Description = $"Reviews of one page, at most {PageRequest.MaxLimit}.", HelpName = "N", DefaultValueFactory = _ => 20 };
    private readonly Option<string?> _after = Text("--after", "CURSOR", "The cursor that the page before ended with.");
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON instead of a table." };

    public static Command Create(CliOutput output)
    {
        var list = new ReviewsListCommand(output);
        var command = new Command("list", "List recorded reviews, the newest first.");
        foreach (var option in (Option[])[list._status, list._severity, list._text, list._author, list._base, list._head, list._since, list._until, list._order, list._limit, list._after, list._json])
        {
            command.Options.Add(option);
        }

        list._journal.AddTo(command);
        command.SetAction(list.RunAsync);
        return command;
    }

    private Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var option in (Option<string?>[])[_since, _until])
        {
            if (parse.GetValue(option) is { } text && InstantText.Read(text, now) is null)
            {
                return Task.FromResult(JournalVerb.Refuse(output, $"'{text}' is no instant for {option.Name}; give {InstantText.Help}"));
            }
        }

        var filter = new ReviewFilter
        {
            Standing = parse.GetValue(_status) is { } status ? ReviewNames.Standing(status) : null,
            MinSeverity = parse.GetValue(_severity) is { } name && Names.TryParse(name, out Severity severity) ? severity : null,
            Text = parse.GetValue(_text),
            Author = parse.GetValue(_author),
            BaseRevision = parse.GetValue(_base),
            HeadRevision = parse.GetValue(_head),
            Since = parse.GetValue(_since) is { } since ? InstantText.Read(since, now) : null,
            Until = parse.GetValue(_until) is { } until ? InstantText.Read(until, now) : null,
        };
        var order = parse.GetValue(_order) is { } by ? ReviewNames.Order(by)!.Value : ReviewOrder.Requested;
        var page = new PageRequest(parse.GetValue(_limit), parse.GetValue(_after));
        return JournalVerb.RunAsync(
            output,
            parse.GetValue(_journal.Journal),
            bringForward: true,
            (journal, _) => ListAsync(journal, parse.GetValue(_journal.Tenant)!, filter, order, page, parse.GetValue(_json), cancellation),
            cancellation);
    }

    private async Task<int> ListAsync(IJournalStore journal, string tenant, ReviewFilter filter, ReviewOrder order, PageRequest page, bool json, CancellationToken cancellation)
    {
        var (found, refusal) = await journal.Reviews.ListAsync(tenant, filter, order, page, cancellation);
        if (refusal is not null)
        {
            return JournalVerb.Refuse(output, refusal);
        }

        if (json)
        {
            JsonOutput.Write(output.Out, writer => WriteJson(writer, found!));
            return ExitCodes.Ok;
        }

        if (found!.Items.Count == 0)
        {
            output.Error.WriteLine("no review is like that");
            return ExitCodes.Ok;
        }

        TextTable.Write(output.Out, [Header, .. found.Items.Select(Row)]);
        if (found.Next is { } next)
        {
            output.Error.WriteLine($"there are more: the same command with --after {next}");
        }

        return ExitCodes.Ok;
    }

    private static string[] Row(ReviewRow row) =>
    [
        row.Id.Id,
        InstantText.Of(row.RequestedAt),
        ReviewNames.Of(row.Standing),
        row.EndedAt is null ? "-" : Names.Of(row.Severity),
        row.EndedAt is null ? "-" : row.Findings.All.ToString(CultureInfo.InvariantCulture),
        row.Files.ToString(CultureInfo.InvariantCulture),
        row.EndedAt is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{row.DurationMilliseconds / 1000m:0.0} s"),
        ReportText.Credits(row.CostMicroCredits),
        row.Title.Length == 0 ? "-" : row.Title.Length <= 60 ? row.Title : row.Title[..59] + "\u2026",
    ];

    private static void WriteJson(Utf8JsonWriter json, Page<ReviewRow> page)
    {
        json.WriteStartObject();
        json.WriteStartArray("reviews");
        foreach (var row in page.Items)
        {
            json.WriteStartObject();
            ReviewRowJson.WriteFields(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", page.Next);
        json.WriteEndObject();
    }

    private static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    private static Option<string?> Choice(string name, string description, IReadOnlyList<string> choices)
    {
        var option = new Option<string?>(name) { HelpName = "NAME", Description = $"{description}: {string.Join(", ", choices)}." };
        option.AcceptOnlyFromAmong([.. choices]);
        option.CompletionSources.Add([.. choices]);
        return option;
    }
}
