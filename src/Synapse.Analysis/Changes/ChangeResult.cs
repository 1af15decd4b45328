using System.Diagnostics.CodeAnalysis;
using Synapse.Core.Kernel;

namespace Synapse.Analysis.Changes;

/// <summary>What reading a source gives: a change, or the reason why there is none. Exactly one of the two is set.</summary>
public sealed record ChangeResult
{
    private ChangeResult(Change? change, Refusal? refusal) => (Change, Refusal) = (change, refusal);

    public Change? Change { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Change))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Change is not null;

    public static ChangeResult Of(Change change) => new(change, null);

    public static ChangeResult Refused(Refusal refusal) => new(null, refusal);

    public static ChangeResult Refused(RefusalCode code, string message) => new(null, new Refusal(code, message));
}
