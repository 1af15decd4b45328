namespace Synapse.Storage.Sql;

/// <summary>The conditions of a question whose parts may be missing. Values only ever become parameters.</summary>
internal sealed class SqlWhere
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object Value)> _parameters = [];

    public string Text => string.Join(" AND ", _conditions);

    public ReadOnlySpan<(string Name, object Value)> Parameters => _parameters.ToArray();

    /// <summary>Adds a parameter that no condition is about.</summary>
    public SqlWhere With(string name, object value)
    {
        _parameters.Add((name, value));
        return this;
    }

    /// <summary>Adds a condition, unless a value of it is null.</summary>
    public SqlWhere And(string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var (_, value) in parameters)
        {
            if (value is null)
            {
                return this;
            }
        }

        _conditions.Add(condition);
        foreach (var (name, value) in parameters)
        {
            _parameters.Add((name, value!));
        }

        return this;
    }

    /// <summary>A text that starts with another, exactly: LIKE would not mind the case on one database and would on the other.</summary>
    public SqlWhere StartsWith(string column, string name, string? prefix) =>
        string.IsNullOrEmpty(prefix) ? this : And($"substr({column}, 1, CAST(@{name}_length AS integer)) = @{name}", (name, prefix), ($"{name}_length", (long)prefix.EnumerateRunes().Count()));
}
