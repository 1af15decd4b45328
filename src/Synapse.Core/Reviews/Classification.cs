using System.Globalization;
using Synapse.Core.Agents;

namespace Synapse.Core.Reviews;

/// <summary>Decides between the fast and the deep path. The first reason in the order of the design decides; every reason that applies is named.</summary>
public static class Classification
{
    public static (DecisionPath Path, ValueList<string> Rationale) Of(ReviewRequest request, ClassificationPolicy policy)
    {
        var deep = new List<string>();
        var fast = new List<string>();
        foreach (var label in policy.DeepLabels.Where(l => request.Labels.Contains(l)))
        {
            deep.Add($"label '{label}' asks for a deep review");
        }

        if (request.FilesChanged > policy.DeepAboveFiles)
        {
            deep.Add($"{Files(request)}, more than {policy.DeepAboveFiles}");
        }

        if (request.RiskBasisPoints >= policy.DeepFromRiskBasisPoints)
        {
            deep.Add($"risk factor {Share(request.RiskBasisPoints)} is at least {Share(policy.DeepFromRiskBasisPoints)}");
        }

        if (policy.FastIntents.Contains(request.Intent))
        {
            fast.Add($"intent '{request.Intent}' asks for a fast review");
        }

        if (request.FilesChanged <= policy.FastUpToFiles)
        {
            fast.Add($"{Files(request)}, at most {policy.FastUpToFiles}");
        }

        if (deep.Count > 0)
        {
            return (DecisionPath.Deep, deep.Concat(fast.Select(f => f + ", overruled")).ToValueList());
        }

        return fast.Count > 0
            ? (DecisionPath.Fast, fast.ToValueList())
            : (DecisionPath.Deep, [$"{Files(request)}, more than {policy.FastUpToFiles}, and nothing asks for a fast review"]);
    }

    private static string Files(ReviewRequest request) => request.FilesChanged == 1 ? "1 file changed" : $"{request.FilesChanged} files changed";

    private static string Share(int basisPoints) => (basisPoints / 10_000m).ToString("0.0###", CultureInfo.InvariantCulture);
}
