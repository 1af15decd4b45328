namespace Synapse.Runtime.Journal;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Limit">The most items; from 1 to <see cref="MaxLimit"/>. Default 50.</param>
/// <param name="After">The cursor of the page before; null for the first page.</param>
public sealed record PageRequest(int Limit = 50, string? After = null)
{
    public const int MaxLimit = 500;
}
