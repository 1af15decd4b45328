using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Synapse.Storage.Postgres;

namespace Synapse.Storage.Tests;

/// <summary>What a server hears of a client whose connection has to be encrypted. No PostgreSQL is needed for that.</summary>
public sealed class PostgresEncryptionTests
{
    private const int SslRequest = 80877103;
    private const byte TlsHandshake = 22;

    [Fact]
    public async Task A_connection_can_be_encrypted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = HearAsync(listener);
        var connection = $"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=synapse;Database=synapse;SSL Mode=Require";
        await Assert.ThrowsAsync<NpgsqlException>(() => PostgresJournal.OpenAsync(connection, TimeProvider.System));
        Assert.Equal((SslRequest, TlsHandshake), await heard);
    }

    /// <summary>Agrees to encryption, hears how the client begins, and leaves.</summary>
    private static async Task<(int Request, byte Then)> HearAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var bytes = new byte[9];
        await stream.ReadExactlyAsync(bytes.AsMemory(0, 8));
        await stream.WriteAsync("S"u8.ToArray());
        await stream.ReadExactlyAsync(bytes.AsMemory(8));
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)), bytes[8]);
    }
}
