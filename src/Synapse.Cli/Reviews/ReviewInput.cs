using Synapse.Analysis.Changes;
using Synapse.Analysis.Suppressions;

namespace Synapse.Cli.Reviews;

/// <summary>A change read from its source, with what the repository's base revision says about reviews.</summary>
/// <param name="Source">The source in words.</param>
internal sealed record ReviewInput(Change Change, string Source, RepositoryPolicy Policy, GitRepository? Repository) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Repository?.DisposeAsync() ?? ValueTask.CompletedTask;
}
