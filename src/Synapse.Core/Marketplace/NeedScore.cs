using Synapse.Core.Findings;

namespace Synapse.Core.Marketplace;

/// <summary>What a candidate would bring to one category; all parts but the worth are basis points.</summary>
/// <param name="WorthMicroCredits">What a perfect review of the category is worth.</param>
/// <param name="Coverage">The share of changed lines in languages that it knows.</param>
/// <param name="Quality">Its calibrated quality, averaged over these lines.</param>
/// <param name="Fit">How well its tier fits the change.</param>
/// <param name="Expected">Coverage, quality, fit and promised availability together: the share of the worth that is expected of it.</param>
public sealed record NeedScore(Category Category, long WorthMicroCredits, int Coverage, int Quality, int Fit, int Expected);
