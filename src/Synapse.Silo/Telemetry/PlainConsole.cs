using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Synapse.Core;

namespace Synapse.Silo.Telemetry;

/// <summary>One line for each message, and of an exception what it says; where it came from goes to OTLP.</summary>
internal sealed class PlainConsole(TimeProvider time) : ConsoleFormatter(PlainConsole.FormatterName)
{
    public const string FormatterName = "plain";

    private const int MaxLength = 1_000;

    /// <summary>Some messages, of exceptions too, bring a whole exception with them.</summary>
    private const string StackFrame = "\n   at ";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = WithoutStack(entry.Formatter(entry.State, null));
        if (entry.Exception is { } exception)
        {
            text += $" [{exception.GetType().Name}: {WithoutStack(exception.Message)}]";
        }

        textWriter.WriteLine($"{time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {entry.LogLevel.ToString().ToLowerInvariant()} {entry.Category}: {VisibleText.Escape(text.Length <= MaxLength ? text : text[..MaxLength])}");
    }

    private static string WithoutStack(string text) => text.IndexOf(StackFrame, StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;
}
