using System.Text.Json;
using Synapse.Cli.Tests.Journals;
using Synapse.Core.Agents.Breakers;
using Synapse.Core.Agents.Registry;

namespace Synapse.Cli.Tests.Agents;

/// <summary>Registered agents on a journal in a SQLite file.</summary>
public sealed class RegistryVerbTests : IDisposable
{
    private readonly JournalRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task An_agent_is_registered_activated_offered_and_shown()
    {
        var (_, said) = await _run.Succeed("agents", "register", Sample("sql-reader"));
        Assert.Contains("it is active", said, StringComparison.Ordinal);
        var shown = await _run.Json("agents", "show", "sql-reader");
        Assert.Equal("active", shown.GetProperty("status").GetString());
        Assert.Empty(shown.GetProperty("breakers").EnumerateArray());
        Assert.Equal(20, shown.GetProperty("listing").GetProperty("price").GetProperty("perLine").GetProperty("microCredits").GetInt64());
        var skill = Assert.Single(shown.GetProperty("profile").GetProperty("skills").EnumerateArray());
        Assert.Equal("sql-review", skill.GetProperty("name").GetString());
        var (text, _) = await _run.Succeed("agents", "show", "sql-reader");
        Assert.Contains("a remote of example", text, StringComparison.Ordinal);
        Assert.Contains("20 micro-credits for each changed line", text, StringComparison.Ordinal);
        Assert.Contains("nobody has judged its work yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_another_content_is_another_version()
    {
        await _run.Succeed("agents", "register", Write(price: 10));
        Assert.Contains("registered already", (await _run.Succeed("agents", "register", Write(price: 10))).Error, StringComparison.Ordinal);
        Assert.Equal(1, (await Listing()).GetProperty("revision").GetInt32());

        await _run.Succeed("agents", "register", Write(price: 20));
        Assert.Equal(2, (await Listing()).GetProperty("revision").GetInt32());
        Assert.Single((await _run.Json("agents", "versions", "reader")).EnumerateArray());

        await _run.Succeed("agents", "register", Write(price: 20, description: "Reads better."));
        var versions = (await _run.Json("agents", "versions", "reader")).EnumerateArray().ToList();
        Assert.Equal(["Reads better.", "Reads."], versions.Select(v => v.GetProperty("description").GetString()));
        Assert.NotEqual(versions[0].GetProperty("digest").GetString(), versions[1].GetProperty("digest").GetString());
    }

    [Fact]
    public async Task A_new_agent_may_wait_to_be_activated()
    {
        await _run.Succeed("agents", "register", Write(price: 10), "--inactive");
        Assert.Equal("registered", await Status());
        await _run.Succeed("agents", "activate", "reader");
        Assert.Equal("active", await Status());
    }

    [Fact]
    public async Task An_agent_is_suspended_for_a_reason_and_a_new_version_does_not_wake_it()
    {
        await _run.Succeed("agents", "register", Write(price: 10));
        Assert.Contains("--reason", await _run.Refused("agents", "suspend", "reader"), StringComparison.Ordinal);
        await _run.Succeed("agents", "suspend", "reader", "--reason", "it invents findings");
        Assert.Contains("suspended: it invents findings", (await _run.Succeed("agents", "show", "reader")).Out, StringComparison.Ordinal);
        await _run.Succeed("agents", "register", Write(price: 10, description: "Reads better."));
        Assert.Equal("suspended", await Status());
        await _run.Succeed("agents", "activate", "reader");
        await _run.Succeed("agents", "drain", "reader");
        Assert.Equal("draining", await Status());
        await _run.Succeed("agents", "retire", "reader");
        Assert.Contains("cannot become active", await _run.Refused("agents", "activate", "reader"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_only_its_hash_is_kept()
    {
        await _run.Succeed("agents", "register", Write(price: 10));
        var key = (await _run.Succeed("agents", "key", "reader")).Out.Trim();
        Assert.True(key.Length > 40, key);
        await _run.SeedAsync(async j =>
        {
            Assert.Equal(AgentKey.HashOf(key), (await j.AgentAsync("reader")).KeyHash);
            Assert.NotNull((await j.SendAsync<AgentCommand, AgentReply>(j.IdOf(AgentAggregate.Kind, "reader"), new AgentCommand.Verify(AgentKey.HashOf(key)))).Reply);
        });
        Assert.NotEqual(key, (await _run.Succeed("agents", "key", "reader")).Out.Trim());
        Assert.Contains("register it first", await _run.Refused("agents", "key", "nobody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_breaker_is_shown()
    {
        await _run.Succeed("agents", "register", Write(price: 10));
        await _run.SeedAsync(j => j.SendAsync<BreakerCommand, BreakerReply>(
            j.IdOf(BreakerAggregate.Kind, "reader"), new BreakerCommand.Override("1", OverrideKind.Open, j.Now.AddHours(1), "it is being mended"), "ann"));
        Assert.Contains("version 1 open until", (await _run.Succeed("agents", "show", "reader")).Out, StringComparison.Ordinal);
        Assert.Equal("open", Assert.Single((await _run.Json("agents", "show", "reader")).GetProperty("breakers").EnumerateArray()).GetProperty("override").GetString());
    }

    [Fact]
    public async Task Every_problem_of_a_file_is_told_with_its_place_and_nothing_is_registered()
    {
        var file = _run.Write("bad.json", """{ "id": "a b", "kind": "specialst", "version": "1", "publisher": "acme", "capabilities": [], "skills": ["nowhere"] }""");
        var error = await _run.Refused("agents", "register", file);
        foreach (var place in (string[])["$.id", "$.kind", "$.capabilities", "$.skills[0]"])
        {
            Assert.Contains($"bad.json: {place}: ", error, StringComparison.Ordinal);
        }

        Assert.Contains("nowhere.json: $: the file cannot be read", await _run.Refused("agents", "register", "nowhere.json"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'specialist'?", error, StringComparison.Ordinal);
        Assert.Empty((await _run.Json("agents", "list")).GetProperty("registered").EnumerateArray());
    }

    [Fact]
    public async Task A_misspelt_agent_is_refused_with_the_one_that_was_probably_meant()
    {
        await _run.Succeed("agents", "register", Write(price: 10));
        foreach (var verb in (string[][])[["show"], ["versions"], ["activate"], ["suspend", "--reason", "x"]])
        {
            Assert.Contains("did you mean 'reader'?", await _run.Refused(["agents", verb[0], "raeder", .. verb[1..]]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Registered_agents_are_listed_after_those_of_the_configuration()
    {
        await _run.Succeed("agents", "register", Write(price: 10));
        var list = await _run.Json("agents", "list");
        Assert.NotEmpty(list.GetProperty("agents").EnumerateArray());
        Assert.Equal("reader", Assert.Single(list.GetProperty("registered").EnumerateArray()).GetProperty("id").GetString());
        Assert.Contains("REGISTERED by tenant local", (await _run.Succeed("agents", "list")).Out, StringComparison.Ordinal);
        Assert.Empty((await _run.Json("agents", "list", "--tenant", "other")).GetProperty("registered").EnumerateArray());
    }

    [Fact]
    public async Task A_card_without_an_endpoint_has_no_interface_and_says_so()
    {
        await _run.Succeed("agents", "register", Write(price: 10));
        var (card, said) = await _run.Succeed("agents", "show", "reader", "--card");
        Assert.Empty(JsonDocument.Parse(card).RootElement.GetProperty("supportedInterfaces").EnumerateArray());
        Assert.Contains("no endpoint", said, StringComparison.Ordinal);
    }

    private static string Sample(string name) => AgentsRun.RepositoryFile($"infra/samples/agents/{name}.json");

    private string Write(long price, string description = "Reads.") => _run.Write("reader.json", $$"""
        {
          "id": "reader", "kind": "specialist", "version": "1", "description": "{{description}}", "publisher": "acme", "licence": "MIT",
          "capabilities": [{ "category": "security", "languages": ["csharp"] }],
          "market": { "level": "senior", "price": { "fixed": { "microCredits": {{price}} } }, "deadlineMilliseconds": 5000 }
        }
        """);

    private async Task<string?> Status() => (await _run.Json("agents", "show", "reader")).GetProperty("status").GetString();

    private async Task<JsonElement> Listing() => (await _run.Json("agents", "show", "reader")).GetProperty("listing");
}
