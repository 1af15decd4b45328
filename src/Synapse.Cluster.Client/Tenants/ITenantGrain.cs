using Orleans.CodeGeneration;
using Synapse.Contracts;
using Synapse.Contracts.Reviews;

namespace Synapse.Cluster.Client.Tenants;

/// <summary>What an application asks of its tenant, keyed by the tenant's name; the other side of <see cref="ISynapse"/>.</summary>
[Alias("synapse.ITenantGrain")]
[Version(1)]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <inheritdoc cref="ISynapse.SubmitAsync"/>
    [Alias("Submit")]
    Task<Outcome<ReviewTicket>> SubmitAsync(string actor, ReviewSubmission submission, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISynapse.FindAsync"/>
    [Alias("Find")]
    Task<Outcome<ReviewTicket>> FindAsync(string actor, string reviewId, CancellationToken cancellationToken);

    /// <summary>The report as JSON; <see cref="ReviewReportReader"/> reads it.</summary>
    [Alias("ReadReport")]
    Task<Outcome<string>> ReadReportAsync(string reviewId, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISynapse.CancelAsync"/>
    [Alias("Cancel")]
    Task<Outcome<ReviewTicket>> CancelAsync(string actor, string reviewId, string reason, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISynapse.AnswerAsync"/>
    [Alias("Answer")]
    Task<Outcome<ReviewTicket>> AnswerAsync(string actor, string reviewId, FindingResponse response, CancellationToken cancellationToken);
}
