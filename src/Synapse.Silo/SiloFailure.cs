using Orleans.Runtime;
using Synapse.Core;

namespace Synapse.Silo;

/// <summary>
/// A silo that may not go on, such as one that the others have declared dead, ends at once: with a line and its exit code, not with a dump of its
/// threads. It is started again by whoever looks after it.
/// </summary>
internal sealed class SiloFailure : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => exception is not (OperationCanceledException or ObjectDisposedException);

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        Console.Error.WriteLine($"synapse-silo: ends at once: {VisibleText.Escape($"{context} {exception?.Message}".Trim())}");
        Environment.Exit(SiloExit.Failed);
    }
}
