using System.Text;
using System.Text.RegularExpressions;
using Synapse.Analysis.Rules;

namespace Synapse.Analysis.Suppressions;

/// <summary>A path pattern as in .gitignore: <c>*</c> within a folder, <c>**</c> across folders, <c>?</c> one character; no slash means any folder.</summary>
internal sealed class PathGlob
{
    private readonly LinearRegex _regex;

    public PathGlob(string pattern)
    {
        var regex = new StringBuilder(pattern.Contains('/', StringComparison.Ordinal) ? "^" : "(?:^|/)");
        var text = pattern.TrimStart('/');
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (text.AsSpan(i).StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(text[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        _regex = new LinearRegex(regex.Append(text.EndsWith('/') ? "" : "$").ToString());
    }

    public bool IsMatch(string path) => _regex.IsMatch(path);
}
