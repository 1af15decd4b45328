namespace Synapse.Runtime.Reviews;

/// <summary>The wire names of standings and orders, in one place so that every surface spells them alike.</summary>
public static class ReviewNames
{
    public static IReadOnlyList<string> Standings { get; } = ["running", "complete", "partial", "failed", "cancelled"];

    public static IReadOnlyList<string> Orders { get; } = ["requested", "severity", "duration", "cost"];

    public static string Of(ReviewStanding standing) => Standings[(int)standing];

    public static string Of(ReviewOrder order) => Orders[(int)order];

    /// <summary>Null when there is no such name.</summary>
    public static ReviewStanding? Standing(string name) => Place(Standings, name) is { } place ? (ReviewStanding)place : null;

    /// <summary>Null when there is no such name.</summary>
    public static ReviewOrder? Order(string name) => Place(Orders, name) is { } place ? (ReviewOrder)place : null;

    private static int? Place(IReadOnlyList<string> names, string name)
    {
        var place = names.TakeWhile(n => n != name).Count();
        return place < names.Count ? place : null;
    }
}
