using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Core.Agents.Registry;
using Synapse.Core.Kernel;
using Synapse.Core.Marketplace;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Agents;

/// <summary>
/// Reads the file of one agent, or its text alone without touching a file system. The schema is closed, and every problem is reported at once, with its place and
/// what to do.
/// </summary>
public sealed class AgentFileReader
{
    private static readonly AgentKind[] Kinds = [AgentKind.Specialist, AgentKind.Remote];

    private static readonly ListingTier[] Levels = [ListingTier.Junior, ListingTier.Senior, ListingTier.Architect, ListingTier.Expert];

    private const int MaxCount = 10_000_000;
    private const int UsualAvailability = 9_900;

    private readonly JsonProblems _problems = new();
    private readonly Func<string, (AgentSkill? Skill, string? Problem)> _readSkill;

    private AgentFileReader(Func<string, (AgentSkill? Skill, string? Problem)> readSkill) => _readSkill = readSkill;

    /// <param name="readSkill">Gives the skill in a folder, or what is wrong with it.</param>
    public static AgentFileResult ReadFile(string path, Func<string, (AgentSkill? Skill, string? Problem)> readSkill)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        return SiloConfigurationFile.ReadText(path) is { } text ? Read(path, text, skill => readSkill(Path.Combine(folder, skill))) : new(null, [SiloConfigurationFile.MissingFile(path)]);
    }

    /// <param name="file">The file as the caller names it, for problems.</param>
    /// <param name="readSkill">Gives the skill in a folder, or what is wrong with it. The folder is as the file names it.</param>
    public static AgentFileResult Read(string file, string text, Func<string, (AgentSkill? Skill, string? Problem)> readSkill) => new AgentFileReader(readSkill).Read(file, text);

    private AgentFileResult Read(string file, string text)
    {
        using var document = JsonText.Parse(file, text, _problems);
        if (document is null || ObjectReader.Open(_problems, file, "$", document.RootElement, AgentFileKeys.Root) is not { } root)
        {
            return new(null, _problems.ToValueList());
        }

        root.Text("$schema");
        var id = Required(root, "id", "\"security-reader\"");
        if (id.Length > 0 && !AggregateId.IsValidPart(id))
        {
            root.Problem("id", $"{JsonProblems.Quote(id)} is no name; use 1 to {AggregateId.MaxPartLength} letters, digits, '-', '_' or '.'");
        }

        var profile = ReadProfile(root);
        var listing = root.Object("market", AgentFileKeys.Market) is { } market ? ReadListing(root, market, id, profile) : null;
        return _problems.Count == 0 ? new(new AgentFile(id, profile with { Digest = ProfileJson.DigestOf(profile) }, listing), []) : new(null, _problems.ToValueList());
    }

    private AgentProfile ReadProfile(ObjectReader root)
    {
        if (!root.Has("kind"))
        {
            root.Missing("kind", "\"specialist\"");
        }

        var kind = root.Choice("kind", Kinds, AgentNames.Of) ?? AgentKind.Specialist;
        if (!root.Has("capabilities"))
        {
            root.Missing("capabilities", "[{ \"category\": \"security\", \"languages\": [\"csharp\"] }]");
        }

        var capabilities = CapabilitiesReader.Read(root, _problems);
        if (root.Has("capabilities") && capabilities.Count is 0 or > AgentDecider.MaxCapabilities && !_problems.IsBroken(root.File, root.PathOf("capabilities")))
        {
            root.Problem("capabilities", $"names {capabilities.Count} capabilities; an agent has 1 to {AgentDecider.MaxCapabilities}");
        }

        return new AgentProfile(
            kind,
            Required(root, "version", "\"1.0.0\""),
            "",
            root.Choice("tier", AgentNames.Tiers, AgentNames.Of) ?? (kind == AgentKind.Remote ? AgentTier.Deep : AgentTier.Fast),
            root.Text("description", AgentDecider.MaxDescriptionLength) ?? "",
            capabilities,
            root.Texts("frameworks", []),
            (int)root.Integer("maxLines", 0, 0, MaxCount),
            Required(root, "publisher", "\"acme\""),
            root.Text("licence") ?? "",
            root.Text("domain") ?? "",
            ReadEndpoint(root),
            ReadSkills(root));
    }

    private static string ReadEndpoint(ObjectReader root)
    {
        var endpoint = root.Text("endpoint") ?? "";
        if (endpoint.Length > 0 && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"))
        {
            root.Problem("endpoint", $"{JsonProblems.Quote(endpoint)} is no address; write a whole one, such as https://agents.example.org/security");
        }

        return endpoint;
    }

    private ValueList<AgentSkill> ReadSkills(ObjectReader root)
    {
        var skills = new List<AgentSkill>();
        foreach (var (index, folder) in root.Texts("skills", []).Index())
        {
            var path = $"{root.PathOf("skills")}[{index}]";
            if (_problems.IsBrokenItself(root.File, path))
            {
                continue;
            }

            var (skill, problem) = _readSkill(folder);
            if (skill is null)
            {
                _problems.Add(root.File, path, problem!);
            }
            else if (skills.Any(s => s.Name == skill.Name))
            {
                _problems.Add(root.File, path, $"the skill {JsonProblems.Quote(skill.Name)} is there already; give each its own name");
            }
            else
            {
                skills.Add(skill);
            }
        }

        return skills.ToValueList();
    }

    private Listing? ReadListing(ObjectReader root, ObjectReader market, string id, AgentProfile profile)
    {
        foreach (var (key, example) in (ReadOnlySpan<(string, string)>)[("level", "\"senior\""), ("price", "{ \"fixed\": { \"microCredits\": 50000 } }"), ("deadlineMilliseconds", "30000")])
        {
            if (!market.Has(key))
            {
                market.Missing(key, example);
            }
        }

        var before = _problems.Count;
        var level = market.Choice("level", Levels, LevelName);
        var price = ReadPrice(market);
        var sla = new ListingSla(TimeSpan.FromMilliseconds(market.Integer("deadlineMilliseconds", 1, 1, 24 * 60 * 60 * 1_000)), market.Share("availability", UsualAvailability));
        var limits = new ListingLimits(profile.MaxLines, (int)root.Integer("maxFiles", 0, 0, MaxCount));
        var isThirdParty = market.Flag("thirdParty", false);
        if (level is null || price is null || _problems.Count > before || _problems.IsBroken(root.File, root.Path))
        {
            return null;
        }

        var listing = new Listing(
            id, profile.Version, profile.Publisher, level.Value, profile.Capabilities, limits, profile.Frameworks, price, sla, profile.Licence, isThirdParty, profile.Kind == AgentKind.Remote);
        if (MarketRules.Problem(listing) is { } problem)
        {
            root.Problem("market", $"no market takes this agent: {problem}");
        }

        return listing;
    }

    private static ListingPrice? ReadPrice(ObjectReader market)
    {
        if (market.Object("price", AgentFileKeys.Price) is not { } json)
        {
            return null;
        }

        var given = AgentFileKeys.Price.Where(json.Has).ToList();
        if (given.Count != 1)
        {
            market.Problem("price", $"must have exactly one of {string.Join(", ", AgentFileKeys.Price)}, not {(given.Count == 0 ? "none" : string.Join(" and ", given))}");
            return null;
        }

        return given[0] switch
        {
            "fixed" => json.Object("fixed", AgentFileKeys.Fixed) is { } p ? new ListingPrice.Fixed(Amount(p, "microCredits")) : null,
            "perLine" => json.Object("perLine", AgentFileKeys.PerLine) is { } p ? new ListingPrice.PerLine(UnitAmount(p, "microCredits"), Amount(p, "minimumMicroCredits")) : null,
            "perToken" => json.Object("perToken", AgentFileKeys.PerToken) is { } p
                ? new ListingPrice.PerToken(UnitAmount(p, "perThousandMicroCredits"), (int)p.Integer("tokensPerLine", 0, 0, 10_000), (int)p.Integer("baseTokens", 0, 0, MaxCount)) : null,
            _ => json.Object("sealedBid", AgentFileKeys.SealedBid) is { } p
                ? new ListingPrice.SealedBid(Amount(p, "baseMicroCredits"), UnitAmount(p, "perLineMicroCredits"), (int)p.Integer("complexityMarkupBasisPoints", 0, 0, 10 * BasisPoints.All)) : null,
        };
    }

    private static long Amount(ObjectReader json, string key) => json.Integer(key, 0, 0, MarketRules.MaxPrice);

    private static long UnitAmount(ObjectReader json, string key) => json.Integer(key, 0, 0, MarketRules.MaxUnitPrice);

    private static string LevelName(ListingTier level) => level.ToString().ToLowerInvariant();

    private static string Required(ObjectReader json, string key, string example)
    {
        if (!json.Has(key))
        {
            json.Missing(key, example);
        }

        return json.Text(key) ?? "";
    }
}
