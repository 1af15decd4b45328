using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Budgets;

namespace Synapse.Cli.Commands.Budgets;

/// <summary><c>synapse budget show</c>: the caps with what is spent, reserved and left, and the balances of the ledger.</summary>
internal static class BudgetShowCommand
{
    public static Command Create(CliOutput output)
    {
        var json = TenantVerb.JsonOption();
        return TenantVerb.Reading(new Command("show", "Show the caps, what is spent, reserved and left, and the balances.") { json }, output, async (parse, journal) =>
        {
            var state = await journal.BudgetAsync();
            var rows = Rows(state, journal.Now);
            if (state.Caps.Count == 0)
            {
                journal.Say("there is no cap, so nothing limits what is spent; 'synapse budget set tenant LIMIT' sets one");
            }

            return journal.Write(parse.GetValue(json), writer => WriteJson(writer, state, rows), target => Write(target, state, rows));
        });
    }

    /// <summary>Every scope that a cap holds in, with its present period. A cap for each of many, such as of each review, has a row for itself and one for each in use.</summary>
    private static List<Row> Rows(BudgetState state, DateTimeOffset now)
    {
        var rows = new List<Row>();
        foreach (var (on, cap) in state.Caps)
        {
            var start = BudgetCap.StartOf(cap.Period, now);
            var windows = state.Windows.Values.Where(w => w.Cap == on && (w.Start == start || w.Open > 0)).ToList();
            if (windows.All(w => w.Scope != on || w.Start != start))
            {
                windows.Insert(0, new BudgetWindow(on, on, start, 0, 0, 0, 0));
            }

            rows.AddRange(windows.Select(w => new Row(w, cap, BudgetScopes.IsScope(on) && !on.EndsWith(BudgetScopes.Any, StringComparison.Ordinal) || w.Scope != on)));
        }

        return rows;
    }

    private static void Write(TextWriter target, BudgetState state, List<Row> rows)
    {
        if (rows.Count > 0)
        {
            target.WriteLine($"CAPS (in {AmountText.Unit})");
            TextTable.Write(target, [["SCOPE", "PERIOD", "SINCE", "LIMIT", "SPENT", "RESERVED", "LEFT", "WARNS AT"], .. rows.Select(Text)], "  ");
        }

        if (state.Accounts.Count > 0)
        {
            target.WriteLine($"{(rows.Count > 0 ? "\n" : "")}BALANCES (in {AmountText.Unit})");
            BudgetText.WriteBalances(target, state.Accounts);
        }

        if (state.Reservations.Count > 0)
        {
            target.WriteLine();
            target.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{state.Reservations.Count:#,0} reservations are open, the next expires at {state.Expiries.First.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."));
        }
    }

    private static string[] Text(Row row)
    {
        var (window, cap) = (row.Window, row.Cap);
        return
        [
            row.IsUsed ? window.Scope : $"{window.Scope} (each)", BudgetText.Of(cap.Period), cap.Period == BudgetPeriod.None ? "-" : window.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            AmountText.Of(cap.LimitMicroCredits), row.IsUsed ? AmountText.Of(window.Spent) : "-", row.IsUsed ? AmountText.Of(window.Reserved) : "-", row.IsUsed ? AmountText.Of(row.Left) : "-",
            cap.WarnAt.Count == 0 ? "-" : string.Join(' ', cap.WarnAt.Select(AmountText.Share)),
        ];
    }

    private static void WriteJson(Utf8JsonWriter json, BudgetState state, List<Row> rows)
    {
        json.WriteStartObject();
        json.WriteStartArray("caps");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("scope", row.Window.Scope);
            json.WriteString("cap", row.Window.Cap);
            json.WriteString("period", BudgetText.Of(row.Cap.Period));
            json.WriteString("since", row.Window.Start.UtcDateTime);
            json.WriteNumber("limitMicroCredits", row.Cap.LimitMicroCredits);
            json.WriteNumber("spentMicroCredits", row.Window.Spent);
            json.WriteNumber("reservedMicroCredits", row.Window.Reserved);
            json.WriteNumber("leftMicroCredits", row.Left);
            json.WriteStartArray("warnAtBasisPoints");
            foreach (var share in row.Cap.WarnAt)
            {
                json.WriteNumberValue(share);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("balancesMicroCredits");
        foreach (var (account, balance) in state.Accounts)
        {
            json.WriteNumber(account, balance);
        }

        json.WriteEndObject();
        json.WriteNumber("sumMicroCredits", state.Accounts.Values.Sum());
        json.WriteNumber("openReservations", state.Reservations.Count);
        json.WriteEndObject();
    }

    /// <param name="IsUsed">False for a cap of each of many, of which no single one is meant.</param>
    private sealed record Row(BudgetWindow Window, BudgetCap Cap, bool IsUsed)
    {
        public long Left => Math.Max(0, Cap.LimitMicroCredits - Window.Spent - Window.Reserved);
    }
}
