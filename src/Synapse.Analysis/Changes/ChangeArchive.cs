using System.Text;
using Synapse.Analysis.Suppressions;

namespace Synapse.Analysis.Changes;

/// <summary>
/// All that a review reads, as bytes: the change, the whole files beside it and what the repository says about its reviews. The same input
/// gives the same bytes, so their digest names it; and a review can be run again from them when its source is gone.
/// </summary>
public static class ChangeArchive
{
    /// <summary>Bytes of the largest input that is kept.</summary>
    public const int MaxBytes = 32 << 20;

    private const string Form = "synapse.change/1";

    /// <summary>The change with its whole files in memory, and its archive; null where it is larger than <see cref="MaxBytes"/>.</summary>
    public static (Change Change, byte[]? Bytes) Write(Change change, RepositoryPolicy policy)
    {
        var room = MaxBytes - Size(change);
        var (newTexts, oldTexts) = (Keep(change.NewTexts, change.Files.Where(f => f.Status != FileStatus.Deleted).Select(f => f.Path), ref room), Keep(change.OldTexts, change.Files.Where(f => f.Status != FileStatus.Added).Select(f => f.OldPath), ref room));
        if (room < 0)
        {
            return (change, null);
        }

        var kept = change with { NewTexts = newTexts, OldTexts = oldTexts };
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Form);
            Write(writer, kept);
            writer.Write(policy.Write());
            writer.Write(policy.Baseline.Write());
        }

        return stream.Length <= MaxBytes ? (kept, stream.ToArray()) : (kept, null);
    }

    /// <exception cref="InvalidDataException">It is damaged, or of a form that this version does not know.</exception>
    public static (Change Change, RepositoryPolicy Policy) Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes.ToArray()), Encoding.UTF8);
            if (reader.ReadString() is var form && form != Form)
            {
                throw new InvalidDataException($"an input of the form '{form}' is not known to this version");
            }

            var change = ReadChange(reader);
            var policy = RepositoryPolicy.Read(reader.ReadString()).Policy;
            return (change, policy with { Baseline = Baseline.Read(reader.ReadString()).Baseline });
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"a kept input is damaged: {e.Message}", e);
        }
    }

    private static void Write(BinaryWriter writer, Change change)
    {
        WriteAll(writer, [change.Title, change.Author, change.BaseRevision, change.HeadRevision]);
        WriteList(writer, change.Commits, c => WriteAll(writer, [c.Id, c.Author, c.Title]));
        WriteList(writer, change.Clips, c => WriteAll(writer, [c.Path, c.Limit, c.Message]));
        WriteList(writer, change.Files, f =>
        {
            WriteAll(writer, [f.Path, f.OldPath, f.OldMode, f.NewMode, f.Commit]);
            writer.Write7BitEncodedInt((int)f.Status);
            writer.Write(f.IsBinary);
            writer.Write(f.IsSubmodule);
            WriteList(writer, f.Hunks, h =>
            {
                writer.Write7BitEncodedInt(h.OldStart);
                writer.Write7BitEncodedInt(h.NewStart);
                writer.Write(h.Heading);
                WriteList(writer, h.Lines, l =>
                {
                    writer.Write((byte)l.Kind);
                    writer.Write7BitEncodedInt(l.OldLine);
                    writer.Write7BitEncodedInt(l.NewLine);
                    writer.Write(l.Text.ToString());
                });
            });
        });
        WriteTexts(writer, change.NewTexts);
        WriteTexts(writer, change.OldTexts);
    }

    private static Change ReadChange(BinaryReader reader)
    {
        var (title, author, @base, head) = (reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
        var commits = ReadList(reader, () => new ChangeCommit(reader.ReadString(), reader.ReadString(), reader.ReadString()));
        var clips = ReadList(reader, () => new ChangeClip(reader.ReadString(), reader.ReadString(), reader.ReadString()));
        var files = ReadList(reader, () =>
        {
            var (path, oldPath, oldMode, newMode, commit) = (reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
            var (status, isBinary, isSubmodule) = ((FileStatus)reader.Read7BitEncodedInt(), reader.ReadBoolean(), reader.ReadBoolean());
            var hunks = ReadList(reader, () => new Hunk(
                reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.ReadString(), ReadList(reader, () => new DiffLine(
                    (DiffLineKind)reader.ReadByte(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.ReadString().AsMemory()))));
            return new ChangedFile(path, oldPath, status, hunks, isBinary, isSubmodule, oldMode, newMode, commit);
        });
        return new Change(title, author, @base, head, files, clips, ReadTexts(reader), ReadTexts(reader)) { Commits = commits };
    }

    /// <summary>Reads the files, as long as there is room.</summary>
    private static KeptTexts? Keep(IFileTexts? source, IEnumerable<string> paths, ref long room)
    {
        if (source is null)
        {
            return null;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (room >= 0 && !texts.ContainsKey(path) && source.Read(path) is { } text)
            {
                texts.Add(path, text);
                room -= text.Length;
            }
        }

        return new KeptTexts(texts);
    }

    private static long Size(Change change)
    {
        var size = 0L;
        foreach (var hunk in change.Files.SelectMany(f => f.Hunks))
        {
            foreach (var line in hunk.Lines)
            {
                size += line.Text.Length;
            }
        }

        return size;
    }

    private static void WriteTexts(BinaryWriter writer, IFileTexts? texts)
    {
        writer.Write(texts is not null);
        if (texts is KeptTexts kept)
        {
            WriteList(writer, [.. kept.All.OrderBy(t => t.Key, StringComparer.Ordinal)], t => WriteAll(writer, [t.Key, t.Value]));
        }
    }

    private static KeptTexts? ReadTexts(BinaryReader reader) => reader.ReadBoolean()
        ? new KeptTexts(ReadList(reader, () => (Path: reader.ReadString(), Text: reader.ReadString())).ToDictionary(t => t.Path, t => t.Text, StringComparer.Ordinal))
        : null;

    private static void WriteAll(BinaryWriter writer, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<T> read)
    {
        // The count is not trusted with memory: what is damaged ends at the end of the bytes.
        var count = reader.Read7BitEncodedInt();
        var items = new List<T>(Math.Clamp(count, 0, 1_000));
        for (var i = 0; i < count; i++)
        {
            items.Add(read());
        }

        return items;
    }
}
