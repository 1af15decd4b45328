using System.CommandLine;

namespace Synapse.Cli.Commands.Reviews;

internal static class ReviewsCommand
{
    public static Command Create(CliOutput output) => new("reviews", "Look at reviews that were recorded.")
    {
        ReviewsListCommand.Create(output),
        ReviewsShowCommand.Create(output),
    };
}
