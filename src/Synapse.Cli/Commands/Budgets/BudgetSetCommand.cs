using System.CommandLine;
using System.Globalization;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Budgets;

namespace Synapse.Cli.Commands.Budgets;

/// <summary><c>synapse budget set SCOPE LIMIT</c>: the most that may be spent and reserved together in a scope and period.</summary>
internal sealed class BudgetSetCommand
{
    private readonly Argument<string> _scope = new("SCOPE") { Description = "tenant, team:NAME, repository:NAME, or review for each single review; * as the name stands for each without an own cap." };
    private readonly Argument<string?> _limit = new("LIMIT") { Description = "Whole micro-credits; 1,000,000 are one credit.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _period = new("--period") { Description = "When it counts anew: day, week, month (UTC), or none for never.", HelpName = "NAME", DefaultValueFactory = _ => BudgetText.Of(BudgetPeriod.Month) };
    private readonly Option<int[]> _warn = new("--warn") { Description = "Percent of the limit at which a warning is given; may be given several times. Default: 80 and 100.", HelpName = "PERCENT", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _none = new("--none") { Description = "Take the cap away." };

    public static Command Create(CliOutput output)
    {
        var set = new BudgetSetCommand();
        set._period.AcceptOnlyFromAmong([.. BudgetText.Periods.Select(BudgetText.Of)]);
        var command = new Command("set", "Set the cap of a scope, or take it away.") { set._scope, set._limit, set._period, set._warn, set._none };
        return TenantVerb.Changing(command, output, set.RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parse, TenantJournal journal)
    {
        var (scope, text, isNone) = (parse.GetValue(_scope)!, parse.GetValue(_limit), parse.GetValue(_none));
        if (isNone == text is not null)
        {
            return JournalVerb.Refuse(journal.Output, "give a LIMIT, or --none to take the cap away");
        }

        var limit = 0L;
        if (text is not null && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit))
        {
            return JournalVerb.Refuse(journal.Output, $"'{text}' is no limit; it is a whole number of micro-credits, such as 5000000");
        }

        var period = BudgetText.Periods.First(p => BudgetText.Of(p) == parse.GetValue(_period));
        var warnings = parse.GetValue(_warn)!;
        if (Array.FindIndex(warnings, p => p is < 1 or > 100) is >= 0 and var wrong)
        {
            return JournalVerb.Refuse(journal.Output, string.Create(CultureInfo.InvariantCulture, $"--warn {warnings[wrong]} is no percentage from 1 to 100"));
        }

        var cap = isNone ? null : new BudgetCap(limit, period, warnings.Length == 0 ? BudgetCap.UsualWarnings : warnings.Select(p => p * 100).ToValueList());
        var answer = await journal.SendAsync<BudgetCommand, BudgetReply>(BudgetAggregate.IdOf(journal.Tenant), new BudgetCommand.SetCap(scope, cap));
        if (answer.Refusal is { } refusal)
        {
            return JournalVerb.Refuse(journal.Output, refusal);
        }

        journal.Say(cap is null ? $"{scope} has no cap" : $"{scope} may spend {AmountText.WithUnit(cap.LimitMicroCredits)}{(period == BudgetPeriod.None ? " in all" : $" a {BudgetText.Of(period)}")}");
        return ExitCodes.Ok;
    }
}
