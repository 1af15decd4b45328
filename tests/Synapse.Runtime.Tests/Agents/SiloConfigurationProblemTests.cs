using Synapse.Core.Signals;
using Synapse.Runtime.Agents;

using Synapse.Runtime.Json;

namespace Synapse.Runtime.Tests.Agents;

public sealed class SiloConfigurationProblemTests
{
    private const string CheckKeys = "(allowed keys: pack, rules, exclude, options)";
    private const string LimitKeys = "(allowed keys: maxInputBytes, maxFiles, maxFileLines, maxLineLength, maxFileBytes)";
    private const string SpecialistKeys =
        "(allowed keys: id, kind, version, tier, capabilities, deadline, checks, analyser, prompt, price, subscribes, emits, metadata)";

    [Theory]
    [InlineData("", "the file ends too early at line 1, column 1; look for a missing comma, quote or bracket there or just before")]
    [InlineData("{\n  \"version\": 1,\n}", "unexpected '}' at line 3, column 1; remove the comma before it")]
    [InlineData("{\n  \"ü😀\": x }", "unexpected 'x' at line 2, column 10; look for a missing comma, quote or bracket there or just before")]
    [InlineData("{} {}", "unexpected '{' at line 1, column 4; look for a missing comma, quote or bracket there or just before")]
    public void Text_that_is_no_JSON_is_one_problem_with_line_and_column(string text, string message) =>
        Silo.Refuse(text, "$", "is not valid JSON: " + message);

    [Theory]
    [InlineData("[]", "$", "must be an object, not an array")]
    [InlineData("null", "$", "must be an object, not null")]
    public void The_root_is_an_object(string text, string path, string message) => Silo.Refuse(text, path, message);

    [Theory]
    [InlineData("\"limits\": { \"maxFile\": 1 }", "$.limits.maxFile", $"unknown key 'maxFile'; did you mean 'maxFiles'? {LimitKeys}")]
    [InlineData("\"limits\": { \"it's so\": 1 }", "$.limits['it\\'s so']", $"unknown key 'it's so' {LimitKeys}")]
    [InlineData("\"limits\": { \"maxFiles\": 1, \"maxFiles\": 2 }", "$.limits.maxFiles", "the key 'maxFiles' appears more than once in this object; keep one")]
    [InlineData("\"limits\": { \"maxFiles\": 0 }", "$.limits.maxFiles", "must be a whole number from 1 to 1000000, not 0")]
    [InlineData("\"limits\": { \"maxFiles\": 1.5 }", "$.limits.maxFiles", "must be a whole number from 1 to 1000000, not 1.5")]
    [InlineData("\"limits\": { \"maxFiles\": \"9\" }", "$.limits.maxFiles", "must be a whole number from 1 to 1000000, not a string")]
    [InlineData("\"limits\": { \"maxInputBytes\": 99999999999999999999 }", "$.limits.maxInputBytes", "must be a whole number from 1 to 17179869184, not 99999999999999999999")]
    [InlineData("\"limits\": 3", "$.limits", "must be an object, not a number")]
    [InlineData("\"review\": { \"allowIncomplete\": \"no\" }", "$.review.allowIncomplete", "must be true or false, not a string")]
    [InlineData("\"review\": { \"failOn\": \"hihg\" }", "$.review.failOn", "unknown value 'hihg'; did you mean 'high'? (allowed values: none, low, medium, high, critical)")]
    [InlineData("\"review\": { \"coordinator\": \"a\" }", "$.review.coordinator", "'a' is a specialist; name an agent of the kind 'coordinator'")]
    [InlineData("\"review\": { \"coordinator\": \"b\" }", "$.review.coordinator", "no agent has the id 'b'; declare a coordinator with that id or name another one")]
    [InlineData("\"review\": { \"coordinator\": \"\" }", "$.review.coordinator", "must have 1 to 256 characters, not 0")]
    [InlineData("\"review\": { \"coordinator\": \"\\ud800\" }", "$.review.coordinator", "is not valid Unicode; write it anew")]
    [InlineData("\"review\": { \"\\ud800\": 1 }", "$.review", "has a key that is not valid Unicode; remove it")]
    [InlineData("\"$schema\": 1", "$.$schema", "must be a string, not a number")]
    public void Root_members_are_checked(string members, string path, string message) => Silo.Refuse(Silo.WithRoot(members), path, message);

