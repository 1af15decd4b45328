using System.Globalization;
using Synapse.Analysis.Reports;
using Synapse.Cli.Terminal;
using Synapse.Core;
using Synapse.Core.Budgets;
using Synapse.Core.Findings;
using Synapse.Core.Marketplace;

namespace Synapse.Cli.Commands.Market;

/// <summary>A match, for people: who is chosen and why, who is not and why not.</summary>
internal static class DecisionText
{
    public static void Write(TextWriter target, MatchDecision decision)
    {
        void Line(string name, string text) => target.WriteLine($"{name,-10}{VisibleText.Escape(text)}");
        Line("budget", decision.BudgetMicroCredits >= BudgetCap.MaxMicroCredits ? "no cap" : AmountText.WithUnit(decision.BudgetMicroCredits));
        Line("price", $"{AmountText.WithUnit(decision.PriceMicroCredits)}, for work that is expected to be worth {AmountText.Of(decision.ValueMicroCredits)}");
        Line("demand", $"{AmountText.Share(decision.Pulse.DemandBasisPoints)} of what is usual");
        Line("search", decision.IsOptimal ? "every set of candidates was compared" : "the better of two quick ways to choose was taken");
        target.WriteLine();
        target.WriteLine(decision.Chosen.Count == 0 ? "NOBODY IS CHOSEN" : "CHOSEN");
        foreach (var agent in decision.Chosen)
        {
            target.WriteLine($"  {VisibleText.Escape($"{agent.Agent} {agent.Version}")}, {AmountText.WithUnit(agent.PriceMicroCredits)}");
            target.WriteLine($"    {VisibleText.Escape(agent.Why)}");
        }

        if (decision.Weighed.Count > 0)
        {
            target.WriteLine();
            target.WriteLine($"CANDIDATES (amounts in {AmountText.Unit}; of each category: coverage x quality x fit = share of the worth that is expected)");
            TextTable.Write(target, [["AGENT", "LEVEL", "RESULT", "PRICE", "NET", "SCORE"], .. decision.Weighed.Select(Row)], "  ");
        }

        if (decision.Reasons.Count > 0)
        {
            target.WriteLine();
            target.WriteLine($"NOT CHOSEN  {string.Join(", ", decision.Reasons.Select(r => $"{r.Candidates.ToString("#,0", CultureInfo.InvariantCulture)} {MarketText.Of(r.Reason)}"))}");
        }
    }

    private static string[] Row(ScoredCandidate candidate)
    {
        var isWeighed = candidate.Parts.Count > 0;
        return
        [
            $"{candidate.Agent} {candidate.Version}", MarketText.Of(candidate.Tier), MarketText.Of(candidate.WhyNot),
            isWeighed ? AmountText.Of(candidate.PriceMicroCredits) : "-", isWeighed ? AmountText.Of(candidate.NetMicroCredits) : "-",
            string.Join("; ", candidate.Parts.Select(p => $"{Names.Of(p.Category)} {AmountText.Share(p.Coverage)} x {AmountText.Share(p.Quality)} x {AmountText.Share(p.Fit)} = {AmountText.Share(p.Expected)}")),
        ];
    }
}
