using System.CommandLine;
using System.Globalization;
using Synapse.Cli.Journals;
using Synapse.Cli.Terminal;
using Synapse.Core.Marketplace;
using Synapse.Hosting.Marketplace;

namespace Synapse.Cli.Commands.Market;

/// <summary><c>synapse market figures</c>: how the market did for each capability.</summary>
internal static class MarketFiguresCommand
{
    private const int DefaultDays = 28;

    public static Command Create(CliOutput output)
    {
        var days = new Option<int>("--days") { Description = $"Days up to today that count, 1 to {MarketState.DaysKept}.", HelpName = "N", DefaultValueFactory = _ => DefaultDays };
        var json = TenantVerb.JsonOption();
        return TenantVerb.Reading(new Command("figures", "Show demand, fill rate, prices and competition for each capability.") { days, json }, output, async (parse, journal) =>
        {
            if (parse.GetValue(days) is < 1 or > MarketState.DaysKept)
            {
                return JournalVerb.Refuse(journal.Output, $"--days is 1 to {MarketState.DaysKept}");
            }

            var figures = MarketAnalytics.Of(await journal.MarketAsync(ReviewMarket.Name), DateOnly.FromDateTime(journal.Now.UtcDateTime), parse.GetValue(days));
            if (figures.Count == 0)
            {
                journal.Say("no match has been made on this market yet");
            }

            return journal.Write(
                parse.GetValue(json),
                writer =>
                {
                    writer.WriteStartArray();
                    foreach (var row in figures)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("capability", row.Capability);
                        writer.WriteNumber("asked", row.Asked);
                        writer.WriteNumber("fillRateBasisPoints", row.FillRate);
                        writer.WriteNumber("averagePriceMicroCredits", row.AveragePriceMicroCredits);
                        writer.WriteNumber("efficiencyBasisPoints", row.Efficiency);
                        writer.WriteNumber("candidatesPerMatchHundredths", row.CandidatesPerMatchHundredths);
                        writer.WriteNumber("competitivenessBasisPoints", row.Competitiveness);
                        writer.WriteStartArray("forecastThousandths");
                        foreach (var day in row.Forecast)
                        {
                            writer.WriteNumberValue(day);
                        }

                        writer.WriteEndArray();
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                },
                target =>
                {
                    if (figures.Count > 0)
                    {
                        TextTable.Write(target, [["CAPABILITY", "ASKED", "FILLED", "MICRO-CREDITS EACH", "EFFICIENCY", "CANDIDATES", "PRICE TO RUNNER-UP", "TOMORROW"], .. figures.Select(Row)]);
                    }
                });
        });
    }

    private static string[] Row(CapabilityFigures row) =>
    [
        row.Capability, row.Asked.ToString("#,0", CultureInfo.InvariantCulture), AmountText.Share(row.FillRate), AmountText.Of(row.AveragePriceMicroCredits), AmountText.Share(row.Efficiency),
        (row.CandidatesPerMatchHundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture), AmountText.Share(row.Competitiveness),
        row.Forecast.Count == 0 ? "-" : (row.Forecast[0] / 1_000m).ToString("0.#", CultureInfo.InvariantCulture),
    ];
}
