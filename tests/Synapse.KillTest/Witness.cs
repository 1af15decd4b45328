namespace Synapse.KillTest;

/// <summary>What was seen from outside, and survives every kill.</summary>
internal sealed class Witness
{
    /// <summary>Every review that was ever asked for.</summary>
    public HashSet<string> Requested { get; } = new(StringComparer.Ordinal);

    /// <summary>Those whose acceptance was heard.</summary>
    public HashSet<string> Accepted { get; } = new(StringComparer.Ordinal);

    /// <summary>Signals by the id of the effect, with how often each came.</summary>
    public Dictionary<string, (string Type, int Times)> Signals { get; } = new(StringComparer.Ordinal);

    /// <summary>Each start of a specialist, with the version of the review that the starting process knew.</summary>
    public List<(string Review, string Specialist, long Version)> Starts { get; } = [];

    /// <summary>What went wrong on the way.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Takes a line of a child; false when it says nothing for the record.</summary>
    public bool Take(string line)
    {
        switch (line.Split(' '))
        {
            case ["accepted", var id]:
                Accepted.Add(id);
                return true;
            case ["signal", var id, var type]:
                TakeSignal(id, type);
                return true;
            case ["start", var review, var specialist, var version]:
                Starts.Add((review, specialist, long.Parse(version)));
                return true;
            case ["problem", ..]:
                Problems.Add(line["problem ".Length..]);
                return true;
            default:
                return false;
        }
    }

    private void TakeSignal(string id, string type)
    {
        var (known, times) = Signals.GetValueOrDefault(id, (type, 0));
        Signals[id] = (known, times + 1);
        if (known != type)
        {
            Problems.Add($"effect {id} was {known} and then {type}");
        }
    }
}
