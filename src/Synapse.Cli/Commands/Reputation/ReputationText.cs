using System.Globalization;
using Synapse.Core.Reputation;

namespace Synapse.Cli.Commands.Reputation;

internal static class ReputationText
{
    /// <summary>Weighed outcomes, in outcomes of today.</summary>
    public static string Of(long millionths) => (millionths / (decimal)Tally.One).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Of(EvidenceSource source) => source switch
    {
        EvidenceSource.Person => "person",
        EvidenceSource.Test => "test",
        _ => "seeded defect",
    };

    public static string Of(EvidenceUse use) => use switch
    {
        EvidenceUse.Truth => "truth",
        EvidenceUse.Opinion => "opinion",
        EvidenceUse.Calibration => "shows how far its rater is to be believed",
        EvidenceUse.Outdated => "outdated",
        _ => "does not count: the owner's own",
    };
}
