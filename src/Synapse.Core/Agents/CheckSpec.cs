namespace Synapse.Core.Agents;

/// <summary>One check of a specialist: a rule pack, the rules of it to run, and options such as metric thresholds.</summary>
/// <param name="Rules">Rule ids to run, or id prefixes ending in <c>*</c>; empty runs the whole pack.</param>
/// <param name="Exclude">Rule ids, or prefixes ending in <c>*</c>, to leave out.</param>
/// <param name="Options">Option name to integer value, ordered by name; each check documents its own.</param>
public sealed record CheckSpec(string Pack, ValueList<string> Rules, ValueList<string> Exclude, ValueList<CheckOption> Options);
