namespace Synapse.Runtime.Queues;

/// <summary>The named limits of the workers of one process.</summary>
/// <param name="Name">Names the process; unique among all that work on the same queues at the same time.</param>
/// <param name="Workers">Items worked on at once.</param>
/// <param name="Batch">Items that one worker takes at once and does one after the other. More is faster for short work; less is fairer for long work.</param>
/// <param name="Lease">How long a worker is believed to be at work without a word; it speaks up three times in it.</param>
/// <param name="Poll">How often a queue is asked for work that no one in this process put there. What comes from this process is taken at once.</param>
public sealed record QueueWorkerOptions(string Name, int Workers, int Batch, TimeSpan Lease, TimeSpan Poll)
{
    /// <summary>One worker per processor and one item at a time; short leases, since the deadlines of specialists are short and a lost one's work must be done before.</summary>
    public static QueueWorkerOptions For(string name) => new(name, Environment.ProcessorCount, 1, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1));
}
