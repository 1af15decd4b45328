namespace Synapse.Analysis.Structure;

/// <summary>A name that a file gives to something it imports.</summary>
/// <param name="Local">What the file calls it.</param>
/// <param name="Module">The last part of the name of what holds or gives it, a module, a type or a function; empty where the module itself is imported.</param>
/// <param name="Name">What it is called where it comes from; <c>*</c> for all members of a type.</param>
/// <param name="Start">Where the import stands in the text.</param>
internal sealed record ImportedName(string Local, string Module, string Name, int Start, int End)
{
    public const string All = "*";

    public bool IsRenamed => Local != Name;
}
