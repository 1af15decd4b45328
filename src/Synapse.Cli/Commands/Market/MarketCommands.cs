using System.CommandLine;

namespace Synapse.Cli.Commands.Market;

internal static class MarketCommands
{
    public static Command Create(CliOutput output) => new("market", "Look at the agents on offer, whom the market would choose for a change, and why it chose.")
    {
        MarketListingsCommand.Create(output),
        MarketMatchCommand.Create(output),
        MarketExplainCommand.Create(output),
        MarketFiguresCommand.Create(output),
        MarketApproveCommand.Create(output),
    };
}
