namespace Synapse.Core.Budgets;

/// <summary>What a provider asks for the use of a model.</summary>
/// <param name="InputMicroCredits">For a million tokens that it reads.</param>
/// <param name="CachedInputMicroCredits">For a million of them that it had read before.</param>
/// <param name="OutputMicroCredits">For a million tokens that it writes.</param>
public sealed record TokenPrice(long InputMicroCredits, long CachedInputMicroCredits, long OutputMicroCredits)
{
    private const long Million = 1_000_000;

    /// <summary>What so many tokens cost, rounded up to whole micro-credits.</summary>
    public long Of(long input, long cachedInput, long output) =>
        (long)((((Int128)input * InputMicroCredits) + ((Int128)cachedInput * CachedInputMicroCredits) + ((Int128)output * OutputMicroCredits) + Million - 1) / Million);
}

/// <summary>Prices of models, by <c>provider/model</c>. A version, once recorded, stays as it is: what was charged by it can be checked for ever.</summary>
public sealed record PriceTable(string Version, ValueMap<string, TokenPrice> Models);
