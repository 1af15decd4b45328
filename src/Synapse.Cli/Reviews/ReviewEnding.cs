using Synapse.Analysis.Rules;
using Synapse.Core.Kernel;
using Synapse.Core.Reviews;

namespace Synapse.Cli.Reviews;

/// <summary>How a review ended for whoever waited for it: with a verdict, with a refusal, or cancelled where neither is set.</summary>
/// <param name="Rules">The rules that could have fired.</param>
/// <param name="Reused">Reports that another review of the same input had already; by specialist, the id of that review.</param>
internal sealed record ReviewEnding(Verdict? Verdict, Refusal? Refusal, IReadOnlyList<Rule> Rules, IReadOnlyDictionary<string, string> Reused);
