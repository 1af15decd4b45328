using System.Runtime.InteropServices;

namespace Synapse.Silo;

/// <summary>Hears that the silo is to stop, from its first moment on: SIGTERM, SIGINT.</summary>
internal sealed class SiloStop : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _signals;

    public SiloStop() => _signals = [Listen(PosixSignal.SIGTERM), Listen(PosixSignal.SIGINT)];

    public CancellationToken Token => _stopping.Token;

    public Task WaitAsync() => _stopped.Task;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stopping.Dispose();
    }

    private PosixSignalRegistration Listen(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        _stopped.TrySetResult();
        _stopping.Cancel();
    });
}
