using System.Globalization;

namespace Synapse.KillTest;

/// <summary>What a campaign does.</summary>
/// <param name="Journal"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Reviews">Kept in flight until the last kill.</param>
/// <param name="Kills">Times a process is killed with no chance to finish anything.</param>
/// <param name="Restarts">Times the database server is stopped as by a crash and started again; PostgreSQL only.</param>
/// <param name="Processes">On the one journal at the same time.</param>
/// <param name="WorkMilliseconds">The longest that a specialist takes.</param>
internal sealed record KillOptions(string Journal, int Reviews, int Kills, int Restarts, int Processes, int Seed, int WorkMilliseconds)
{
    public const string Usage = "--journal sqlite|postgres [--reviews 2000] [--kills 20] [--restarts 0] [--processes 1] [--seed 1] [--work-ms 500]";

    public static KillOptions? Parse(string[] args)
    {
        var options = new KillOptions("", 2_000, 20, 0, 1, 1, 500);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var number = int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
            options = (args[i], number) switch
            {
                ("--journal", _) => options with { Journal = args[i + 1] },
                ("--reviews", > 0) => options with { Reviews = number },
                ("--kills", >= 0) => options with { Kills = number },
                ("--restarts", >= 0) => options with { Restarts = number },
                ("--processes", > 0) => options with { Processes = number },
                ("--seed", >= 0) => options with { Seed = number },
                ("--work-ms", > 0) => options with { WorkMilliseconds = number },
                _ => options with { Journal = "" },
            };
        }

        var isSane = args.Length % 2 == 0 && (options.Journal == "postgres" || (options.Journal == "sqlite" && options.Restarts == 0));
        return isSane ? options : null;
    }

    public override string ToString() =>
        $"--journal {Journal} --reviews {Reviews} --kills {Kills} --restarts {Restarts} --processes {Processes} --seed {Seed} --work-ms {WorkMilliseconds}";
}
