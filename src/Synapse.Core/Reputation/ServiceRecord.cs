namespace Synapse.Core.Reputation;

/// <summary>One piece of work: how long it took and what it cost.</summary>
public sealed record ServiceRow(string Id, long ResponseMilliseconds, long CostMicroCredits, DateTimeOffset At);

/// <summary>Response times and costs of one version. They say nothing of accuracy and never enter the score.</summary>
/// <param name="Rows">The newest ones.</param>
/// <param name="Count">Of all work, with that whose rows are gone.</param>
/// <param name="Horizon">Work up to this instant is not taken any more: it may be counted already.</param>
public sealed record ServiceRecord(ValueList<ServiceRow> Rows, long Count, long TotalMilliseconds, long TotalMicroCredits, DateTimeOffset Horizon)
{
    public static ServiceRecord None { get; } = new([], 0, 0, 0, default);

    /// <summary>The response time that this share of the newest work did not exceed; 0 without work.</summary>
    public long ResponseAt(int percent) =>
        Rows.Count == 0 ? 0 : Rows.Select(r => r.ResponseMilliseconds).Order().ElementAt(Math.Clamp((((Rows.Count * percent) + 99) / 100) - 1, 0, Rows.Count - 1));

    internal ServiceRecord With(ServiceRow row)
    {
        var after = this with { Rows = Rows.Add(row), Count = Count + 1, TotalMilliseconds = TotalMilliseconds + row.ResponseMilliseconds, TotalMicroCredits = TotalMicroCredits + row.CostMicroCredits };
        if (after.Rows.Count <= ReputationLimits.MaxServiceRows)
        {
            return after;
        }

        var oldest = after.Rows.MinBy(r => r.At)!;
        return after with { Rows = after.Rows.Where(r => r != oldest).ToValueList(), Horizon = oldest.At };
    }
}
