namespace Synapse.Core.Budgets;

/// <summary>What a cap applies to. Each review is in all of its scopes at once, and each of their caps holds.</summary>
public static class BudgetScopes
{
    public const string Tenant = "tenant";

    /// <summary>Each single review.</summary>
    public const string Review = "review";

    /// <summary>Stands for each team or repository that has no cap of its own, such as <c>repository:*</c>.</summary>
    public const string Any = "*";

    private const string TeamClass = "team:";
    private const string RepositoryClass = "repository:";
    private const string ReviewClass = "review:";

    public static string OfTeam(string name) => TeamClass + name;

    public static string OfRepository(string name) => RepositoryClass + name;

    /// <summary>The scopes of one review.</summary>
    /// <param name="team">Empty for none.</param>
    /// <param name="repository">Empty for none.</param>
    public static ValueList<string> Of(string review, string repository, string team) =>
        [ReviewClass + review, .. repository.Length > 0 ? (string[])[OfRepository(repository)] : [], .. team.Length > 0 ? (string[])[OfTeam(team)] : [], Tenant];

    /// <summary>The caps that may hold in a scope, the nearest first.</summary>
    public static IEnumerable<string> CapsOf(string scope)
    {
        if (scope.StartsWith(ReviewClass, StringComparison.Ordinal))
        {
            yield return Review;
            yield break;
        }

        yield return scope;
        if (scope.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
        {
            yield return scope[..(colon + 1)] + Any;
        }
    }

    /// <summary>Whether a cap may be set on it.</summary>
    public static bool IsCap(string scope) => scope is Tenant or Review || IsNamed(scope, TeamClass) || IsNamed(scope, RepositoryClass);

    /// <summary>Whether something may be reserved in it.</summary>
    public static bool IsScope(string scope) => scope == Tenant || IsNamed(scope, TeamClass) || IsNamed(scope, RepositoryClass) || IsNamed(scope, ReviewClass);

    private static bool IsNamed(string scope, string prefix) => scope.StartsWith(prefix, StringComparison.Ordinal) && scope.Length > prefix.Length && scope.Length <= BudgetDecider.MaxNameLength;
}
