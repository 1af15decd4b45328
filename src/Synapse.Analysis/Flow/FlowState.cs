namespace Synapse.Analysis.Flow;

/// <summary>
/// The values of names at one point of the code, on top of those of the file around it, which are never changed through this.
/// <see cref="IsDead"/> after a return, a throw or a break.
/// </summary>
internal sealed class FlowState(FlowState? outer)
{
    private Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private HashSet<string> _owners = new(StringComparer.Ordinal);

    public bool IsDead { get; set; }

    /// <summary>How many names it would take to copy.</summary>
    public int Count => _values.Count;

    public Value? this[string path]
    {
        get => _values.TryGetValue(path, out var value) ? value : outer?[path];
        set
        {
            _values[path] = value!;
            if (path.LastIndexOf('.') is > 0 and var dot)
            {
                _owners.Add(path[..dot]);
            }
        }
    }

    /// <summary>True for a name of this function, not of the file around it.</summary>
    public bool Owns(string path) => _values.ContainsKey(path);

    public FlowState Copy() => new(outer) { _values = new(_values, StringComparer.Ordinal), _owners = new(_owners, StringComparer.Ordinal), IsDead = IsDead };

    /// <summary>Becomes what either of the two ways here may have left.</summary>
    public void Join(FlowState other)
    {
        if (other.IsDead)
        {
            return;
        }

        if (IsDead)
        {
            var copy = other.Copy();
            (_values, _owners, IsDead) = (copy._values, copy._owners, false);
            return;
        }

        foreach (var (path, value) in other._values)
        {
            this[path] = this[path] is { } own ? Value.Either(own, value) : value;
        }
    }

    /// <summary>Forgets the fields of an object that was given a new value.</summary>
    public void ForgetFields(string path)
    {
        if (!_owners.Remove(path))
        {
            return;
        }

        var prefix = path + ".";
        foreach (var key in _values.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            _values.Remove(key);
        }
    }
}
