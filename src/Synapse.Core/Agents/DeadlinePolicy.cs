namespace Synapse.Core.Agents;

/// <summary>How long a specialist may take: a base plus an allowance for the size of the change.</summary>
/// <param name="Base">Counted from the assignment. Default 5 s for deterministic specialists, 120 s for others.</param>
/// <param name="PerThousandLines">Added for every started thousand changed lines. Default 20 ms; 0 turns it off.</param>
public sealed record DeadlinePolicy(TimeSpan Base, TimeSpan PerThousandLines)
{
    private static readonly TimeSpan DefaultPerThousandLines = TimeSpan.FromMilliseconds(20);

    /// <summary>For specialists that only run checks.</summary>
    public static DeadlinePolicy Deterministic { get; } = new(TimeSpan.FromSeconds(5), DefaultPerThousandLines);

    /// <summary>For specialists that wait for a model or for another machine.</summary>
    public static DeadlinePolicy Waiting { get; } = new(TimeSpan.FromSeconds(120), DefaultPerThousandLines);

    /// <summary>For a specialist whose analyser may take so long, and a little for what is around it.</summary>
    public static DeadlinePolicy Analyser(TimeSpan timeLimit) => Deterministic with { Base = timeLimit + Deterministic.Base };

    /// <summary>For a whole review.</summary>
    public static DeadlinePolicy Review { get; } = new(TimeSpan.FromMinutes(5), DefaultPerThousandLines);

    public TimeSpan For(int lines) => Base + (PerThousandLines * ((lines + 999L) / 1000));
}
