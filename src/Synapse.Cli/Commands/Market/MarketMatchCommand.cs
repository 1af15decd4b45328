using System.CommandLine;
using System.Globalization;
using Synapse.Analysis.Reports;
using Synapse.Cli.Commands.Review;
using Synapse.Cli.Journals;
using Synapse.Cli.Reviews;
using Synapse.Core.Budgets;
using Synapse.Hosting.Agents;
using Synapse.Hosting.Marketplace;
using Synapse.Hosting.Reviews;

namespace Synapse.Cli.Commands.Market;

/// <summary><c>synapse market match</c>: whom the market would choose for a change now, and why; nothing is recorded.</summary>
internal sealed class MarketMatchCommand
{
    /// <summary>Ties and exploration come from the name of the review: the same one, so that the same question has the same answer.</summary>
    private const string Preview = "preview";

    private readonly ChangeOptions _change = new();
    private readonly AgentOptions _agents = new();
    private readonly Option<bool> _json = TenantVerb.JsonOption();

    private readonly Option<string?> _budget = new("--budget") { Description = "The most that may be spent, in micro-credits. Default: what is left of the tenant's budget.", HelpName = "N" };

    public static Command Create(CliOutput output)
    {
        var match = new MarketMatchCommand();
        var command = new Command("match", "Show whom the market would choose for a change, and why. Nothing is reviewed, reserved or recorded.") { match._budget, match._json };
        match._change.AddTo(command);
        match._agents.AddTo(command);
        return TenantVerb.Reading(command, output, match.RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parse, TenantJournal journal)
    {
        long? budget = null;
        if (parse.GetValue(_budget) is { } text)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount > BudgetCap.MaxMicroCredits)
            {
                return JournalVerb.Refuse(journal.Output, $"--budget '{text}' is no amount; it is a whole number of micro-credits, 0 to {BudgetCap.MaxMicroCredits}");
            }

            budget = amount;
        }

        if ((_change.Problem(parse) ?? _agents.Problem(parse)) is { } problem)
        {
            return JournalVerb.Refuse(journal.Output, problem);
        }

        if (_agents.Load(parse, journal.Output) is not var (configuration, packs))
        {
            return ExitCodes.Usage;
        }

        await using var input = await new ReviewInputReader(_change, parse, AgentOptions.LimitsOf(configuration), journal.Output).ReadAsync(journal.Cancellation);
        if (input is null)
        {
            return ExitCodes.Usage;
        }

        var agents = new ReviewAgents(configuration, packs);
        var request = new ReviewIntake(agents, journal.Store, TimeProvider.System).CommandOf(input.Change, null, parse.GetValue(_change.Label)!, parse.GetValue(_change.Intent)!, 0, input.Policy.HotFunctions);
        using var market = new ReviewMarket(agents, journal.Store, journal.Engine, TimeProvider.System);
        var decision = await market.PreviewAsync(journal.Tenant, Preview, request.Change, request.Plan, budget, journal.Cancellation);
        return journal.Write(
            parse.GetValue(_json),
            writer =>
            {
                writer.WriteStartObject();
                MarketJson.WriteDecision(writer, decision);
                writer.WriteEndObject();
            },
            target =>
            {
                target.WriteLine($"{input.Source}: {ReportText.Count(request.Change.FilesChanged, "file")}, {ReportText.Count(request.Change.ChangedLines, "line")}");
                DecisionText.Write(target, decision);
            });
    }
}
