namespace Synapse.Analysis.Flow;

/// <summary>
/// The values of names at one point of the code, on top of those of the file around it, which are never changed through this.
/// What was known when ways parted lies in layers that they share, so that a copy and a join cost what changed since, not all that is
/// known. <see cref="IsDead"/> after a return, a throw or a break.
/// </summary>
internal sealed class FlowState(FlowState? outer)
{
    private Layer? _below;
    private Dictionary<string, Value?> _own = new(StringComparer.Ordinal);
    private HashSet<string> _owners = new(StringComparer.Ordinal);
    private bool _sharesOwners;

    public bool IsDead { get; set; }

    /// <summary>How many values are kept, those that others hide included: what it may take to copy or join.</summary>
    public int Count => _own.Count + (_below?.Count ?? 0);

    public Value? this[string path]
    {
        get => Local(path) ?? outer?[path];
        set
        {
            _own[path] = value;
            for (var dot = path.LastIndexOf('.'); dot > 0 && !_owners.Contains(path[..dot]); dot = path.LastIndexOf('.', dot - 1))
            {
                OwnersToChange().Add(path[..dot]);
            }
        }
    }

    /// <summary>True for a name of this function, not of the file around it.</summary>
    public bool Owns(string path) => Local(path) is not null;

    public FlowState Copy()
    {
        if (_own.Count > 0)
        {
            _below = Frozen(_own, _below);
            _own = new(StringComparer.Ordinal);
        }

        _sharesOwners = true;
        return new FlowState(outer) { _below = _below, _owners = _owners, _sharesOwners = true, IsDead = IsDead };
    }

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
            (_below, _own, _owners, _sharesOwners, IsDead) = (copy._below, copy._own, copy._owners, true, false);
            return;
        }

        var common = Common(other);
        foreach (var path in ChangedSince(common).Concat(other.ChangedSince(common)).ToHashSet(StringComparer.Ordinal))
        {
            if (other.Local(path) is { } value)
            {
                this[path] = this[path] is { } own ? Value.Either(own, value) : value;
            }
        }
    }

    /// <summary>Forgets the fields of an object that was given a new value.</summary>
    public void ForgetFields(string path)
    {
        if (!_owners.Contains(path))
        {
            return;
        }

        var prefix = path + ".";
        OwnersToChange().RemoveWhere(o => o == path || o.StartsWith(prefix, StringComparison.Ordinal));
        foreach (var key in ChangedSince(null).Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            _own[key] = null;
        }
    }

    private Value? Local(string path)
    {
        if (_own.TryGetValue(path, out var value))
        {
            return value;
        }

        for (var layer = _below; layer is not null; layer = layer.Below)
        {
            if (layer.Values.TryGetValue(path, out value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The highest layer that the other stands on too.</summary>
    private Layer? Common(FlowState other)
    {
        for (var layer = _below; layer is not null; layer = layer.Below)
        {
            for (var theirs = other._below; theirs is not null; theirs = theirs.Below)
            {
                if (ReferenceEquals(layer, theirs))
                {
                    return layer;
                }
            }
        }

        return null;
    }

    private IEnumerable<string> ChangedSince(Layer? common)
    {
        IEnumerable<string> paths = _own.Keys;
        for (var layer = _below; layer is not null && layer != common; layer = layer.Below)
        {
            paths = paths.Concat(layer.Values.Keys);
        }

        return paths;
    }

    /// <summary>A layer on top of others, made one with those that are not much larger: so there are few to look in. The values are the layer's from here on.</summary>
    private static Layer Frozen(Dictionary<string, Value?> values, Layer? below)
    {
        for (; below is not null && below.Values.Count <= 2 * values.Count; below = below.Below)
        {
            foreach (var (path, value) in below.Values)
            {
                values.TryAdd(path, value);
            }
        }

        return new Layer(values, below);
    }

    private HashSet<string> OwnersToChange()
    {
        if (_sharesOwners)
        {
            (_owners, _sharesOwners) = (new(_owners, StringComparer.Ordinal), false);
        }

        return _owners;
    }

    /// <summary>Values that nobody changes any more; null for a name that was forgotten.</summary>
    private sealed class Layer(Dictionary<string, Value?> values, Layer? below)
    {
        public Dictionary<string, Value?> Values => values;

        public Layer? Below => below;

        public int Count { get; } = values.Count + (below?.Count ?? 0);
    }
}
