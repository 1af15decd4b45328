using System.Text;
using Synapse.Analysis.Changes;

namespace Synapse.Analysis.Tests.Changes;

/// <summary>The diffs in the folder of the same name.</summary>
internal static class Samples
{
    private const string Prefix = "samples/";

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(Samples).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new ArgumentException($"There is no sample {name}.", nameof(name));
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public static Change Parse(string name, ChangeLimits? limits = null) => Accept(Bytes(name), limits);

    public static Change ParseText(string text, ChangeLimits? limits = null) => Accept(Encoding.UTF8.GetBytes(text), limits);

    public static IEnumerable<string> Lines(ChangedFile file) => file.Hunks.SelectMany(h => h.Lines).Select(Show);

    /// <summary>For example <c>-10,0 text</c>: the kind, the old and the new line, the text.</summary>
    public static string Show(DiffLine line)
    {
        var sign = line.Kind switch
        {
            DiffLineKind.Added => '+',
            DiffLineKind.Removed => '-',
            _ => ' ',
        };
        return $"{sign}{line.OldLine},{line.NewLine} {line.Text}";
    }

    private static Change Accept(byte[] bytes, ChangeLimits? limits)
    {
        var result = UnifiedDiffParser.Parse(bytes.AsMemory(), limits ?? ChangeLimits.Default);
        Assert.True(result.Succeeded, result.Refusal?.Message);
        return result.Change;
    }
}
