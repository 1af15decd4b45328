using System.Net;
using System.Text.Json.Nodes;
using Synapse.Deployment.Tests.Checks;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Docker;

/// <summary>What a compose file has to say, and what its parts say of each other.</summary>
internal static class ComposeCheck
{
    public static IEnumerable<string> Problems(JsonNode file, Func<string, bool> exists)
    {
        var services = (file["services"] as JsonObject ?? []).Select(s => (Name: s.Key, Service: s.Value!)).ToList();
        var silos = services.Where(s => s.Service.Text("image").StartsWith("synapse-silo", StringComparison.Ordinal)).ToList();
        return
        [
            .. silos.Count == 3 ? [] : (string[])[$"there are {silos.Count} silos"],
            .. silos.Select(s => s.Service.Find("environment/SYNAPSE__CLUSTER__ADDRESS")?.ToString()).Distinct().Count() == silos.Count ? [] : (string[])["two silos have the same address"],
            .. services.SelectMany(s => Service(file, s.Service, exists), (s, p) => $"{s.Name}: {p}"),
            .. silos.SelectMany(s => Silo(file, s.Service), (s, p) => $"{s.Name}: {p}"),
            .. file.Texts().Where(SecretCheck.IsSecret).Select(t => $"a secret is written down: {t}"),
        ];
    }

    private static IEnumerable<string> Service(JsonNode file, JsonNode service, Func<string, bool> exists)
    {
        if (!ResourceCheck.IsPinned(service.Text("image")))
        {
            yield return $"the image '{service.Text("image")}' has no version of its own";
        }

        foreach (var port in service.Items("ports").Select(p => p.ToString()).Where(p => p.Split(':') is not ["127.0.0.1", _, _]))
        {
            yield return $"the port {port} is reachable from outside";
        }

        foreach (var (other, condition) in (service["depends_on"] as JsonObject ?? []).Select(d => (d.Key, d.Value)))
        {
            if (condition.Text("condition") != "service_healthy" || file["services"]?[other]?["healthcheck"]?["test"] is null)
            {
                yield return $"it does not wait until '{other}' is healthy";
            }
        }

        var volumes = service.Items("volumes").Select(v => v.ToString().Split(':')[0]).ToList();
        var named = volumes.Where(v => !v.StartsWith('.')).Select(v => ("volumes", v))
            .Concat(service.Items("secrets").Select(s => ("secrets", s.ToString())))
            .Concat((service["networks"] as JsonObject ?? []).Select(n => ("networks", n.Key)));
        foreach (var (kind, name) in named.Where(n => file[n.Item1] is not JsonObject all || !all.ContainsKey(n.Item2)))
        {
            yield return $"'{name}' is not among the {kind}";
        }

        foreach (var path in volumes.Where(v => v.StartsWith('.')).Append(service.Text("build/context")).Where(p => p.Length > 0 && !exists(p)))
        {
            yield return $"there is no {path}";
        }
    }

    private static IEnumerable<string> Silo(JsonNode file, JsonNode silo)
    {
        var variables = (silo["environment"] as JsonObject ?? []).Select(v => (v.Key, Value: v.Value?.ToString() ?? "")).ToList();
        string Value(string name) => variables.FirstOrDefault(v => v.Key == name).Value ?? "";
        foreach (var problem in EnvironmentCheck.Variables(variables.Select(v => (v.Key, (string?)v.Value))))
        {
            yield return problem;
        }

        var address = Value("SYNAPSE__CLUSTER__ADDRESS");
        if (address != silo.Text("networks/silos/ipv4_address") || !IPNetwork.Parse(file.Text("networks/silos/ipam/config/0/subnet")).Contains(IPAddress.Parse(address)))
        {
            yield return $"it is not at the address {address} that it tells the others";
        }

        if (!int.TryParse(silo.Text("stop_grace_period").TrimEnd('s'), out var grace) || grace <= int.Parse(Value("SYNAPSE__CLUSTER__DRAINSECONDS")))
        {
            yield return "it is killed in the middle of its drain";
        }

        if (!silo.Is("read_only", true) || silo.Items("cap_drop").All(c => c.ToString() != "ALL") || silo.Items("tmpfs").All(t => t.ToString() != "/tmp"))
        {
            yield return "it can write elsewhere than in /tmp, or keeps capabilities";
        }

        if (silo["depends_on"]?["postgres"] is null)
        {
            yield return "it does not wait for its database";
        }
    }
}
