namespace Synapse.Analysis.Flow;

/// <summary>What is known of the memory that a value of C or C++ stands for or points to.</summary>
/// <param name="Kind">Where it is: <c>stack</c>, <c>malloc</c>, <c>new</c> or <c>newArray</c>; empty where that is not known.</param>
/// <param name="Bytes">Its size; 0 where that is not known.</param>
/// <param name="Width">The size of one element in bytes; 0 where that is not known.</param>
internal sealed record Memory(string Kind, long Bytes = 0, long Width = 0)
{
    /// <summary>Nothing was put into the variable on any way here.</summary>
    public bool IsUnset { get; init; }

    /// <summary>It was given back on every way here.</summary>
    public bool IsFreed { get; init; }

    /// <summary>A number that was read from outside and has no upper limit yet.</summary>
    public bool IsOutside { get; init; }

    /// <summary>What may be null, because nothing asked since it was allocated.</summary>
    public bool IsUnchecked { get; init; }

    /// <summary>How many elements there are; 0 where that is not known.</summary>
    public long Count => Width > 0 ? Bytes / Width : 0;

    /// <summary>The words that a rule asks for.</summary>
    public string Words => string.Join(' ', (string[])[Kind, IsUnset ? "unset" : "", IsFreed ? "freed" : "", IsOutside ? "outside" : "", IsUnchecked ? "unchecked" : ""]);

    /// <summary>What holds of either of two values; a null pointer stands for no memory of its own.</summary>
    public static Memory? Either(Value a, Value b)
    {
        if (a.Memory == b.Memory)
        {
            return a.Memory;
        }

        if (a.Memory is null || b.Memory is null)
        {
            var (known, other) = a.Memory is null ? (b.Memory!, a) : (a.Memory, b);
            return other is { IsConstant: true, Constant: null } ? known with { IsFreed = false, IsUnset = false, IsUnchecked = false } : known.IsOutside ? known with { IsUnset = false } : null;
        }

        return new Memory(a.Memory.Kind == b.Memory.Kind ? a.Memory.Kind : "", a.Memory.Bytes == b.Memory.Bytes ? a.Memory.Bytes : 0, a.Memory.Width == b.Memory.Width ? a.Memory.Width : 0)
        {
            IsUnset = a.Memory.IsUnset && b.Memory.IsUnset,
            IsFreed = a.Memory.IsFreed && b.Memory.IsFreed,
            IsOutside = a.Memory.IsOutside || b.Memory.IsOutside,
            IsUnchecked = a.Memory.IsUnchecked && b.Memory.IsUnchecked,
        };
    }

    /// <summary>The size of a type in bytes on machines of today; 0 for one that is not known.</summary>
    public static long WidthOf(string type) => type switch
    {
        "char" or "bool" or "int8_t" or "uint8_t" or "BYTE" or "u_char" or "byte" => 1,
        "short" or "int16_t" or "uint16_t" or "WORD" => 2,
        "int" or "float" or "int32_t" or "uint32_t" or "DWORD" or "wchar_t" => 4,
        "long" or "double" or "int64_t" or "uint64_t" or "size_t" or "ssize_t" => 8,
        _ => 0,
    };
}
