using Synapse.Cli;

return await SynapseCommand.RunAsync(args, new CliOutput(Console.Out, Console.Error));
