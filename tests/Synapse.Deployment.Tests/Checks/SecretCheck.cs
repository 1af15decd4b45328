using System.Text.RegularExpressions;
using Synapse.Deployment.Tests.Rendering;

namespace Synapse.Deployment.Tests.Checks;

/// <summary>No secret is in a manifest: what is one comes from a Secret by name and key, and nothing else looks like one.</summary>
internal static partial class SecretCheck
{
    private static readonly string[] Secret = ["SYNAPSE__STORAGE__POSTGRES", "SYNAPSE__DASHBOARD__OPERATORKEY"];

    public static IEnumerable<string> Problems(Manifest manifest) =>
    [
        .. manifest.Of("Secret").Select(s => $"{Manifest.Title(s)} is in the manifest"),
        .. manifest.Workloads.SelectMany(w => w.Environment.Where(e => Secret.Contains(e.Text("name")) && e.Find("valueFrom/secretKeyRef") is null), (w, e) => $"{w.Name}: {e.Text("name")} does not come from a Secret"),
        .. manifest.Workloads.SelectMany(w => Secret.Except(w.Environment.Select(e => e.Text("name"))), (w, name) => $"{w.Name} lacks {name}"),
        .. manifest.Documents.Where(d => d.Texts().Any(IsSecret)).Select(d => $"{Manifest.Title(d)} holds what looks like a secret"),
    ];

    /// <summary>A password in a connection string or an address, or a private key. A reference to a variable is none.</summary>
    public static bool IsSecret(string text) => Literal().IsMatch(text);

    [GeneratedRegex(@"(password|pwd)\s*=\s*[^$\s;]|://[^/\s:@]+:[^$/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY", RegexOptions.IgnoreCase)]
    private static partial Regex Literal();
}
