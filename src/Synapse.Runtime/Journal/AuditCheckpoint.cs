using System.Globalization;
using System.Text;

namespace Synapse.Runtime.Journal;

/// <summary>A point of a chain that was seen. Kept outside the database, it shows later that nothing before it was changed or cut off.</summary>
/// <param name="Hash">Of the link at the position, in lower-case hexadecimal.</param>
/// <param name="Signature">Over <see cref="Payload"/>; empty when it was not signed.</param>
public sealed record AuditCheckpoint(string Tenant, long Position, string Hash, DateTimeOffset At, ReadOnlyMemory<byte> Signature)
{
    /// <summary>The bytes to sign.</summary>
    public ReadOnlyMemory<byte> Payload() =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"synapse.checkpoint/1\n{Tenant}\n{Position}\n{Hash}\n{At.UtcTicks}"));
}
