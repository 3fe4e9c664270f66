namespace LiveIp.Cli;

/// <summary>What the program answers to the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The host said no: the request was wrong, or what it names is not there.</summary>
    public const int Refused = 1;

    /// <summary>The command line could not be understood, or names a file that cannot be read or written.</summary>
    public const int Usage = 2;

    /// <summary>The host cannot be reached, or the token is not right.</summary>
    public const int Unreachable = 3;

    /// <summary><c>status</c>: the host runs, and a connection is not online. <c>preflight</c>: something must be mended before the show.</summary>
    public const int Degraded = 4;

    /// <summary>Something was sent, and whether it arrived is not known: look before it is sent again.</summary>
    public const int Unknown = 5;

    /// <summary>All that a program may do is done; a person has still to publish something.</summary>
    public const int HandedOff = 6;

    /// <summary>Ctrl+C before a command was through, as shells count it; <c>watch</c> has no end of its own and answers 0.</summary>
    public const int Interrupted = 130;
}
