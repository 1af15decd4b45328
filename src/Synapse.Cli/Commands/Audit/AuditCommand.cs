using System.CommandLine;

namespace Synapse.Cli.Commands.Audit;

internal static class AuditCommand
{
    public static Command Create(CliOutput output) => new("audit", "Check that nobody changed the journal, and keep proof of how it was.")
    {
        AuditVerifyCommand.Create(output),
        AuditExportCommand.Create(output),
        AuditCheckpointCommand.Create(output),
        AuditKeygenCommand.Create(output),
    };
}
