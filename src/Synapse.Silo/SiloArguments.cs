using System.Collections;
using Npgsql;
using Synapse.Analysis.Rules;
using Synapse.Runtime.Agents;
using Synapse.Runtime.Hosts;

namespace Synapse.Silo;

/// <summary>What the command line and the environment say. Every problem is told, none is thrown.</summary>
/// <param name="ConfigurationFile">Null for the configuration that ships with the product.</param>
internal sealed record SiloArguments(string? ConfigurationFile)
{
    public static SiloArguments? Read(string[] args, List<string> problems)
    {
        switch (args)
        {
            case []:
                return new SiloArguments(Environment.GetEnvironmentVariable("SYNAPSE_CONFIG") ?? (File.Exists(SiloConfiguration.FileName) ? SiloConfiguration.FileName : null));
            case ["--config", var file]:
                return new SiloArguments(file);
            default:
                problems.Add("usage: synapse-silo [--config FILE]; everything else is in the file, or in SYNAPSE__SECTION__KEY in the environment");
                return null;
        }
    }

    /// <summary>The configuration with the environment in place of what the file says about the host.</summary>
    public static SiloConfiguration? Load(SiloArguments arguments, IEnumerable<DictionaryEntry> environment, RulePacks packs, List<string> problems)
    {
        var variables = environment.Select(e => KeyValuePair.Create((string)e.Key, e.Value as string ?? ""));
        var result = arguments.ConfigurationFile is { } file ? SiloConfigurationFile.Read(file, packs.Names, variables) : SiloConfiguration.ReadDefault(variables);
        problems.AddRange(result.Problems.Select(p => p.ToString()));
        problems.AddRange(result.Configuration is { Host.Storage.Postgres: { Length: > 0 } connection } && !IsConnectionString(connection) ? ["storage.postgres is not a connection string: it has names or values that Npgsql does not know"] : []);
        problems.AddRange(result.Configuration is { Host.Tls: { } tls } ? TlsFiles.Problems(tls) : []);
        return problems.Count == 0 ? result.Configuration : null;
    }

    /// <summary>What Npgsql says of a wrong one may repeat a part of it, and with that a secret.</summary>
    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(text);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}
