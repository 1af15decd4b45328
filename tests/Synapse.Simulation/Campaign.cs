using System.Collections.Concurrent;
using Synapse.Simulation.World;

namespace Synapse.Simulation;

/// <summary>Many seeds, one after another on each thread.</summary>
/// <param name="Runs">That count: those that were not vacuous.</param>
/// <param name="Vacuous">Left out because they proved nothing; others were run in their place.</param>
/// <param name="Failed">With a violation, or with two hashes for one seed; by seed.</param>
/// <param name="Marks">In how many runs each kind of thing happened.</param>
internal sealed record Campaign(int Runs, int Vacuous, IReadOnlyList<SimResult> Failed, IReadOnlyDictionary<string, int> Marks)
{
    /// <param name="isTwice">Runs each seed a second time and compares the hashes.</param>
    /// <param name="stopAtFirst">Starts no new run after a failed one.</param>
    public static Campaign Run(ulong firstSeed, int count, int threads, bool isTwice, bool stopAtFirst, Action<int>? progress = null)
    {
        var (next, runs, vacuous) = (firstSeed, 0, 0);
        var failed = new ConcurrentBag<SimResult>();
        var marks = new Dictionary<string, int>(StringComparer.Ordinal);
        var gate = new Lock();
        bool Take(out ulong seed)
        {
            lock (gate)
            {
                seed = next++;
                return runs < count && !(stopAtFirst && !failed.IsEmpty);
            }
        }

        void Work()
        {
            while (Take(out var seed))
            {
                var result = Simulator.Run(Scenario.Of(seed));
                if (result.Violation is null && isTwice && Simulator.Run(Scenario.Of(seed)) is var again && again.Hash != result.Hash)
                {
                    result = result with { Violation = $"the same seed gave the hashes {result.Hash:x16} and {again.Hash:x16}" };
                }

                lock (gate)
                {
                    if (result.Violation is not null)
                    {
                        failed.Add(result);
                    }
                    else if (result.Vacuous is not null)
                    {
                        vacuous++;
                        continue;
                    }

                    runs++;
                    foreach (var mark in result.Marks.Keys)
                    {
                        marks[mark] = marks.GetValueOrDefault(mark) + 1;
                    }

                    progress?.Invoke(runs);
                }
            }
        }

        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        return new Campaign(runs, vacuous, [.. failed.OrderBy(f => f.Scenario.Seed)], marks);
    }
}
