namespace Synapse.Contracts;

/// <summary>An expected "no".</summary>
/// <param name="Code"><c>invalid</c>, <c>not-found</c>, <c>conflict</c>, <c>wrong-state</c>, <c>overloaded</c> (try again later), <c>too-large</c>, <c>exhausted</c> (the budget does not cover it) or <c>denied</c>.</param>
/// <param name="Status">The HTTP status that says the same.</param>
/// <param name="Message">What, where and what to do, for a person.</param>
public sealed record Problem(string Code, int Status, string Message);
