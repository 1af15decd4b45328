namespace Synapse.Core.Kernel;

/// <summary>
/// The closed list of reasons to refuse a command. <see cref="RefusalCodes"/> maps each to its HTTP status and CLI exit code.
/// </summary>
public enum RefusalCode
{
    /// <summary>The command or its input breaks a rule of form.</summary>
    Invalid,
    /// <summary>The aggregate that was named does not exist.</summary>
    NotFound,
    /// <summary>The same id was used before with another content.</summary>
    Conflict,
    /// <summary>The command does not fit the aggregate's state.</summary>
    WrongState,
    /// <summary>A named limit is reached; trying again later may work.</summary>
    Overloaded,
    /// <summary>A named size limit is exceeded; trying again will not help.</summary>
    TooLarge,
    /// <summary>The budget does not cover it.</summary>
    Exhausted,
    /// <summary>Whoever asks may not: the key is wrong, or what it opens is closed.</summary>
    Denied,
}

/// <summary>An expected "no": a value, never an exception.</summary>
/// <param name="Message">What, where and what to do, for a person.</param>
public sealed record Refusal(RefusalCode Code, string Message);

/// <summary>The one table from refusal to HTTP status and exit code.</summary>
public static class RefusalCodes
{
    public static (string Name, int HttpStatus, int ExitCode) Describe(RefusalCode code) => code switch
    {
        RefusalCode.Invalid => ("invalid", 400, 2),
        RefusalCode.NotFound => ("not-found", 404, 2),
        RefusalCode.Conflict => ("conflict", 409, 2),
        RefusalCode.WrongState => ("wrong-state", 409, 2),
        RefusalCode.Overloaded => ("overloaded", 429, 4),
        RefusalCode.TooLarge => ("too-large", 413, 2),
        RefusalCode.Exhausted => ("exhausted", 402, 4),
        RefusalCode.Denied => ("denied", 403, 2),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
