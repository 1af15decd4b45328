using Synapse.Core;

namespace Synapse.Cli;

/// <summary>What went wrong with a file, in words: the messages of the runtime are left out of the published program.</summary>
internal static class FileProblem
{
    public static string Of(Exception exception) => exception switch
    {
        DirectoryNotFoundException => "the folder does not exist",
        FileNotFoundException => "the file does not exist",
        UnauthorizedAccessException => "access is denied, or it is a folder",
        IOException when exception.Message.Contains(' ', StringComparison.Ordinal) && !exception.Message.StartsWith("IO_", StringComparison.Ordinal) => VisibleText.Escape(exception.Message),
        _ => "input or output error",
    };
}
