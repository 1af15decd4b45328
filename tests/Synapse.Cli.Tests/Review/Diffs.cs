namespace Synapse.Cli.Tests.Review;

/// <summary>Small diffs with known answers.</summary>
internal static class Diffs
{
    public const string Clean = "--- a/a.py\n+++ b/a.py\n@@ -1 +1,2 @@\n x = 1\n+y = 2\n";

    public const string TlsOff = "--- a/a.py\n+++ b/a.py\n@@ -1 +1,2 @@\n x = 1\n+requests.get(url, verify=False, timeout=5)\n";

    public const string SqlInjection = "--- a/a.py\n+++ b/a.py\n@@ -1 +1,2 @@\n x = 1\n+cursor.execute(\"SELECT * FROM users WHERE name = '\" + name + \"'\")\n";

    /// <summary>A finding, a suppressed one, a suppression without a reason, a binary file and a line over the limit.</summary>
    public static string Rich { get; } =
        "diff --git a/a b.py b/a b.py\n--- a/a b.py\n+++ b/a b.py\n@@ -1 +1,5 @@\n x = 1\n" +
        "+requests.get(url, verify=False, timeout=5)\n" +
        "+requests.get(url, verify=False, timeout=5)  # synapse:ignore py.tls-verification-disabled a test host\n" +
        "+y = 1  # synapse:ignore\n" +
        "+z = '" + new string('a', 30_000) + "'\n" +
        "diff --git a/b.png b/b.png\nBinary files a/b.png and b/b.png differ\n";
}
