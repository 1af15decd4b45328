using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Synapse.Runtime.Reviews;

namespace Synapse.Runtime.Json;

/// <summary>Commands, replies and contracts on the wire between processes, in the JSON of the journal.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(ReviewEventJson.Default.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>Whether values of a type go over the wire as JSON: the domain's and the contracts', which carry no attribute of a transport.</summary>
    public static bool Covers(Type type) =>
        type.Namespace is { } name && (Starts(name, "Synapse.Core") || Starts(name, "Synapse.Contracts")) && (!type.IsGenericType || type.GetGenericArguments().All(a => Covers(a) || a == typeof(string)));

    private static bool Starts(string name, string root) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);
}
