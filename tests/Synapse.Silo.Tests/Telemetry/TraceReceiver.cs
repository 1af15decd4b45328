using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Synapse.Silo.Tests.Telemetry;

/// <summary>A collector: it takes OTLP over gRPC on a loopback port and keeps the spans.</summary>
internal sealed class TraceReceiver : IAsyncDisposable
{
    private const int FrameHeader = 5;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Span> _spans = new();

    private TraceReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public string Endpoint => _app.Urls.Single();

    public IReadOnlyList<Span> Spans => [.. _spans];

    public static async Task<TraceReceiver> StartAsync()
    {
        var receiver = new TraceReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>One unary call: a frame in, an empty message and a status back.</summary>
    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var frame = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (context.Request.Path == "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
        {
            Read(frame.Span);
        }

        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[FrameHeader]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private void Read(ReadOnlySpan<byte> frame)
    {
        Assert.Equal(0, frame[0]);
        Assert.Equal(frame.Length - FrameHeader, BinaryPrimitives.ReadInt32BigEndian(frame[1..]));
        for (var request = new ProtoReader(frame[FrameHeader..]); request.Next();)
        {
            ReadResource(request.Bytes);
        }
    }

    private void ReadResource(ReadOnlySpan<byte> spansOfResource)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var part = new ProtoReader(spansOfResource); part.Next();)
        {
            for (var field = new ProtoReader(part.Field == 1 ? part.Bytes : default); field.Next();)
            {
                ReadAttribute(field.Bytes, attributes);
            }
        }

        var process = attributes["service.name"] == "synapse-silo" ? attributes["service.instance.id"] : attributes["service.name"];
        for (var part = new ProtoReader(spansOfResource); part.Next();)
        {
            if (part.Field == 2)
            {
                ReadScope(process, part.Bytes);
            }
        }
    }

    private static void ReadAttribute(ReadOnlySpan<byte> pair, Dictionary<string, string> attributes)
    {
        var (key, value) = ("", "");
        for (var field = new ProtoReader(pair); field.Next();)
        {
            if (field.Field == 1)
            {
                key = field.Text;
            }
            else
            {
                var any = new ProtoReader(field.Bytes);
                value = any.Next() && any.Field == 1 ? any.Text : "";
            }
        }

        attributes[key] = value;
    }

    private void ReadScope(string process, ReadOnlySpan<byte> spansOfScope)
    {
        var source = "";
        for (var part = new ProtoReader(spansOfScope); part.Next();)
        {
            if (part.Field == 1)
            {
                var scope = new ProtoReader(part.Bytes);
                source = scope.Next() ? scope.Text : "";
            }
            else if (part.Field == 2)
            {
                _spans.Enqueue(ReadSpan(process, source, part.Bytes));
            }
        }
    }

    private static Span ReadSpan(string process, string source, ReadOnlySpan<byte> message)
    {
        var span = new Span(process, source, "", "", "", "", 0, 0);
        for (var field = new ProtoReader(message); field.Next();)
        {
            span = field.Field switch
            {
                1 => span with { Trace = field.Hex },
                2 => span with { Id = field.Hex },
                4 => span with { Parent = field.Hex },
                5 => span with { Name = field.Text },
                7 => span with { Start = field.Number },
                8 => span with { End = field.Number },
                _ => span,
            };
        }

        return span;
    }
}
