namespace Synapse.Simulation.Kernel;

/// <summary>What happened in a run, as one number (FNV-1a over every line), and as text where somebody asks for it.</summary>
internal sealed class Trace(SimLoop loop, TextWriter? output)
{
    private const ulong Prime = 0x100000001B3;

    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    public void Write(string what)
    {
        Mix(loop.Now.Ticks);
        foreach (var c in what)
        {
            Hash = (Hash ^ c) * Prime;
        }

        output?.WriteLine($"{loop.Now:HH:mm:ss.fff} {what}");
    }

    public void Write(string what, ReadOnlySpan<byte> data)
    {
        foreach (var b in data)
        {
            Hash = (Hash ^ b) * Prime;
        }

        Write(what);
    }

    private void Mix(long value)
    {
        for (var i = 0; i < 8; i++)
        {
            Hash = (Hash ^ (byte)(value >> (8 * i))) * Prime;
        }
    }
}
