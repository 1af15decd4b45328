namespace Synapse.Core.Agents;

/// <summary>One reason why specs do not form an <see cref="AgentSet"/>.</summary>
/// <param name="Agent">Index of the spec, or null where the set as a whole is wrong.</param>
/// <param name="Member">The member in its written form, such as <c>specialists[1]</c>.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Other">Index of the spec it collides with.</param>
/// <param name="IsMissingReference">The named agent may be declared where the caller could not read.</param>
public sealed record AgentProblem(int? Agent, string Member, string Message, int? Other = null, bool IsMissingReference = false);
