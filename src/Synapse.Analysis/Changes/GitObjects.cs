using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Synapse.Analysis.Changes;

/// <summary>
/// Reads objects by id through one `git cat-file --batch` process, started at the first read. Only ids are ever sent, so that no
/// path, however odd, can break the line protocol.
/// </summary>
internal sealed class GitObjects(GitProcess git) : IDisposable
{
    // Passing over a larger object costs more than starting the process again.
    private const long MaxSkippedBytes = 32L << 20;

    private readonly Lock _lock = new();
    private Process? _process;
    private bool _isDisposed;

    /// <summary>The object's bytes, or null where it does not exist, is of another type, or is larger than <paramref name="maxBytes"/>.</summary>
    /// <exception cref="IOException">Git ended unexpectedly.</exception>
    public byte[]? Read(string id, string type, int maxBytes)
    {
        if (id.Length is not (40 or 64) || id.AsSpan().ContainsAnyExcept("0123456789abcdef"))
        {
            return null;
        }

        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            try
            {
                return Exchange(id, type, maxBytes);
            }
            catch (IOException)
            {
                Stop();
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Stop();
        }
    }

    private byte[]? Exchange(string id, string type, int maxBytes)
    {
        var process = _process ??= StartBatch();
        process.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(id + "\n"));
        process.StandardInput.BaseStream.Flush();
        var stream = process.StandardOutput.BaseStream;
        var header = ReadLine(stream).Split(' ');
        if (header.Length != 3 || !long.TryParse(header[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return null;
        }

        if (size > maxBytes || header[1] != type)
        {
            Skip(stream, size + 1);
            return null;
        }

        var content = new byte[size];
        ReadExactly(stream, content);
        ReadExactly(stream, new byte[1]);
        return content;
    }

    private Process StartBatch()
    {
        var process = git.Start(["cat-file", "--batch"]);
        // Nobody waits for its complaints, but a full pipe would block it.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private void Skip(Stream stream, long count)
    {
        if (count > MaxSkippedBytes)
        {
            Stop();
            return;
        }

        var buffer = new byte[Math.Min(count, 64 << 10)];
        for (var left = count; left > 0;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            ReadExactly(stream, part);
            left -= part.Length;
        }
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        while (true)
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                throw new IOException("git cat-file ended unexpectedly.");
            }

            if (next == '\n')
            {
                return line.ToString();
            }

            line.Append((char)next);
        }
    }

    private static void ReadExactly(Stream stream, Span<byte> buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw new IOException("git cat-file ended unexpectedly.");
        }
    }

    private void Stop()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself already.
        }

        process.Dispose();
    }
}
