using System.Globalization;
using System.Text;
using System.Text.Json;
using Synapse.Core.Kernel;
using Synapse.Runtime.Journal;

namespace Synapse.Cli.Audit;

/// <summary>Checkpoints as they are kept outside: one JSON object a line, so that a file can be a log of them.</summary>
internal static class CheckpointText
{
    private const string Schema = "synapse.checkpoint/1";
    private const int MaxFileBytes = 64 << 20;
    private const int HashDigits = 64;

    public static string Write(AuditCheckpoint checkpoint, string? keyId)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("tenant", checkpoint.Tenant);
            json.WriteNumber("position", checkpoint.Position);
            json.WriteString("hash", checkpoint.Hash);
            json.WriteString("at", checkpoint.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            if (keyId is not null)
            {
                json.WriteString("algorithm", "ecdsa-p256-sha256");
                json.WriteString("keyId", keyId);
                json.WriteBase64String("signature", checkpoint.Signature.Span);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The checkpoints of a file, or what is wrong with it.</summary>
    public static (IReadOnlyList<AuditCheckpoint> Checkpoints, string? Problem) Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes)
            {
                return ([], $"{file} is larger than {MaxFileBytes} bytes");
            }

            var checkpoints = new List<AuditCheckpoint>();
            foreach (var (line, number) in File.ReadLines(file).Select((l, i) => (l, i + 1)).Where(l => l.l.Trim().Length > 0))
            {
                if (ReadLine(line) is not { } checkpoint)
                {
                    return ([], $"{file}, line {number} is no checkpoint");
                }

                checkpoints.Add(checkpoint);
            }

            return checkpoints.Count > 0 ? (checkpoints, null) : ([], $"{file} holds no checkpoint");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], $"{file} cannot be read: {FileProblem.Of(e)}");
        }
    }

    private static AuditCheckpoint? ReadLine(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            var (tenant, hash) = (json.GetProperty("tenant").GetString() ?? "", json.GetProperty("hash").GetString() ?? "");
            var at = DateTimeOffset.ParseExact(json.GetProperty("at").GetString() ?? "", "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var position = json.GetProperty("position").GetInt64();
            var signature = json.TryGetProperty("signature", out var signed) ? signed.GetBytesFromBase64() : [];
            return json.GetProperty("schema").GetString() == Schema && AggregateId.IsValidPart(tenant) && hash.Length == HashDigits && hash.All(char.IsAsciiHexDigitLower) && position > 0
                ? new AuditCheckpoint(tenant, position, hash, at, signature)
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }
}
