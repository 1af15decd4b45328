namespace Synapse.Cli.Commands.Market;

internal static class MarketNames
{
    /// <summary>The market of a tenant that reviews find their specialists on.</summary>
    public const string Main = "main";
}
