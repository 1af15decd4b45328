namespace Synapse.Core.Queues;

/// <summary>What a limit or a throttle applies to.</summary>
public static class QueueLimitKeys
{
    public const string Queue = "queue";

    /// <summary>Stands for every name of its class, such as <c>agent:*</c>.</summary>
    public const string Any = "*";

    private const string TenantClass = "tenant:";
    private const string AgentClass = "agent:";
    private const string ProviderClass = "provider:";

    public static string OfTenant(string name) => TenantClass + name;

    public static string OfAgent(string name) => AgentClass + name;

    public static string OfProvider(string name) => ProviderClass + name;

    /// <summary>The key of the whole class, such as <c>agent:*</c>; of <c>queue</c> itself.</summary>
    public static string ClassOf(string key) => key.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? key[..(colon + 1)] + Any : key;

    public static bool IsValid(string key) =>
        key == Queue || key.StartsWith(TenantClass, StringComparison.Ordinal) || key.StartsWith(AgentClass, StringComparison.Ordinal) || key.StartsWith(ProviderClass, StringComparison.Ordinal);
}
