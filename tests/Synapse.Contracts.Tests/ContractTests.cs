using System.Reflection;
using Synapse.Contracts.Reviews;

namespace Synapse.Contracts.Tests;

public sealed class ContractTests
{
    /// <summary>The surface that other applications compile against is a committed file: a change of it is a decision, not an accident.</summary>
    [Fact]
    public void The_public_surface_is_the_committed_one()
    {
        var file = Path.Combine(Folder(), "PublicSurface.txt");
        var surface = string.Join('\n', Surface()) + "\n";
        if (Environment.GetEnvironmentVariable("SYNAPSE_WRITE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, surface);
        }

        Assert.Equal(File.ReadAllText(file), surface);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "schemaVersion": "2.0" }""")]
    public void What_is_no_report_of_this_version_is_refused(string json) => Assert.Throws<FormatException>(() => ReviewReportReader.Read(json));

    private static IEnumerable<string> Surface() => typeof(ReviewReport).Assembly.GetExportedTypes()
        .OrderBy(t => t.FullName, StringComparer.Ordinal)
        .SelectMany(t => t.GetProperties().Select(p => $"{t.FullName}.{p.Name}: {Name(p.PropertyType)}")
            .Concat(t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName).Select(m => $"{t.FullName}.{m.Name}({string.Join(", ", m.GetParameters().Select(p => Name(p.ParameterType)))}): {Name(m.ReturnType)}"))
            .Order(StringComparer.Ordinal));

    private static string Name(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Synapse.Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "tests", "Synapse.Contracts.Tests");
    }
}
