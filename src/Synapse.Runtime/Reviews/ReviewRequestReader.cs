using System.Text.Json;
using Synapse.Core;
using Synapse.Core.Reviews;
using Synapse.Core.Signals;
using Synapse.Runtime.Json;

namespace Synapse.Runtime.Reviews;

/// <summary>
/// Reads a <c>review.requested</c> signal (CloudEvents 1.0, JSON) into a request. The schema is closed: an unknown or ill-typed field is
/// a problem with its JSON path, and all are reported at once.
/// </summary>
public sealed class ReviewRequestReader
{
    private const string Name = "signal";
    private const int MaxFiles = 50_000;
    private const int MaxLines = 100_000_000;

    private static readonly ValueList<string> EnvelopeKeys = ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"];
    private static readonly ValueList<string> DataKeys =
        ["title", "author", "baseRevision", "headRevision", "labels", "intent", "riskFactor", "filesChanged", "files", "contentDigest", "metadata"];

    private static readonly ValueList<string> FileKeys = ["path", "addedLines", "removedLines"];

    private readonly JsonProblems _problems = new();

    private ReviewRequestReader()
    {
    }

    public static (ReviewRequest? Request, ValueList<JsonProblem> Problems) Read(string json)
    {
        var reader = new ReviewRequestReader();
        var request = reader.ReadSignal(json);
        return reader._problems.Count == 0 ? (request, []) : (null, reader._problems.ToValueList());
    }

    private ReviewRequest? ReadSignal(string json)
    {
        using var document = JsonText.Parse(Name, json, _problems);
        if (document is null || ObjectReader.Open(_problems, Name, "$", document.RootElement, EnvelopeKeys) is not { } signal)
        {
            return null;
        }

        foreach (var key in (ReadOnlySpan<string>)["specversion", "id", "source", "type"])
        {
            if (signal.Text(key) is null && !signal.Has(key))
            {
                signal.Missing(key, key == "specversion" ? "\"1.0\"" : key == "type" ? $"\"{SignalTypes.ReviewRequested}\"" : "\"...\"");
            }
        }

        if (signal.Text("type") is { } type && type != SignalTypes.ReviewRequested)
        {
            signal.Problem("type", $"must be {SignalTypes.ReviewRequested}");
        }

        if (!signal.Has("data"))
        {
            signal.Missing("data", "{ \"filesChanged\": 3 }");
        }

        return signal.Object("data", DataKeys) is { } data ? ReadRequest(data) : null;
    }

    private ReviewRequest ReadRequest(ObjectReader data)
    {
        var files = ReadFiles(data).ToValueList();
        if (!data.Has("filesChanged") && !data.Has("files"))
        {
            data.Missing("filesChanged", "3");
        }

        return new ReviewRequest(
            data.Text("title") ?? "",
            data.Text("author") ?? "",
            data.Text("baseRevision") ?? "",
            data.Text("headRevision") ?? "",
            data.Texts("labels", []),
            data.Text("intent") ?? "",
            data.Share("riskFactor", 0),
            (int)data.Integer("filesChanged", files.Count, 0, MaxFiles),
            files,
            data.Text("contentDigest") ?? "",
            data.Object("metadata", ["hotFunctions"])?.Texts("hotFunctions", []) ?? []);
    }

    private IEnumerable<ReviewFile> ReadFiles(ObjectReader data)
    {
        foreach (var (path, element) in data.Items("files", MaxFiles))
        {
            if (ObjectReader.Open(_problems, Name, path, element, FileKeys) is not { } file)
            {
                continue;
            }

            if (!file.Has("path"))
            {
                file.Missing("path", "\"src/app.cs\"");
            }

            yield return new ReviewFile(
                file.Text("path") ?? "", (int)file.Integer("addedLines", 0, 0, MaxLines), (int)file.Integer("removedLines", 0, 0, MaxLines));
        }
    }
}
