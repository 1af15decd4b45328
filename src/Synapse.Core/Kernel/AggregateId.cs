namespace Synapse.Core.Kernel;

/// <summary>Names one aggregate. Every part is 1 to 128 characters of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
public sealed record AggregateId(string Tenant, string Kind, string Id)
{
    public const int MaxPartLength = 128;

    /// <summary>The tenant that is the host itself; nobody else may be called so.</summary>
    public const string HostTenant = "synapse";

    /// <summary>What the sender of a command to an id that is not valid hears.</summary>
    public static Refusal Malformed { get; } = new(RefusalCode.Invalid, $"an id has 1 to {MaxPartLength} letters, digits, '-', '_' or '.' in each part");

    public static bool IsValidPart(string part) =>
        part.Length is > 0 and <= MaxPartLength && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>Whether tenant and id are well-formed; the kind is the program's own.</summary>
    public static bool IsValid(AggregateId id) => IsValidPart(id.Tenant) && IsValidPart(id.Id);

    public override string ToString() => $"{Tenant}/{Kind}/{Id}";
}
