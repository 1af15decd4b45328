using System.Text.Json.Nodes;

namespace Synapse.Cluster.KillTest;

/// <summary>The shipped agents with deadlines of another length: with thousands of reviews waiting for two processors, five seconds end most of them.</summary>
internal static class PatientConfiguration
{
    public static string Write(int deadlineSeconds)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "silo.json")))!;
        foreach (var agent in root["agents"]!.AsArray())
        {
            foreach (var key in (string[])["deadline", "reviewDeadline"])
            {
                if (agent![key] is { } deadline)
                {
                    deadline["baseMilliseconds"] = deadlineSeconds * 1_000;
                }
            }
        }

        var file = Path.Combine(Path.GetTempPath(), "synapse-cluster-killtest.json");
        File.WriteAllText(file, root.ToJsonString());
        return file;
    }
}
