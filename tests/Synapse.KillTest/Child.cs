using System.Text;

namespace Synapse.KillTest;

/// <summary>The process that is killed: takes lines from its input, says what it does on its output. What was written to a pipe outlives it.</summary>
internal static class Child
{
    public static async Task<int> RunAsync(string where, int seed, int workMilliseconds)
    {
        using var output = Console.OpenStandardOutput();
        var gate = new Lock();
        void Say(string line)
        {
            // One write, so that a kill leaves a line or none.
            var bytes = Encoding.UTF8.GetBytes(line + "\n");
            lock (gate)
            {
                output.Write(bytes);
            }
        }

        await using var journal = await OpenAsync(where);
        using var host = new ReviewHost(journal, seed, workMilliseconds, Say);
        Say("ready");
        var recovering = host.RecoverAsync();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["request", var id]:
                    _ = host.RequestAsync(id);
                    break;
                case ["stop"]:
                    await recovering;
                    return await host.DrainAsync(TimeSpan.FromMinutes(1)) ? 0 : 3;
            }
        }

        return 4;
    }

    private static async Task<Runtime.Journal.IJournalStore> OpenAsync(string where)
    {
        while (true)
        {
            try
            {
                return await JournalPlace.OpenJournalAsync(where);
            }
            catch (Npgsql.NpgsqlException)
            {
                // The server is on its way.
                await Task.Delay(50);
            }
        }
    }
}
