namespace Synapse.Analysis.Changes;

/// <summary>Whole files that were read before, kept in memory.</summary>
internal sealed class KeptTexts(IReadOnlyDictionary<string, string> texts) : IFileTexts
{
    public IReadOnlyDictionary<string, string> All => texts;

    public string? Read(string path) => texts.GetValueOrDefault(path);
}
