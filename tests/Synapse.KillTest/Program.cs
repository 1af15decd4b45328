using Synapse.KillTest;

if (args is ["child", var where, var seed, var work])
{
    return await Child.RunAsync(where, int.Parse(seed), int.Parse(work));
}

if (KillOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(KillOptions.Usage);
    return 2;
}

await using var place = await JournalPlace.OpenAsync(options.Journal);
var result = await new Campaign(options, place, Console.Error.WriteLine).RunAsync();
Console.WriteLine(result.Summary);
foreach (var violation in result.Violations.Take(50))
{
    Console.Error.WriteLine($"violated: {violation}");
}

if (result.Violations.Count > 0)
{
    Console.Error.WriteLine($"{result.Violations.Count} violations; again with: {options}");
    return 1;
}

return 0;
