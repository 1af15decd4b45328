namespace Synapse.Contracts.Signals;

/// <summary>A signal on its way to listeners: a CloudEvents 1.0 message. It may come more than once; <paramref name="Id"/> tells a repetition.</summary>
/// <param name="Id">Unique in the tenant, and the same each time the same thing is told.</param>
/// <param name="Source"><c>/synapse/</c> and the tenant.</param>
/// <param name="Type">What happened, such as <c>review.summarised</c>.</param>
/// <param name="Subject">The aggregate it happened to: <c>tenant/kind/id</c>.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Text">One line for people.</param>
public sealed record SignalMessage(string Id, string Source, string Type, string Subject, DateTimeOffset Time, string Text);
