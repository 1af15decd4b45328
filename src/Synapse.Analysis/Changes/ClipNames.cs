namespace Synapse.Analysis.Changes;

/// <summary>The names in <see cref="ChangeClip.Limit"/> that are not properties of <see cref="ChangeLimits"/>.</summary>
public static class ClipNames
{
    /// <summary>Lines that fit no place in the diff's grammar were left out.</summary>
    public const string Malformed = "Malformed";

    /// <summary>The path has merge conflicts, for which git shows no diff.</summary>
    public const string Unmerged = "Unmerged";

    /// <summary>The file or directory exists but could not be opened.</summary>
    public const string Unreadable = "Unreadable";
}
