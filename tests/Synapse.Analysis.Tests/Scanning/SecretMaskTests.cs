using Synapse.Analysis.Changes;
using Synapse.Analysis.Rules;
using Synapse.Analysis.Scanning;
using Synapse.Core.Findings;
using static Synapse.Analysis.Tests.Specialists.Scans;

namespace Synapse.Analysis.Tests.Scanning;

/// <summary>A secret that stands in a change must not stand in what is said of the change, whatever the reason its line is shown for.</summary>
public sealed class SecretMaskTests
{
    // Put together here so that no scanner takes them for real ones.
    private const string Token = "ghp" + "_R7mQ2vX9kL4pT8wZ1nB6cY3sD5fG0hJaQeWr";
    private const string Password = "Tr0ub4dor" + "&Qx7Zb2";
    private const string KeyLine = "MIIEowIBAAKCAQEAq7Vn2Zk9wX4bT1mR8sL5dF3gH6jK0pQyUcEiOaBzNxWvSrTt";

    [Fact]
    public Task A_fix_does_not_repeat_the_secret_of_its_line() => Hidden(Added($"requests.get(u, password=\"{Token}\", verify=False)"));

    [Fact]
    public Task A_secret_that_is_context_of_a_match_is_hidden() =>
        Hidden($"--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,3 @@\n+requests.get(u,\n     password=\"{Token}\",\n     verify=False)\n");

    [Fact]
    public Task A_secret_on_a_removed_line_is_hidden() =>
        Hidden($"--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,2 @@\n x = 1\n-@login_required  # {Token}\n def f(): pass\n");

    [Fact]
    public Task A_secret_repeated_where_no_rule_sees_it_is_hidden() =>
        Hidden(Added($"password = \"{Password}\"", $"requests.get(\"https://h/{Password}\", verify=False)  # was {Password}"), Password);

    [Fact]
    public Task A_secret_of_another_file_is_hidden() =>
        Hidden(Added($"password = \"{Password}\"") + $"--- a/b.py\n+++ b/b.py\n@@ -1 +1,2 @@\n x\n+requests.get('https://h/{Password}', verify=False)\n", Password);

    [Fact]
    public Task Secrets_beyond_the_limit_of_matches_are_hidden() =>
        Hidden(Added([.. Enumerable.Range(0, 205).Select(i => $"password = \"Q7w{i}Rz2kLm9x\""), $"requests.get(u, token=\"{Token}\", verify=False)"]));

    [Fact]
    public Task A_secret_whose_rule_does_not_report_in_vendored_code_is_hidden() =>
        Hidden(Added($"password = \"{Password}\"; key = \"{Token}\"").Replace("a.py", "vendor/a.py", StringComparison.Ordinal), Password);

    [Fact]
    public Task The_lines_of_a_private_key_are_hidden() =>
        Hidden(Added("requests.post(u, verify=False, data=\"\"\"-----BEGIN RSA PRIVATE KEY-----", KeyLine, KeyLine, "-----END RSA PRIVATE KEY-----\"\"\")"), KeyLine);

    [Fact]
    public Task A_private_key_on_one_line_is_hidden() =>
        Hidden(Added($"key = \"-----BEGIN RSA PRIVATE KEY-----\\n{KeyLine}\\n{KeyLine}\\n-----END RSA PRIVATE KEY-----\""), KeyLine);

    [Fact]
    public Task A_password_that_a_rule_of_another_pack_reports_is_hidden() => Hidden(Added("db_password = \"opensesame\""), "opensesame");

    [Fact]
    public Task A_reason_does_not_repeat_the_secret_it_excuses() => Hidden(Added($"key = \"{Token}\"  # synapse:ignore secrets.* rotated {Token}"));

    [Theory]
    [InlineData("https://user:pa&s5@h.example.org/")]
    [InlineData("Bearer pas5word-x")]
    public Task What_is_too_unsure_to_report_is_still_hidden(string text) =>
        Hidden(Added($"requests.get(u, {{'h': '{text}'}}, verify=False)"), text.Contains("://", StringComparison.Ordinal) ? "pa&s5" : "pas5word-x");

    [Fact]
    public async Task A_specialist_without_rules_for_secrets_hides_them_too()
    {
        var report = await Report(Diff(Added($"requests.get(u, token=\"{Token}\", verify=False)")), Specialist("security", "security"));
        Assert.All(report.Findings, f => Assert.DoesNotContain(Token[^12..], Text(f), StringComparison.Ordinal));
        Assert.DoesNotContain(report.Findings, f => f.Category == Category.Secrets);
    }

    [Fact]
    public void A_title_is_hidden_as_code_is()
    {
        Assert.Equal("use ghp_**** for now", SecretText.Hide($"use {Token} for now", RulePacks.Embedded));
        Assert.Equal("Fix the password field", SecretText.Hide("Fix the password field", RulePacks.Embedded));
    }

    [Fact]
    public async Task Ordinary_code_around_a_secret_stays_readable()
    {
        var findings = await FindingsOf("a.py", $"requests.get(\"https://h.example.org/a\", token=\"{Token}\", verify=False)\n");
        Assert.All(findings, f => Assert.Equal("requests.get(\"https://h.example.org/a\", token=\"ghp_****\", verify=False)", f.Evidence[0].Snippet));
    }

    private static async Task Hidden(string diff, string secret = Token)
    {
        var findings = (await Report(Diff(diff), Specialist("all", "security", "secrets", "performance", "maintainability"))).Findings;
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.DoesNotContain(secret[(secret.Length / 2)..], Text(f), StringComparison.Ordinal));
    }

    private static string Text(Finding finding) => string.Join('\n', finding.Evidence.Select(e => e.Snippet)) + finding.Message + finding.Replacement + finding.Suppression?.Reason;

    private static string Added(params string[] lines) =>
        $"--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,{lines.Length + 1} @@\n x = 1\n" + string.Concat(lines.Select(l => $"+{l}\n"));
}
