namespace Synapse.Core.Queues;

/// <summary>
/// Start-time fair queueing (Goyal, Vin and Cheng, 1996) over names: whoever was served less for its weight goes first, and who was away gets no credit for it.
/// </summary>
/// <param name="Virtual">The virtual time: the start of what was served last.</param>
/// <param name="Passes">Where names stand that are ahead of the virtual time; all others stand at it.</param>
/// <param name="Ahead">The same, in the order in which the virtual time reaches them.</param>
public sealed record FairShare(long Virtual, ValueMap<string, long> Passes, ValueSet<FairShare.Standing> Ahead)
{
    public const int MaxWeight = 1_000;

    /// <summary>Divisible by every small weight, so that shares are exact there.</summary>
    private const long Turn = 720_720;

    public static FairShare Empty { get; } = new(0, default, default);

    /// <summary>The lower, the sooner.</summary>
    public long Of(string name) => Math.Max(Virtual, Passes.Find(name));

    public FairShare Serve(string name, int weight)
    {
        var start = Of(name);
        var (passes, ahead) = (Passes, Ahead);
        if (passes.TryGetValue(name, out var own))
        {
            ahead = ahead.Without(new Standing(own, name));
        }

        var pass = start + (Turn / weight);
        (passes, ahead) = (passes.With(name, pass), ahead.With(new Standing(pass, name)));
        while (ahead.First is { Name: not null } reached && reached.Pass <= start)
        {
            (passes, ahead) = (passes.Without(reached.Name), ahead.Without(reached));
        }

        return new FairShare(start, passes, ahead);
    }

    public readonly record struct Standing(long Pass, string Name) : IComparable<Standing>
    {
        public int CompareTo(Standing other) => Pass != other.Pass ? Pass.CompareTo(other.Pass) : string.CompareOrdinal(Name, other.Name);
    }
}
