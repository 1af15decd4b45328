using Synapse.Cli;

// Runs the command lines that it reads, one a line with tabs between the arguments, and answers each with two lines: the exit code and
// what was written. Thousands of reviews are measured so; in processes of their own most of the time would go into loading the rules.
while (Console.In.ReadLine() is { } line)
{
    using var written = new StringWriter();
    var code = await SynapseCommand.RunAsync(line.Split('\t'), new CliOutput(written, Console.Error));
    Console.Out.WriteLine(code);
    Console.Out.WriteLine(written.ToString().ReplaceLineEndings(""));
    Console.Out.Flush();
}
