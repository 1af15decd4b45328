namespace Synapse.Core.Findings;

/// <summary>The wire names of severities and categories, in one place so that no report spells them its own way.</summary>
public static class Names
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.None => "none",
        Severity.Low => "low",
        Severity.Medium => "medium",
        Severity.High => "high",
        Severity.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
    };

    public static string Of(Category category) => category switch
    {
        Category.Security => "security",
        Category.Secrets => "secrets",
        Category.Performance => "performance",
        Category.Correctness => "correctness",
        Category.Maintainability => "maintainability",
        Category.Process => "process",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    public static bool TryParse(string text, out Severity severity)
    {
        (severity, var known) = text switch
        {
            "none" => (Severity.None, true),
            "low" => (Severity.Low, true),
            "medium" => (Severity.Medium, true),
            "high" => (Severity.High, true),
            "critical" => (Severity.Critical, true),
            _ => (Severity.None, false),
        };
        return known;
    }

    public static bool TryParse(string text, out Category category)
    {
        (category, var known) = text switch
        {
            "security" => (Category.Security, true),
            "secrets" => (Category.Secrets, true),
            "performance" => (Category.Performance, true),
            "correctness" => (Category.Correctness, true),
            "maintainability" => (Category.Maintainability, true),
            "process" => (Category.Process, true),
            _ => (Category.Process, false),
        };
        return known;
    }
}
