using System.Globalization;

namespace Synapse.Cli.Terminal;

/// <summary>Amounts in whole micro-credits, as people read them.</summary>
internal static class AmountText
{
    public const string Unit = "micro-credits";

    /// <summary>For a table that names the unit once.</summary>
    public static string Of(long microCredits) => microCredits.ToString("#,0", CultureInfo.InvariantCulture);

    public static string WithUnit(long microCredits) => $"{Of(microCredits)} {Unit}";

    /// <summary>A share in basis points as a percentage.</summary>
    public static string Share(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
