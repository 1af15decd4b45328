namespace Synapse.Core.Budgets;

/// <summary>Credits that are kept for work that is under way.</summary>
/// <param name="Windows">What it counts in, by <see cref="BudgetWindow"/>.</param>
public sealed record BudgetReservation(long MicroCredits, ValueList<string> Windows, DateTimeOffset ExpiresAt);

/// <summary>What one scope has used in one period.</summary>
/// <param name="Cap">The scope of the cap that holds here.</param>
/// <param name="Warned">The highest share, in basis points, that was warned of.</param>
/// <param name="Open">Reservations that count in it.</param>
public sealed record BudgetWindow(string Scope, string Cap, DateTimeOffset Start, long Spent, long Reserved, int Warned, int Open)
{
    /// <summary>Its key among all windows.</summary>
    public static string KeyOf(string scope, DateTimeOffset start) => $"{scope}@{start:yyyyMMdd}";
}

/// <summary>Something that was paid for.</summary>
/// <param name="Payee">Who earned it, such as an agent's publisher.</param>
/// <param name="What">What for, such as an agent and its version.</param>
/// <param name="PriceVersion">The version of the price that it was charged by.</param>
public sealed record BudgetCharge(string Payee, string What, long MicroCredits, string PriceVersion);

/// <summary>How a reservation ended.</summary>
/// <param name="Uncovered">What was charged beyond the reservation and is not paid.</param>
public sealed record BudgetSettlement(long Spent, long Released, long Uncovered);
