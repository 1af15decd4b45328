namespace Synapse.Core.Marketplace;

/// <summary>Who is let in by name. Who is denied is out, whatever else holds; an empty list of the allowed allows all others.</summary>
public sealed record AccessRule(ValueSet<string> Allowed, ValueSet<string> Denied)
{
    public static AccessRule Everyone { get; } = new(ValueSet<string>.Empty, ValueSet<string>.Empty);

    public bool Admits(string name) => !Denied.Contains(name) && (Allowed.Count == 0 || Allowed.Contains(name));
}
