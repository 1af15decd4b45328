using Synapse.Benchmarks;

return args switch
{
    ["scan", var folder, .. var analyser] => await ScanBenchmark.RunAsync(folder, analyser),
    ["cold", var binary, var diff, .. var analyser] => ProcessBenchmark.Cold(binary, diff, analyser),
    ["memory", var binary, var folder, var lines, .. var analyser] => await ProcessBenchmark.MemoryAsync(binary, folder, int.Parse(lines), analyser),
    ["journal"] => await JournalBenchmark.SqliteAsync(),
    ["journal", var connection] => await JournalBenchmark.PostgresAsync(connection),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        scan FOLDER [ANALYSER ARGS...]                  lines per second over a folder of source, by language and by pack
        cold BINARY DIFF [ANALYSER ARGS...]             start-to-end time of a review of a small diff
        memory BINARY FOLDER LINES [ANALYSER ARGS...]   peak memory of a review of that many lines made from the folder
        journal [CONNECTION]                            appends per second on SQLite, or on the PostgreSQL server of the connection string
        The analyser is run in the same minute as the baseline; {} in its arguments stands for the input.
        """);
    return 2;
}