    [Theory]
    [InlineData("\"capabilites\": []", "$.agents[1].capabilites", $"unknown key 'capabilites'; did you mean 'capabilities'? {SpecialistKeys}")]
    [InlineData("\"negotiation\": \"majority\"", "$.agents[1].negotiation", $"the key 'negotiation' is only for the kind coordinator, and this agent is a specialist; remove it {SpecialistKeys}")]
    [InlineData("\"checks\": []", "$.agents[1].checks", "the key 'checks' appears more than once in this object; keep one")]
    [InlineData("\"tier\": \"slow\"", "$.agents[1].tier", "unknown value 'slow' (allowed values: fast, deep)")]
    [InlineData("\"prompt\": null", "$.agents[1].prompt", "must be a string, not null")]
    [InlineData("\"deadline\": { \"baseMilliseconds\": 0 }", "$.agents[1].deadline.baseMilliseconds", "must be a whole number from 1 to 86400000, not 0")]
    [InlineData("\"price\": { \"perReviewMicroCredits\": -1 }", "$.agents[1].price.perReviewMicroCredits", "must be a whole number from 0 to 1000000000000, not -1")]
    [InlineData("\"metadata\": { \"owner\": 1 }", "$.agents[1].metadata.owner", "must be a string, not a number")]
    [InlineData("\"metadata\": { \"a\": \"1\", \"a\": \"1\" }", "$.agents[1].metadata.a", "the key 'a' appears more than once in this object; keep one")]
    [InlineData("\"subscribes\": \"review.assigned\"", "$.agents[1].subscribes", "must be an array, not a string")]
    [InlineData("\"subscribes\": [\"review.assigned\", \"review.assigned\"]", "$.agents[1].subscribes[1]", "'review.assigned' is listed twice; remove one")]
    [InlineData("\"capabilities\": [{ \"category\": \"secruity\" }]", "$.agents[1].capabilities[0].category", "unknown value 'secruity'; did you mean 'security'? (allowed values: security, secrets, performance, correctness, maintainability, process)")]
    [InlineData("\"capabilities\": [{}]", "$.agents[1].capabilities[0].category", "is missing; add it, e.g. \"category\": \"security\"")]
    [InlineData("\"capabilities\": [{ \"category\": \"security\", \"languages\": [] }]", "$.agents[1].capabilities[0].languages", "is empty; name at least one language, or \"*\" for any")]
    [InlineData("\"capabilities\": [{ \"category\": \"security\", \"languages\": [\"C Sharp\"] }]", "$.agents[1].capabilities[0].languages[0]", "'C Sharp' is not a language id; use lower-case names such as 'csharp', or \"*\" for any")]
    [InlineData("\"capabilities\": [{ \"category\": \"security\" }, { \"category\": \"security\" }]", "$.agents[1].capabilities[1]", "'security' in '*' is listed twice; remove one")]
    public void Members_of_a_specialist_are_checked(string members, string path, string message) =>
        Silo.Refuse(Silo.SpecialistWith(members), path, message);

    [Theory]
    [InlineData("{ }", ".pack", "is missing; add it, e.g. \"pack\": \"security\"")]
    [InlineData("{ \"pack\": 3 }", ".pack", "must be a string, not a number")]
    [InlineData("{ \"pack\": \"p\", \"rule\": [] }", ".rule", $"unknown key 'rule'; did you mean 'rules'? {CheckKeys}")]
    [InlineData("{ \"pack\": \"p\", \"rules\": [\"a*b\"] }", ".rules[0]", "'a*b' has a '*' before its end; use a rule id, or the start of one followed by '*'")]
    [InlineData("{ \"pack\": \"p\", \"options\": { \"max\": \"1\" } }", ".options.max", "must be a whole number from -2147483648 to 2147483647, not a string")]
    [InlineData("\"security\"", "", "must be an object, not a string")]
    public void Checks_are_checked(string check, string path, string message) => Silo.Refuse(
        Silo.With(Silo.Lead, $$"""{ "id": "a", "kind": "specialist", "version": "1", "checks": [{{check}}] }"""), "$.agents[1].checks[0]" + path, message);

