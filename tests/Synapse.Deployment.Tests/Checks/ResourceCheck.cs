using System.Globalization;
using System.Text.RegularExpressions;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>Images are named exactly; what a container needs and may take is said, and CPU has no limit.</summary>
internal static partial class ResourceCheck
{
    public static IEnumerable<string> Problems(Manifest manifest)
    {
        foreach (var (workload, container) in manifest.Workloads.SelectMany(w => w.Containers, (w, c) => (w.Name, c)))
        {
            if (!IsPinned(container.Text("image")))
            {
                yield return $"{workload}: the image '{container.Text("image")}' has no version of its own";
            }

            var (cpu, memory, limit) = (container.Text("resources/requests/cpu"), container.Text("resources/requests/memory"), container.Text("resources/limits/memory"));
            if (!Cpu().IsMatch(cpu) || Bytes(memory) == 0 || Bytes(limit) < Bytes(memory))
            {
                yield return $"{workload}: requests of CPU and memory and a limit of memory above them are needed";
            }

            if (container.Find("resources/limits/cpu") is not null)
            {
                yield return $"{workload}: a limit of CPU throttles a silo in the middle of its heartbeats";
            }
        }
    }

    /// <summary>A tag that is a version, or a digest.</summary>
    public static bool IsPinned(string image) => Pinned().IsMatch(image);

    private static long Bytes(string quantity) =>
        Memory().Match(quantity) is { Success: true } m ? long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) << (m.Groups[2].Value == "Gi" ? 30 : 20) : 0;

    [GeneratedRegex(@"^[^:@\s]+(:\d+/[^:@\s]+)?(:[^@\s]*\d+\.\d+[^@\s]*|(:[^@\s]+)?@sha256:[0-9a-f]{64})$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^\d+m?$")]
    private static partial Regex Cpu();

    [GeneratedRegex(@"^(\d+)(Mi|Gi)$")]
    private static partial Regex Memory();
}
