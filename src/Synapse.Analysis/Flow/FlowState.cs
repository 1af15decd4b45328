namespace Synapse.Analysis.Flow;

/// <summary>The values of names at one point of the code. <see cref="IsDead"/> after a return, a throw or a break.</summary>
internal sealed class FlowState
{
    private readonly Dictionary<string, Value> _values;

    public FlowState() => _values = new(StringComparer.Ordinal);

    private FlowState(FlowState other) => _values = new(other._values, StringComparer.Ordinal);

    public bool IsDead { get; set; }

    public Value? this[string path]
    {
        get => _values.GetValueOrDefault(path);
        set
        {
            if (value is null)
            {
                _values.Remove(path);
            }
            else
            {
                _values[path] = value;
            }
        }
    }

    public FlowState Copy() => new(this) { IsDead = IsDead };

    /// <summary>Becomes what either of the two ways here may have left.</summary>
    public void Join(FlowState other)
    {
        if (other.IsDead)
        {
            return;
        }

        if (IsDead)
        {
            Become(other);
            return;
        }

        foreach (var (path, value) in other._values)
        {
            _values[path] = _values.TryGetValue(path, out var own) ? Value.Either(own, value) : value;
        }
    }

    public void Become(FlowState other)
    {
        _values.Clear();
        foreach (var (path, value) in other._values)
        {
            _values[path] = value;
        }

        IsDead = other.IsDead;
    }

    /// <summary>Forgets the fields of an object that was given a new value.</summary>
    public void ForgetFields(string path)
    {
        var prefix = path + ".";
        List<string>? stale = null;
        foreach (var key in _values.Keys)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                (stale ??= []).Add(key);
            }
        }

        foreach (var key in stale ?? [])
        {
            _values.Remove(key);
        }
    }
}
