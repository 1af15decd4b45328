namespace Synapse.Silo;

/// <summary>The exit codes of a silo.</summary>
internal static class SiloExit
{
    public const int Ok = 0;

    /// <summary>The command line or the configuration is wrong: trying again does not help.</summary>
    public const int Usage = 2;

    /// <summary>What it needs, such as the database, could not be reached, or it failed.</summary>
    public const int Failed = 4;
}
