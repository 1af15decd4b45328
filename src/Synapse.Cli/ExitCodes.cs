namespace Synapse.Cli;

internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>The review is finished and its findings fail it.</summary>
    public const int Gate = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The verdict does not cover everything, and that is not allowed.</summary>
    public const int Incomplete = 3;

    /// <summary>Synapse itself failed.</summary>
    public const int Internal = 4;

    /// <summary>Stopped from the keyboard, as shells count it.</summary>
    public const int Interrupted = 130;
}
