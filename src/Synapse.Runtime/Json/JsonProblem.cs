namespace Synapse.Runtime.Json;

/// <summary>One thing that is wrong in the configuration.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="JsonPath">Such as <c>$.agents[2].checks[0].pack</c>.</param>
/// <param name="Message">What is wrong and what to do. It may quote the file: escape it before showing it.</param>
public sealed record JsonProblem(string File, string JsonPath, string Message)
{
    public override string ToString() => $"{File}: {JsonPath}: {Message}";
}
