using System.CommandLine;
using Synapse.Analysis.Reports;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Core.Queues;

namespace Synapse.Cli.Commands.Queues;

/// <summary><c>synapse queue redrive NAME [ID...]</c>: dead letters get all their attempts again.</summary>
internal static class QueueRedriveCommand
{
    public static Command Create(CliOutput output)
    {
        var name = QueueNames.Argument();
        var ids = new Argument<string[]>("ID") { Description = $"Dead letters; without any, all of them, up to {QueueDecider.MaxBatch} at a time.", Arity = ArgumentArity.ZeroOrMore };
        return TenantVerb.Changing(new Command("redrive", "Give dead letters all their attempts again.") { name, ids }, output, async (parse, journal) =>
        {
            if (await QueueNames.FindAsync(journal, parse.GetValue(name)!) is not { } id)
            {
                return ExitCodes.Usage;
            }

            var state = await journal.QueueAsync(id);
            var wanted = parse.GetValue(ids) ?? [];
            if (wanted.FirstOrDefault(w => state.Entries.Find(w)?.Status != WorkStatus.Dead) is { } unknown)
            {
                return JournalVerb.Refuse(journal.Output, TenantJournal.Unknown("dead letter", unknown, state.Index.Dead.Select(d => d.Value), $"'synapse queue show {id.Id}' shows those there are"));
            }

            var answer = await journal.SendAsync<QueueCommand, QueueReply>(id, new QueueCommand.Redrive(wanted.ToValueList()));
            if (answer.Refusal is { } refusal)
            {
                return JournalVerb.Refuse(journal.Output, refusal);
            }

            var left = (int)answer.Reply!.Counts.Dead;
            journal.Say(state.Counts.Dead == 0 ? $"{id.Id} has no dead letters" : $"{ReportText.Count((int)state.Counts.Dead - left, "dead letter")} of {id.Id} will be tried again{(left > 0 ? $", {left} left" : "")}");
            return ExitCodes.Ok;
        });
    }
}
