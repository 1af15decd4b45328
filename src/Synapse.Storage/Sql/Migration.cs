using System.Globalization;
using System.Reflection;

namespace Synapse.Storage.Sql;

/// <summary>One numbered SQL file of a database's schema.</summary>
internal sealed record Migration(long Number, string Name, string Text)
{
    /// <summary>The files of a folder in an assembly, this one unless another is given, in order.</summary>
    public static IReadOnlyList<Migration> Of(string folder, Assembly? within = null)
    {
        var assembly = within ?? Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith(folder + "/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n => new Migration(long.Parse(n.AsSpan(folder.Length + 1, 4), CultureInfo.InvariantCulture), n[(folder.Length + 1)..], Read(assembly, n))),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
