namespace Synapse.Storage.Reviews;

/// <summary>The place of an item in an ordered list.</summary>
/// <param name="First">What the list is ordered by.</param>
/// <param name="Second">And then by this; 0 where there is no second number.</param>
internal sealed record PageKey(long First, long Second, string Text);
