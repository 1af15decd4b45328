using System.Collections;
using Synapse.Analysis.Rules;
using Synapse.Core;
using Synapse.Runtime.Agents;
using Synapse.Silo;

var problems = new List<string>();
if (SiloArguments.Read(args, problems) is not { } arguments || SiloArguments.Load(arguments, Environment.GetEnvironmentVariables().Cast<DictionaryEntry>(), RulePacks.Embedded, problems) is not { } configuration)
{
    problems.ForEach(p => Console.Error.WriteLine($"synapse-silo: {VisibleText.Escape(p)}"));
    return SiloExit.Usage;
}

return await SiloProgram.RunAsync(configuration, RulePacks.Embedded, Console.Error);
