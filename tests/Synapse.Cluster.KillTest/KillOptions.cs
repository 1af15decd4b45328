using System.Globalization;

namespace Synapse.Cluster.KillTest;

/// <summary>What a run does.</summary>
/// <param name="Repository">Whose newest commits are the changes.</param>
/// <param name="InFlight">Reviews without a verdict that are kept up while silos are killed.</param>
/// <param name="Kills">Silos killed one after another.</param>
/// <param name="CutSeconds">How long one silo is cut off from the others.</param>
/// <param name="IsUpgrade">Replaces silos by those of another version instead.</param>
internal sealed record KillOptions(string Repository, int InFlight, int Kills, int CutSeconds, bool IsUpgrade)
{
    public static KillOptions? Read(string[] args)
    {
        var options = new KillOptions(".", 2_000, 10, 60, false);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var isNumber = int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            options = (args[i], isNumber) switch
            {
                ("--repo", _) => options with { Repository = args[i + 1] },
                ("--in-flight", true) => options with { InFlight = number },
                ("--kills", true) => options with { Kills = number },
                ("--cut-seconds", true) => options with { CutSeconds = number },
                ("--upgrade", false) => options with { IsUpgrade = args[i + 1] == "yes" },
                _ => null!,
            };
            if (options is null)
            {
                return null;
            }
        }

        return args.Length % 2 == 0 ? options : null;
    }
}
