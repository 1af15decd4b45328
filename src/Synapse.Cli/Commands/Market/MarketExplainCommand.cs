using System.CommandLine;
using Synapse.Cli.Journals;
using Synapse.Core;
using Synapse.Runtime.Reviews;

namespace Synapse.Cli.Commands.Market;

/// <summary><c>synapse market explain REVIEW-ID</c>: the choice that is recorded in a review.</summary>
internal static class MarketExplainCommand
{
    private static readonly ReviewEventCodec Codec = new();

    public static Command Create(CliOutput output)
    {
        var (id, json) = (new Argument<string>("REVIEW-ID") { Description = "The review, or the start of its id." }, TenantVerb.JsonOption());
        return TenantVerb.Reading(new Command("explain", "Show how the specialists of a review were chosen, as it is recorded.") { id, json }, output, async (parse, journal) =>
        {
            if (await JournalVerb.FindReviewAsync(journal.Output, journal.Store, journal.Tenant, parse.GetValue(id)!, journal.Cancellation) is not { } review)
            {
                return ExitCodes.Usage;
            }

            var state = Codec.Fold((await journal.Store.ReadAsync(review, 0, journal.Cancellation)).Events);
            if (state.Plan is not { Market: { } plan })
            {
                return JournalVerb.Refuse(journal.Output, $"no market chose the specialists of review {review.Id}; {(state.Plan is { } own ? $"the list of {own.Coordinator} did" : "it has no plan")}");
            }

            return journal.Write(
                parse.GetValue(json),
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("review", review.Id);
                    writer.WriteString("market", plan.Market);
                    writer.WriteString("shortage", plan.Shortage);
                    MarketJson.WriteDecision(writer, plan.Decision);
                    writer.WriteEndObject();
                },
                target =>
                {
                    target.WriteLine($"review    {review.Id}, on the market {VisibleText.Escape(plan.Market)}");
                    if (plan.Shortage is { } shortage)
                    {
                        target.WriteLine($"shortage  {VisibleText.Escape(shortage)}");
                    }

                    DecisionText.Write(target, plan.Decision);
                });
        });
    }
}
