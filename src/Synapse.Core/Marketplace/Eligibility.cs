namespace Synapse.Core.Marketplace;

/// <summary>Who may be chosen at all, before anybody is weighed.</summary>
internal static class Eligibility
{
    /// <summary>The first reason that keeps a capable candidate out; <see cref="NotChosen.No"/> when there is none.</summary>
    public static NotChosen Of(MatchRequest request, CandidateTable table, int place)
    {
        ref readonly var row = ref table.Row(place);
        var change = request.Change;
        return row.MaxLines > 0 && change.Lines > row.MaxLines ? NotChosen.TooManyLines
            : row.MaxFiles > 0 && change.Files > row.MaxFiles ? NotChosen.TooManyFiles
            : row.HasFrameworks && change.Frameworks.Count > 0 && !table[place].Listing.Frameworks.Any(f => change.Frameworks.Contains(f)) ? NotChosen.OtherFrameworks
            : row.Admission != NotChosen.No ? row.Admission
            : !row.IsAvailable ? NotChosen.Unavailable
            : row.Ready > request.Deadline ? NotChosen.TooSlow
            : row.IsBarredFromHighSeverity && change.IsRisky ? NotChosen.Unproven
            : NotChosen.No;
    }

    /// <summary>What a policy says of a candidate, whatever the change is.</summary>
    public static NotChosen AdmissionOf(Candidate candidate, MarketPolicy policy) =>
        !policy.Agents.Admits(candidate.Listing.Agent) ? NotChosen.AgentNotAdmitted
        : !policy.Publishers.Admits(candidate.Listing.Publisher) ? NotChosen.PublisherNotAdmitted
        : !policy.Licences.Admits(candidate.Listing.Licence) ? NotChosen.LicenceNotAdmitted
        : candidate.Listing.IsRemote && !policy.AllowsRemote ? NotChosen.RemoteNotAllowed
        : candidate.Listing.IsThirdParty && candidate.Approvals < policy.RequiredApprovals ? NotChosen.NotApproved
        : NotChosen.No;

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
}
