using System.CommandLine;
using Synapse.Cli.Audit;
using Synapse.Cli.Journals;
using Synapse.Core;

namespace Synapse.Cli.Commands.Audit;

/// <summary><c>synapse audit keygen FILE</c>: makes a pair of keys for checkpoints.</summary>
internal static class AuditKeygenCommand
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static Command Create(CliOutput output)
    {
        var file = new Argument<string>("FILE") { Description = "The new private key; the public one is written beside it as FILE.pub." };
        var command = new Command("keygen", "Make a key to sign checkpoints with, and its public half to check them.") { file };
        command.SetAction(parse => Run(parse.GetValue(file)!, output));
        return command;
    }

    private static int Run(string file, CliOutput output)
    {
        using var key = AuditKey.Create();
        try
        {
            Write(file, key.PrivatePem());
            Write(file + ".pub", key.PublicPem());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var taken = new[] { file, file + ".pub" }.FirstOrDefault(File.Exists);
            return JournalVerb.Refuse(output, taken is null
                ? $"{file} cannot be written: {FileProblem.Of(e)}"
                : $"{taken} is there already; a key is never overwritten, so name another file");
        }

        output.Error.WriteLine($"key {key.Id} written to {VisibleText.Escape(file)}; keep it where the journal's administrators cannot read it, and {VisibleText.Escape(file)}.pub where checkpoints are checked");
        return ExitCodes.Ok;
    }

    private static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
