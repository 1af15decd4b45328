using System.Diagnostics;
using Synapse.Conformance.Budgets;

namespace Synapse.Benchmarks;

/// <summary>How many random schedules of reviewers that share budgets overspend one, and how much of a cap can be used.</summary>
internal static class BudgetBenchmark
{
    public static int Run(int schedules)
    {
        var watch = Stopwatch.StartNew();
        var figures = BudgetSchedules.Run(1, schedules);
        Console.WriteLine($"""
            {figures.Schedules:N0} schedules in {watch.Elapsed.TotalSeconds:0} s on one core: {figures.Commands:N0} commands, and {figures.Repeats:N0} sent again
            {figures.Grants:N0} grants, {figures.PartialGrants:N0} of less than was wanted; {figures.Refusals:N0} refusals
            {figures.Settlements:N0} settlements, {figures.Uncovered:N0} of them for more than was reserved; {figures.Releases:N0} releases, {figures.Expiries:N0} expiries
            {figures.Overspends:N0} overspends at any level and instant
            {figures.WrongRefusals:N0} refusals or smaller grants where there was room
            {figures.WrongRepeats:N0} repeated commands that changed something or were answered otherwise
            at least {figures.LeastUsableBasisPoints / 100.0:0.00} % of the cap that binds was usable in every schedule
            """);
        return figures.Overspends == 0 ? 0 : 1;
    }
}
