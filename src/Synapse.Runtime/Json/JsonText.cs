using System.Text;
using System.Text.Json;

namespace Synapse.Runtime.Json;

/// <summary>Turns text into a document, or into one problem that names line and column.</summary>
internal static class JsonText
{
    public const int MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    public static JsonDocument? Parse(string file, string text, JsonProblems problems)
    {
        var bytes = Encoding.UTF8.GetBytes(text.StartsWith('\uFEFF') ? text[1..] : text);
        if (bytes.Length > MaxBytes)
        {
            problems.Add(file, "$", $"is larger than {MaxBytes} bytes; split it and list the parts under 'include'");
            return null;
        }

        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException exception)
        {
            problems.Add(file, "$", Describe(bytes, (int)(exception.LineNumber ?? 0), (int)(exception.BytePositionInLine ?? 0)));
            return null;
        }
    }

    /// <summary>The exception's own words are left out: they differ between builds, and are resource keys in trimmed ones.</summary>
    private static string Describe(byte[] bytes, int line, int positionInLine)
    {
        var start = 0;
        for (var i = 0; i < line; i++)
        {
            start += bytes.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        var position = Math.Min(start + positionInLine, bytes.Length);
        var column = Encoding.UTF8.GetCharCount(bytes, start, position - start) + 1;
        var rest = Encoding.UTF8.GetString(bytes.AsSpan(position, Math.Min(4, bytes.Length - position)));
        var what = rest.Length == 0 ? "the file ends too early" : $"unexpected '{rest.EnumerateRunes().First()}'";
        var before = Encoding.UTF8.GetString(bytes.AsSpan(0, position)).TrimEnd();
        var advice = before.EndsWith(',') && rest.Length > 0 && (rest[0] is '}' or ']')
            ? "remove the comma before it"
            : "look for a missing comma, quote or bracket there or just before";
        return $"is not valid JSON: {what} at line {line + 1}, column {column}; {advice}";
    }
}
