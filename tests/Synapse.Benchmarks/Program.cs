using Synapse.Benchmarks;

return args switch
{
    ["scan", var folder, .. var analyser] => await ScanBenchmark.RunAsync(folder, analyser),
    ["rules", var folder] => await RuleBenchmark.RunAsync(folder),
    ["flow", .. var files] => FlowBenchmark.Run(files),
    ["hostile", "--write", var folder, .. var part] => HostileBenchmark.Write(folder, part.FirstOrDefault("")),
    ["hostile", var binary, .. var part] => HostileBenchmark.Run(binary, part.FirstOrDefault("")),
    ["cold", var binary, var diff, .. var analyser] => ProcessBenchmark.Cold(binary, diff, analyser),
    ["memory", var binary, var folder, var lines, .. var analyser] => await ProcessBenchmark.MemoryAsync(binary, folder, int.Parse(lines), analyser),
    ["journal", .. var where] => await JournalBenchmark.RunAsync(where.FirstOrDefault()),
    ["review", .. var where] => await ReviewBenchmark.RunAsync(where.FirstOrDefault()),
    ["recovery", .. var where] => await RecoveryBenchmark.RunAsync(where.FirstOrDefault()),
    ["queue", "depth", var items] => QueueBenchmark.Depth(int.Parse(items)),
    ["queue", .. var where] => await QueueBenchmark.RunAsync(where.FirstOrDefault()),
    ["match", .. var listings] => await MatchBenchmark.RunAsync(listings is [var count] ? int.Parse(count) : 10_000),
    ["budget", .. var schedules] => BudgetBenchmark.Run(int.Parse(schedules.FirstOrDefault("1000000"))),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        scan FOLDER [ANALYSER ARGS...]                  lines per second over a folder of source, by language and by pack
        rules FOLDER                                    what each rule costs on a folder of source, the dearest first
        flow FILE...                                    lexing, parsing and following values of single files
        hostile BINARY [PART]                           reviews of 645 hostile files of 1 MB each, or of those with the part in their name
        hostile --write FOLDER [PART]                   the files themselves
        cold BINARY DIFF [ANALYSER ARGS...]             start-to-end time of a review of a small diff
        memory BINARY FOLDER LINES [ANALYSER ARGS...]   peak memory of a review of that many lines made from the folder
        journal [WHERE]                                 appends per second, beside one row per commit
        review [WHERE]                                  durable reviews with three specialists per second, beside the same rows one per commit
        recovery [WHERE]                                a new engine on 100,000 open reviews
        queue [WHERE]                                   durable jobs per second through a work queue, and the time from enqueuing to the start
        queue depth ITEMS                               what a queue with so many items weighs, and how long a claim out of it takes
        match [LISTINGS]                                a match among 10,000 listings, beside a look at each of them, and the auction
        budget [SCHEDULES]                              overspends of budgets in random concurrent schedules, and the share of a cap that can be used
        WHERE is a new SQLite file, or a connection string with Host= to a PostgreSQL server; left out, it is a temporary SQLite file.
        The analyser is run in the same minute as the baseline; {} in its arguments stands for the input.
        """);
    return 2;
}
