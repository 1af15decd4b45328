namespace Synapse.Hosting.Work;

/// <summary>A piece of work was not taken; whoever hands it out tries again.</summary>
public sealed class WorkRefusedException(string message) : Exception(message);
