using System.Diagnostics.CodeAnalysis;
using Synapse.Core.Kernel;

namespace Synapse.Analysis.Changes;

/// <summary>An opened repository, or the reason why there is none. Exactly one of the two is set.</summary>
public sealed record GitRepositoryResult
{
    internal GitRepositoryResult(GitRepository? repository, Refusal? refusal) => (Repository, Refusal) = (repository, refusal);

    public GitRepository? Repository { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Repository))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Repository is not null;
}
