using System.Globalization;

namespace Synapse.Core.Agents;

/// <summary>The phrases that the text and the diagram of a plan share.</summary>
internal static class PlanWords
{
    public static string Deadline(DeadlinePolicy deadline) => deadline.PerThousandLines == TimeSpan.Zero
        ? Duration(deadline.Base)
        : $"{Duration(deadline.Base)} + {Duration(deadline.PerThousandLines)} per 1000 lines";

    public static string Price(Price price) => price switch
    {
        { PerReviewMicroCredits: 0, PerThousandLinesMicroCredits: 0 } => "free",
        { PerThousandLinesMicroCredits: 0 } => $"{Number(price.PerReviewMicroCredits)} micro-credits",
        _ => $"{Number(price.PerReviewMicroCredits)} micro-credits + {Number(price.PerThousandLinesMicroCredits)} per 1000 lines",
    };

    /// <summary>What does the reviewing: the packs, then the prompt, then "elsewhere".</summary>
    public static string Means(AgentSpec agent)
    {
        var means = agent.Checks.Select(check => check.Pack).ToList();
        if (agent.Prompt is not null)
        {
            means.Add($"prompt {agent.Prompt}");
        }

        if (agent.Kind == AgentKind.Remote)
        {
            means.Add("runs elsewhere");
        }

        return string.Join(", ", means);
    }

    public static string List(IReadOnlyCollection<string> items) => items.Count == 0 ? "-" : string.Join(", ", items);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0
        ? $"{Number(time.Ticks / TimeSpan.TicksPerSecond)} s"
        : string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / (decimal)TimeSpan.TicksPerMillisecond} ms");
}
