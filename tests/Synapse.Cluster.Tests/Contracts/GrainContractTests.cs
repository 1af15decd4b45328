using System.Collections;
using System.Reflection;
using Orleans.CodeGeneration;
using Synapse.Cluster.Client;
using Synapse.Cluster.Upkeep;

namespace Synapse.Cluster.Tests.Contracts;

/// <summary>
/// What silos and clients of different versions say to each other is a committed file: a line that is there stays as it is for as long as two
/// versions may run side by side. New methods are new lines; a change of a method is a new method.
/// </summary>
public sealed class GrainContractTests
{
    private static readonly Type[] Grains =
    [
        .. typeof(IAggregateGrain).Assembly.GetTypes().Concat(typeof(IUpkeepGrain).Assembly.GetTypes())
            .Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t)).OrderBy(t => t.FullName, StringComparer.Ordinal),
    ];

    [Fact]
    public void The_grain_contracts_are_the_committed_ones()
    {
        var file = Path.Combine(Folder(), "GrainContracts.txt");
        var contracts = string.Join('\n', Grains.SelectMany(Describe).Concat(WireTypes().SelectMany(DescribeType))) + "\n";
        if (Environment.GetEnvironmentVariable("SYNAPSE_WRITE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, contracts);
        }

        Assert.Equal(File.ReadAllText(file), contracts);
    }

    [Fact]
    public void Every_grain_and_method_has_a_name_of_its_own_and_can_be_cancelled()
    {
        Assert.NotEmpty(Grains);
        Assert.All(Grains, g =>
        {
            Assert.NotNull(g.GetCustomAttribute<AliasAttribute>());
            Assert.NotNull(g.GetCustomAttribute<VersionAttribute>());
            Assert.All(g.GetMethods(), m =>
            {
                Assert.NotNull(m.GetCustomAttribute<AliasAttribute>());
                Assert.Equal(typeof(CancellationToken), m.GetParameters()[^1].ParameterType);
            });
        });
    }

    private static IEnumerable<string> Describe(Type grain) => grain.GetMethods()
        .Select(m => $"{grain.GetCustomAttribute<AliasAttribute>()!.Alias}/{grain.GetCustomAttribute<VersionAttribute>()!.Version} "
            + $"{m.GetCustomAttribute<AliasAttribute>()!.Alias}({string.Join(", ", m.GetParameters().Select(p => Name(p.ParameterType)))}): {Name(m.ReturnType)}")
        .Order(StringComparer.Ordinal);

    /// <summary>The members of a type, which are its JSON.</summary>
    private static IEnumerable<string> DescribeType(Type type) => type.IsEnum
        ? [$"{Name(type)}: {string.Join(" | ", Enum.GetNames(type))}"]
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract").Select(p => $"{Name(type)}.{p.Name}: {Name(p.PropertyType)}").Order(StringComparer.Ordinal);

    private static IEnumerable<Type> WireTypes()
    {
        var (found, open) = (new HashSet<Type>(), new Queue<Type>(Grains.SelectMany(g => g.GetMethods()).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType))));
        while (open.TryDequeue(out var type))
        {
            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            {
                open.Enqueue(argument);
            }

            if (type.Namespace?.StartsWith("Synapse", StringComparison.Ordinal) == true && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(IGrain).IsAssignableFrom(type) && found.Add(type))
            {
                foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    open.Enqueue(property.PropertyType);
                }
            }
        }

        return found.OrderBy(t => t.FullName, StringComparer.Ordinal);
    }

    private static string Name(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.DeclaringType is { } outer ? $"{outer.Name}.{type.Name}" : type.Name;

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Synapse.Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "tests", "Synapse.Cluster.Tests", "Contracts");
    }
}
