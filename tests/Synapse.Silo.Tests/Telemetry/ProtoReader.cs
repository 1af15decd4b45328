using System.Buffers.Binary;

namespace Synapse.Silo.Tests.Telemetry;

/// <summary>The fields of a protobuf message, one after another.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    public int Field { get; private set; }

    /// <summary>Of a field with a length.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Of a field that is a number.</summary>
    public ulong Number { get; private set; }

    public readonly string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public readonly string Hex => Convert.ToHexStringLower(Bytes);

    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        Field = (int)(tag >> 3);
        Bytes = default;
        Number = 0;
        switch (tag & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                Bytes = Take((int)Varint());
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new InvalidDataException($"field {Field} is of a type that there is not");
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
