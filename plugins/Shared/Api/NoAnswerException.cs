using LiveIp.Contracts;

namespace LiveIp.Plugins.Api;

/// <summary>A request ended without an answer. The message is for a person: it names the host and no more of the address.</summary>
internal sealed class NoAnswerException(string message, Exception cause) : Exception(message, cause)
{
    /// <summary>Whether the sending of the body had begun, so that the server may have acted. Always false for a request without a body.</summary>
    public required bool MayHaveArrived { get; init; }

    /// <summary>The address leads where nothing may be sent; another attempt is of no use.</summary>
    public required bool IsBlocked { get; init; }

    /// <summary>The same for whoever asked for something that publishes nothing.</summary>
    public AdapterException AsFailure() => new(IsBlocked ? FailureKind.Refused : FailureKind.Transient, Message);
}
