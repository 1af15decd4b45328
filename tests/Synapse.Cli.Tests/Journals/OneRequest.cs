using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Synapse.Cli.Tests.Journals;

/// <summary>A server on a free port of this machine that takes one request and answers it.</summary>
internal sealed class OneRequest : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public OneRequest(HttpStatusCode answer)
    {
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
        Request = Task.Run(() => TakeAsync(answer));
    }

    public string Url { get; }

    /// <summary>Its first line and its body.</summary>
    public Task<(string Line, string Body)> Request { get; }

    public void Dispose() => _listener.Dispose();

    private async Task<(string Line, string Body)> TakeAsync(HttpStatusCode answer)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var (first, length) = (await reader.ReadLineAsync() ?? "", 0);
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header[15..]) : length;
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(int)answer} {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return (first, new string(body));
    }
}
