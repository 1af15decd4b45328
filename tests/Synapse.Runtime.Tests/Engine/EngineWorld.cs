using Synapse.Conformance.Engine;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Engine;
using Synapse.Runtime.Journal;
using Synapse.Runtime.Reviews;

namespace Synapse.Runtime.Tests.Engine;

/// <summary>An embedded engine on the threads of the pool, with a clock that a test moves.</summary>
internal sealed class EngineWorld : EngineHost, IDisposable
{
    public EngineWorld(IJournal journal, EngineLimits? limits = null)
    {
        Engine = new EmbeddedEngine(journal, this, this, Time, TaskScheduler.Default, limits ?? EngineLimits.Default)
            .HostAll();
    }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public override EmbeddedEngine Engine { get; }

    /// <summary>The type of signal that cannot be published; empty for none.</summary>
    public string Unpublishable { get; set; } = "";

    /// <summary>Waits until effects, which run after the reply, have done what is expected; the bound only ends a test that would hang.</summary>
    public static async Task Until(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            await Task.Delay(1, bound.Token);
        }
    }

    public override Task UntilAsync(Func<bool> condition) => Until(condition);

    public override Task AdvanceAsync(TimeSpan by)
    {
        Time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task RecoverAsync() => Engine.RecoverAsync(CancellationToken.None);

    public override ValueTask PublishAsync(string id, Signal signal, CancellationToken cancellationToken) =>
        signal.Type == Unpublishable ? throw new IOException("nobody listens") : base.PublishAsync(id, signal, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => Engine.Dispose();
}
