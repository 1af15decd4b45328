using System.Text.RegularExpressions;

namespace Synapse.Analysis.Rules;

/// <summary>The names that the rules of a set speak of, and which of them they write as a member of which: <c>subprocess.run</c>.</summary>
internal sealed partial class KnownNames
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<(string Owner, string Member)> _members = [];
    private readonly HashSet<string> _owners = new(StringComparer.Ordinal);

    public KnownNames(IEnumerable<Matcher> matchers, IEnumerable<string> sources)
    {
        foreach (var match in matchers.Select(m => m.Match))
        {
            _names.UnionWith(match.Keywords);
            if (match is PatternMatch { Pattern.Nodes: var nodes })
            {
                _names.UnionWith(nodes.SelectMany(Words));
                AddMembers(nodes);
            }
        }

        _names.UnionWith(sources.SelectMany(s => Word().Matches(s)).Select(m => m.Value));
    }

    public bool Has(string name) => _names.Contains(name);

    public bool HasMember(string owner, string member) => _members.Contains((owner, member));

    /// <summary>The members of the owner that the rules name.</summary>
    public IEnumerable<string> MembersOf(string owner) => _owners.Contains(owner) ? _members.Where(m => m.Owner == owner).Select(m => m.Member) : [];

    private void AddMembers(IReadOnlyList<PatternNode> nodes)
    {
        for (var i = 0; i + 2 < nodes.Count; i++)
        {
            if (nodes[i + 1] is { Kind: NodeKind.Exact, Text: "." or "::" })
            {
                foreach (var owner in Words(nodes[i]))
                {
                    _owners.Add(owner);
                    _members.UnionWith(Words(nodes[i + 2]).Select(member => (owner, member)));
                }
            }
        }
    }

    private static IEnumerable<string> Words(PatternNode node) => node.Kind switch
    {
        NodeKind.Exact when node.IsWord => [node.Text],
        NodeKind.OneOf => node.Options,
        _ => [],
    };

    [GeneratedRegex(@"[A-Za-z_]\w{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
