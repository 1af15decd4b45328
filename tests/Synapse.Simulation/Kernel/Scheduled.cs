namespace Synapse.Simulation.Kernel;

/// <summary>Something that happens at an instant, unless it is cancelled before.</summary>
internal sealed class Scheduled(Action action)
{
    private bool _isCancelled;

    public void Cancel() => _isCancelled = true;

    public void Run()
    {
        if (!_isCancelled)
        {
            action();
        }
    }
}
