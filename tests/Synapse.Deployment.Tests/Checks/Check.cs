using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>One thing that has to hold for a rendered overlay: a name and what is wrong, nothing when all is well.</summary>
internal sealed record Check(string Name, Func<Manifest, IEnumerable<string>> Problems)
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("shape", ShapeCheck.Problems),
        new("selectors", SelectorCheck.Problems),
        new("ports", PortCheck.Problems),
        new("references", ReferenceCheck.Problems),
        new("lifecycle", LifecycleCheck.Problems),
        new("scaling", ScalingCheck.Problems),
        new("pod security", PodSecurityCheck.Problems),
        new("secrets", SecretCheck.Problems),
        new("network", NetworkCheck.Problems),
        new("resources", ResourceCheck.Problems),
        new("environment", EnvironmentCheck.Problems),
    ];

    public static Check Named(string name) => All.Single(c => c.Name == name);
}
