namespace Synapse.Runtime.Engine;

/// <summary>The engine's named limits.</summary>
/// <param name="MaxMailbox">Commands waiting for one aggregate; one more is refused as overloaded. Default 1,024.</param>
/// <param name="MaxBatch">Commands decided and committed together. Default 64.</param>
/// <param name="RetryAfter">What an overloaded sender is told to wait. Default 100 ms.</param>
public sealed record EngineLimits(int MaxMailbox, int MaxBatch, TimeSpan RetryAfter)
{
    public static EngineLimits Default { get; } = new(1_024, 64, TimeSpan.FromMilliseconds(100));
}
