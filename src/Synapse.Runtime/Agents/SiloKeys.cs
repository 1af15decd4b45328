using Synapse.Core;
using Synapse.Core.Agents;
using Synapse.Runtime.Hosts;

namespace Synapse.Runtime.Agents;

/// <summary>The closed list of keys of each object. <c>infra/silo.schema.json</c> says the same; a test compares the two.</summary>
internal static class SiloKeys
{
    public static ValueList<string> Root { get; } = ["$schema", "version", "review", "limits", "include", "agents", .. HostKeys.Sections.Keys, HostKeys.Tenants];

    public static ValueList<string> AgentsFile { get; } = ["$schema", "agents"];

    public static ValueList<string> Review { get; } = ["coordinator", "failOn", "allowIncomplete"];

    public static ValueList<string> Limits { get; } = ["maxInputBytes", "maxFiles", "maxFileLines", "maxLineLength", "maxFileBytes"];

    public static ValueList<string> Coordinator { get; } =
    [
        "id", "kind", "version", "specialists", "classification", "negotiation", "reviewDeadline", "subscribes", "emits", "metadata",
    ];

    public static ValueList<string> Specialist { get; } =
    [
        "id", "kind", "version", "tier", "capabilities", "deadline", "checks", "analyser", "prompt", "price", "subscribes", "emits", "metadata",
    ];

    public static ValueList<string> Remote { get; } =
    [
        "id", "kind", "version", "tier", "capabilities", "deadline", "price", "subscribes", "emits", "metadata",
    ];

    public static ValueList<string> AnyAgent { get; } = Specialist.Union(Coordinator).ToValueList();

    public static ValueList<string> Classification { get; } = ["deepLabels", "deepAboveFiles", "deepFromRiskFactor", "fastIntents", "fastUpToFiles"];

    public static ValueList<string> Deadline { get; } = ["baseMilliseconds", "perThousandLinesMilliseconds"];

    public static ValueList<string> Capability { get; } = ["category", "languages"];

    public static ValueList<string> Check { get; } = ["pack", "rules", "exclude", "options"];

    public static ValueList<string> Analyser { get; } = ["command", "format", "languages", "timeLimitSeconds", "memoryLimitMegabytes", "maxOutputBytes", "categories"];

    public static ValueList<string> Price { get; } = ["perReviewMicroCredits", "perThousandLinesMicroCredits"];

    public static ValueList<string> OfAgent(AgentKind? kind) => kind switch
    {
        AgentKind.Coordinator => Coordinator,
        AgentKind.Specialist => Specialist,
        AgentKind.Remote => Remote,
        _ => AnyAgent,
    };
}
