namespace Synapse.Core.Marketplace;

/// <summary>Who may be chosen at all, before anybody is weighed.</summary>
internal static class Eligibility
{
    /// <summary>The first reason that keeps a capable candidate out; <see cref="NotChosen.No"/> when there is none.</summary>
    public static NotChosen Of(MatchRequest request, Candidate candidate)
    {
        var (change, policy, listing, standing) = (request.Change, request.Policy, candidate.Listing, candidate.Standing);
        return listing.Limits.MaxLines > 0 && change.Lines > listing.Limits.MaxLines ? NotChosen.TooManyLines
            : listing.Limits.MaxFiles > 0 && change.Files > listing.Limits.MaxFiles ? NotChosen.TooManyFiles
            : IsOfOtherFrameworks(change, listing) ? NotChosen.OtherFrameworks
            : !policy.Agents.Admits(listing.Agent) ? NotChosen.AgentNotAdmitted
            : !policy.Publishers.Admits(listing.Publisher) ? NotChosen.PublisherNotAdmitted
            : !policy.Licences.Admits(listing.Licence) ? NotChosen.LicenceNotAdmitted
            : listing.IsRemote && !policy.AllowsRemote ? NotChosen.RemoteNotAllowed
            : listing.IsThirdParty && candidate.Approvals < policy.RequiredApprovals ? NotChosen.NotApproved
            : !standing.IsAvailable ? NotChosen.Unavailable
            : standing.QueueWait + listing.Sla.Deadline > request.Deadline ? NotChosen.TooSlow
            : change.IsRisky && standing.IsBarredFromHighSeverity ? NotChosen.Unproven
            : NotChosen.No;
    }

    /// <summary>
    /// The most that a candidate may be paid: the reserve prices of the categories that it covers together. One of them without a reserve
    /// price leaves it without a limit.
    /// </summary>
    public static long ReserveOf(MatchRequest request, MatchEntry entry)
    {
        if (request.Policy.Reserves.Count == 0)
        {
            return long.MaxValue;
        }

        var sum = 0L;
        for (var i = 0; i < request.Change.Needs.Count; i++)
        {
            if (entry.Expected(i) == 0)
            {
                continue;
            }

            if (!request.Policy.Reserves.TryGetValue(request.Change.Needs[i].Category, out var reserve))
            {
                return long.MaxValue;
            }

            sum += reserve;
        }

        return sum;
    }

    private static bool IsOfOtherFrameworks(ChangeProfile change, Listing listing) =>
        listing.Frameworks.Count > 0 && change.Frameworks.Count > 0 && !listing.Frameworks.Any(f => change.Frameworks.Contains(f));
}
