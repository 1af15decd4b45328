using System.CommandLine;
using System.Globalization;
using Synapse.Cli.Commands.Reviews;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Kernel;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary><c>synapse queue show NAME</c>: what is in a queue, what was given up and why, and what the queue allows.</summary>
internal static class QueueShowCommand
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 1_000;

    public static Command Create(CliOutput output)
    {
        var (name, json) = (QueueNames.Argument(), TenantVerb.JsonOption());
        var limit = new Option<int>("--limit") { Description = $"Items shown of each kind, 1 to {MaxLimit}.", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
        return TenantVerb.Reading(new Command("show", "Show a queue: counts, totals, limits, dead letters with their causes, and what waits.") { name, limit, json }, output, async (parse, journal) =>
        {
            if (parse.GetValue(limit) is < 1 or > MaxLimit)
            {
                return JournalVerb.Refuse(journal.Output, $"--limit is 1 to {MaxLimit}");
            }

            if (await QueueNames.FindAsync(journal, parse.GetValue(name)!) is not { } id)
            {
                return ExitCodes.Usage;
            }

            var state = await journal.QueueAsync(id);
            var live = state.Entries.Values.Where(e => e.Status != WorkStatus.Dead).OrderBy(e => e.Status == WorkStatus.Leased ? 0 : 1).ThenBy(e => e.Item.Lane.Priority).ThenBy(e => e.Sequence);
            var dead = state.Index.Dead.Select(d => state.Entries[d.Value]);
            var page = new QueuePage(id, state, [.. live.Take(parse.GetValue(limit))], [.. dead.Take(parse.GetValue(limit))]);
            return journal.Write(
                parse.GetValue(json),
                writer =>
                {
                    writer.WriteStartObject();
                    QueueJson.WriteHead(writer, id, state);
                    QueueJson.WriteTotals(writer, state.Totals);
                    QueueJson.WritePolicy(writer, state.Policy);
                    QueueJson.WriteItems(writer, "deadLetters", page.Dead);
                    QueueJson.WriteItems(writer, "items", page.Live);
                    writer.WriteEndObject();
                },
                text => Write(text, page));
        });
    }

    private static void Write(TextWriter target, QueuePage page)
    {
        void Line(string name, string text) => target.WriteLine($"{name,-10}{VisibleText.Escape(text)}");
        var (state, counts, totals, policy) = (page.State, page.State.Counts, page.State.Totals, page.State.Policy);
        Line("queue", $"{page.Id.Id}, of tenant {page.Id.Tenant}");
        Line("mode", $"{QueueNames.Of(state.Mode)}{(state.ModeReason.Length > 0 ? $": {state.ModeReason}" : "")}{(state.ModeUntil is { } until ? $", until {InstantText.Of(until)} UTC" : "")}");
        Line("items", Text($"{counts.Ready:#,0} ready, {counts.Leased:#,0} running, {counts.Delayed:#,0} delayed, {counts.Waiting:#,0} waiting for others, {counts.Dead:#,0} dead; {counts.Done:#,0} done and {counts.Cancelled:#,0} cancelled of {counts.Enqueued:#,0}"));
        if (totals.Claims > 0)
        {
            Line("so far", Text($"{totals.Claims:#,0} claims after {Mean(totals.WaitMilliseconds, totals.Claims)} each, {Mean(totals.RunMilliseconds, counts.Done)} of work each, {totals.Failures:#,0} failed, {totals.Expirations:#,0} leases ran out"));
        }

        Line("policy", Text($"{policy.MaxAttempts} attempts, {policy.Backoff.TotalSeconds:0.###} s to {policy.MaxBackoff.TotalSeconds:0.###} s apart; at most {policy.MaxItems:#,0} items"));
        if (policy.Limits.Count > 0)
        {
            Line("at once", string.Join(", ", policy.Limits.Select(l => Text($"{l.Key} {l.Value}"))));
        }

        if (policy.Rates.Count > 0)
        {
            Line("rates", string.Join(", ", policy.Rates.Select(r => Text($"{r.Key} {r.Value.Permits} in {r.Value.Per.TotalSeconds:0.###} s"))));
        }

        Table(target, "DEAD LETTERS", ["ITEM", "TENANT", "AGENT", "ATTEMPTS", "ENQUEUED (UTC)", "CAUSE"], page.Dead, counts.Dead, e =>
            [e.Item.Id, e.Item.Lane.Tenant, OrDash(e.Item.Lane.Agent), Text($"{e.Attempts}"), InstantText.Of(e.EnqueuedAt), e.Cause]);
        Table(target, "ITEMS", ["ITEM", "STATUS", "PRIORITY", "TENANT", "REPOSITORY", "AGENT", "ATTEMPTS", "READY (UTC)", "WORKER", "LAST CAUSE"], page.Live, state.Entries.Count - counts.Dead, e =>
            [e.Item.Id, QueueNames.Of(e.Status), QueueNames.Of(e.Item.Lane.Priority), e.Item.Lane.Tenant, OrDash(e.Item.Lane.Repository), OrDash(e.Item.Lane.Agent), Text($"{e.Attempts}"), InstantText.Of(e.ReadyAt), OrDash(e.Lease?.Worker ?? ""), OrDash(e.Cause)]);
        if (counts.Dead > 0)
        {
            target.WriteLine();
            target.WriteLine($"'synapse queue redrive {page.Id.Id}' gives dead letters all their attempts again.");
        }
    }

    private static void Table(TextWriter target, string title, string[] header, IReadOnlyList<WorkEntry> entries, long all, Func<WorkEntry, string[]> row)
    {
        if (entries.Count > 0)
        {
            target.WriteLine();
            target.WriteLine(entries.Count < all ? Text($"{title} (the first {entries.Count} of {all:#,0}; --limit N shows more)") : title);
            TextTable.Write(target, [header, .. entries.Select(row)], "  ");
        }
    }

    private static string Mean(long milliseconds, long count) => count == 0 ? "-" : Text($"{milliseconds / count:#,0} ms");

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record QueuePage(AggregateId Id, QueueState State, IReadOnlyList<WorkEntry> Live, IReadOnlyList<WorkEntry> Dead);
}
