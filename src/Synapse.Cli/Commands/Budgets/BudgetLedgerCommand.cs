using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Cli.Commands.Reviews;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Budgets;
using Synapse.Runtime.Budgets;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Commands.Budgets;

/// <summary><c>synapse budget ledger</c>: every entry of the books, from the events themselves.</summary>
internal static class BudgetLedgerCommand
{
    private const int DefaultLimit = 100;

    public static Command Create(CliOutput output)
    {
        var after = new Option<long>("--after") { Description = "Begin after this position of the journal, as the page before says.", HelpName = "POSITION", DefaultValueFactory = _ => 0 };
        var limit = new Option<int>("--limit") { Description = $"Entries shown, 1 to {IJournal.MaxPage}.", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
        var json = TenantVerb.JsonOption();
        return TenantVerb.Reading(new Command("ledger", "List the entries of the ledger with a running balance.") { after, limit, json }, output, async (parse, journal) =>
        {
            if (parse.GetValue(limit) is < 1 or > IJournal.MaxPage || parse.GetValue(after) < 0)
            {
                return JournalVerb.Refuse(journal.Output, $"--limit is 1 to {IJournal.MaxPage}, and --after is a position from 0");
            }

            var page = await ReadAsync(journal, parse.GetValue(after), parse.GetValue(limit));
            if (page.Entries.Count == 0)
            {
                journal.Say(parse.GetValue(after) == 0 ? "no credits have moved yet" : "there are no more entries");
            }
            else if (page.Next is { } next && !parse.GetValue(json))
            {
                journal.Say(string.Create(CultureInfo.InvariantCulture, $"more with --after {next}"));
            }

            return journal.Write(parse.GetValue(json), writer => WriteJson(writer, page), target => Write(target, page));
        });
    }

    /// <summary>Folds the whole ledger, as balances need it, and keeps one page of its entries.</summary>
    private static async Task<Page> ReadAsync(TenantJournal journal, long after, int limit)
    {
        var (entries, balances, isMore, position) = (new List<Entry>(), ValueMap<string, long>.Empty, false, 0L);
        IReadOnlyList<JournalEvent> events;
        do
        {
            events = await journal.Store.ReadAllAsync(BudgetAggregate.IdOf(journal.Tenant), position, IJournal.MaxPage, journal.Cancellation);
            foreach (var recorded in events)
            {
                position = recorded.Position;
                var @event = BudgetForm.Current.Events.Decode(recorded.Event.Type, recorded.Event.Data);
                var moved = Ledger.Of(@event);
                balances = moved.Aggregate(balances, (all, p) => all.With(p.Account, all.Find(p.Account) + p.MicroCredits));
                if (moved.Count > 0 && position > after)
                {
                    isMore = entries.Count == limit;
                    if (isMore)
                    {
                        break;
                    }

                    entries.Add(new Entry(position, recorded.Event.At, recorded.Event.Actor, What(@event), [.. moved.Select(p => (p.Account, p.MicroCredits, balances.Find(p.Account)))]));
                }
            }
        }
        while (!isMore && events.Count == IJournal.MaxPage);

        return new Page(entries, isMore ? entries[^1].Position : null, isMore ? (await journal.BudgetAsync()).Accounts : balances);
    }

    private static string What(BudgetEvent @event) => @event switch
    {
        BudgetEvent.Reserved e => $"reserved for {e.Id}",
        BudgetEvent.Settled e => $"settled {e.Id}{(e.Charges.Count > 0 ? ": " + string.Join(", ", e.Charges.Select(c => c.What)) : "")}{(e.Uncovered > 0 ? $", {AmountText.Of(e.Uncovered)} not covered" : "")}",
        BudgetEvent.Released e => $"released {e.Id}",
        BudgetEvent.Expired e => $"{e.Id} expired",
        _ => "",
    };

    private static void Write(TextWriter target, Page page)
    {
        if (page.Entries.Count > 0)
        {
            target.WriteLine($"ENTRIES (in {AmountText.Unit})");
            TextTable.Write(target, [["POSITION", "AT (UTC)", "ACCOUNT", "AMOUNT", "BALANCE", "WHAT"], .. page.Entries.SelectMany(e => e.Postings.Select((p, i) => (string[])
            [
                i == 0 ? e.Position.ToString(CultureInfo.InvariantCulture) : "", i == 0 ? InstantText.Of(e.At) : "", p.Account, AmountText.Of(p.Amount), AmountText.Of(p.Balance), i == 0 ? e.What : "",
            ]))], "  ");
            target.WriteLine();
        }

        if (page.Totals.Count > 0)
        {
            target.WriteLine($"TOTALS OF THE LEDGER (in {AmountText.Unit})");
            BudgetText.WriteBalances(target, page.Totals);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, Page page)
    {
        json.WriteStartObject();
        json.WriteStartArray("entries");
        foreach (var entry in page.Entries)
        {
            json.WriteStartObject();
            json.WriteNumber("position", entry.Position);
            json.WriteString("at", entry.At.UtcDateTime);
            json.WriteString("actor", entry.Actor);
            json.WriteString("what", entry.What);
            json.WriteStartArray("postings");
            foreach (var (account, amount, balance) in entry.Postings)
            {
                json.WriteStartObject();
                json.WriteString("account", account);
                json.WriteNumber("microCredits", amount);
                json.WriteNumber("balanceMicroCredits", balance);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (page.Next is { } next)
        {
            json.WriteNumber("next", next);
        }
        else
        {
            json.WriteNull("next");
        }

        json.WriteStartObject("totalsMicroCredits");
        foreach (var (account, balance) in page.Totals)
        {
            json.WriteNumber(account, balance);
        }

        json.WriteEndObject();
        json.WriteNumber("sumMicroCredits", page.Totals.Values.Sum());
        json.WriteEndObject();
    }

    private sealed record Entry(long Position, DateTimeOffset At, string Actor, string What, IReadOnlyList<(string Account, long Amount, long Balance)> Postings);

    /// <param name="Next">Where the next page begins; null for none.</param>
    /// <param name="Totals">Of the whole ledger, not of the page.</param>
    private sealed record Page(IReadOnlyList<Entry> Entries, long? Next, ValueMap<string, long> Totals);
}
