namespace Synapse.Analysis.Rules;

/// <summary>Tells values that only stand in for a secret: documentation examples, templates, references to a variable.</summary>
internal static class Placeholders
{
    private static readonly string[] Words =
    [
        "example", "placeholder", "changeme", "ch4n63m3", "change_me", "change-me", "replace", "redacted", "dummy", "sample", "your_", "your-", "yourp", "yours", "my_secret",
        "insert", "xxxx", "****", "....", "----", "todo", "fixme", "foobar", "not-a-real", "notreal", "fake", "abcdefghijkl", "abcdef12345", "0123456789abcdef0123456789abcdef", "1234567890123456",

        // "1234567890" and "example.com" inside of Base64, as in the tokens of documentation; and the secret that documentation of one-time passwords shows.
        "eyJzdWIiOiIxMjM0NTY3ODkw", "ZXhhbXBsZS5jb20", "V4YW1wbGUuY29t", "leGFtcGxlLmNvb", "JBSWY3DPEHPK3PXP",

        // What the emulator of Azure's storage takes from everybody.
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1",
    ];

    public static bool IsPlaceholder(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.Length == 0 || IsReference(value))
        {
            return true;
        }

        foreach (var word in Words)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return DistinctCharacters(value) <= Math.Min(3, value.Length / 2);
    }

    private static bool IsReference(ReadOnlySpan<char> value) =>
        (value[0] == '<' && value[^1] == '>') ||
        (value[0] == '%' && value[^1] == '%') ||
        (value[0] == '{' && value[^1] == '}') ||
        (value[0] == '[' && value[^1] == ']') ||
        value.Contains("${", StringComparison.Ordinal) ||
        value.Contains("#{", StringComparison.Ordinal) ||
        value.Contains("{{", StringComparison.Ordinal) ||
        value.Contains("$(", StringComparison.Ordinal) ||
        value.StartsWith("$") ||
        value is ['-', '-', >= 'a' and <= 'z', ..] ||
        value.StartsWith("process.env", StringComparison.Ordinal) ||
        value.StartsWith("os.environ", StringComparison.Ordinal) ||
        value.StartsWith("secrets.", StringComparison.Ordinal) ||
        value.StartsWith("vault:", StringComparison.Ordinal) ||
        value.StartsWith("env.", StringComparison.Ordinal);

    private static int DistinctCharacters(ReadOnlySpan<char> value)
    {
        Span<bool> seen = stackalloc bool[128];
        var distinct = 0;
        foreach (var c in value)
        {
            ref var flag = ref seen[c & 127];
            distinct += flag ? 0 : 1;
            flag = true;
        }

        return distinct;
    }
}