    [Theory]
    [InlineData("0.12345", ", not 0.12345")]
    [InlineData("1e-1", ", not 1e-1")]
    [InlineData("1.1", ", not 1.1")]
    [InlineData("-0.1", ", not -0.1")]
    [InlineData("\"0.5\"", "")]
    public void A_share_that_is_not_exact_is_refused(string share, string but) => Silo.Refuse(
        Silo.CoordinatorWith($$"""
            "classification": { "deepFromRiskFactor": {{share}} }
            """),
        "$.agents[0].classification.deepFromRiskFactor",
        "must be a number from 0 to 1 with at most 4 decimals, such as 0.5" + but);

    [Fact]
    public void An_unknown_signal_is_refused() => Silo.Refuse(
        Silo.SpecialistWith("\"emits\": [\"review.result\", \"review.done\"]"),
        "$.agents[1].emits[1]",
        $"unknown signal 'review.done' (known signals: {string.Join(", ", SignalTypes.All)})");

    [Fact]
    public void An_unknown_pack_is_refused_where_the_packs_are_known()
    {
        var text = Silo.SpecialistWith("\"tier\": \"fast\"").Replace("\"security\"", "\"securty\"", StringComparison.Ordinal);

        Assert.Empty(Silo.Problems(text));
        var result = SiloConfigurationReader.Read("silo.json", text, _ => null, new HashSet<string> { "security", "secrets" });
        Assert.Equal(
            [new JsonProblem("silo.json", "$.agents[1].checks[0].pack", "unknown pack 'securty'; did you mean 'security'? (known packs: secrets, security)")],
            result.Problems);
    }

    [Fact]
    public void Every_problem_is_reported_at_once_and_none_twice()
    {
        const string Text = """
            {
              "version": 2,
              "agents": [
                { "id": "coordinator", "kind": "coordinatr", "version": "1", "specialists": [] },
                { "kind": "specialist", "chekcs": [{ "pack": "x" }] },
                { "id": "lead", "kind": "coordinator", "version": "1" },
                { "id": "lead", "kind": "specialist", "version": "1" },
                7
              ],
              "extra": {}
            }
            """;
        Assert.Equal(
        [
            "silo.json: $.extra: unknown key 'extra' (allowed keys: $schema, version, review, limits, include, agents, cluster, storage, streams, http, workers, dashboard, telemetry, tls, tenants)",
            "silo.json: $.version: must be a whole number from 1 to 1, not 2",
            "silo.json: $.agents[0].kind: unknown value 'coordinatr'; did you mean 'coordinator'? (allowed values: coordinator, specialist, remote)",
            $"silo.json: $.agents[1].chekcs: unknown key 'chekcs'; did you mean 'checks'? {SpecialistKeys}",
            "silo.json: $.agents[1].id: is missing; add it, e.g. \"id\": \"security\"",
            "silo.json: $.agents[1].version: is missing; add it, e.g. \"version\": \"1.0.0\"",
            "silo.json: $.agents[4]: must be an object, not a number",
            "silo.json: $.agents[3].id: the id 'lead' is taken; give each agent its own id; the other one is silo.json: $.agents[2]",
            "silo.json: $.agents[2].specialists: coordinator 'lead' has no specialists; name at least one specialist or remote agent",
            "silo.json: $.agents[3].checks: specialist 'lead' has no checks; add at least one, e.g. {\"pack\":\"security\"}, a prompt or an analyser",
        ],
        Silo.Problems(Text));
    }

    [Fact]
    public void Problems_are_counted_up_to_a_limit()
    {
        var keys = string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"\"x{i}\": 1"));

        var problems = Silo.Problems($$"""{ "version": 1, {{keys}} }""");

        Assert.Equal(1_001, problems.Length);
        Assert.Equal("silo.json: $: more than 1000 problems; the rest is not listed", problems[^1]);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused() =>
        Silo.Refuse(new string(' ', (1 << 20) + 1), "$", "is larger than 1048576 bytes; split it and list the parts under 'include'");
}
