using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Api;

/// <summary>One request of several that an attempt is made of. Redirects are answers like others.</summary>
internal static class ApiCall
{
    /// <param name="request">Its body, where it has one, is a <see cref="OnceContent"/>.</param>
    /// <param name="maxBytes">Of the answer; a longer one counts as unreadable.</param>
    /// <param name="cancellationToken">Holds the deadline.</param>
    /// <exception cref="NoAnswerException">No status came.</exception>
    public static async Task<ApiAnswer> SendAsync(HttpRequestMessage request, int maxBytes, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.ParseAdd("LiveIp/0.1");
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.ConnectionClose = true;
        try
        {
            using var sender = SingleAttempt.Create();
            using var response = await sender.SendAsync(request, cancellationToken);
            var (json, cut) = await JsonAnswer.ReadWholeAsync(response, maxBytes, cancellationToken);
            return new ApiAnswer(response, json, cut);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            throw NoAnswer(request, fault);
        }
    }

    private static NoAnswerException NoAnswer(HttpRequestMessage request, Exception fault)
    {
        var blocked = fault.InnerException as BlockedAddressException;
        var why =
            fault is OperationCanceledException ? "in time"
            : fault is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? $"({known.HttpRequestError})"
            : "(the connection broke)";
        return new NoAnswerException(blocked?.Message ?? $"No answer of {request.RequestUri!.Host} came {why}.", fault)
        {
            MayHaveArrived = request.Content is OnceContent { Began: true },
            IsBlocked = blocked is not null,
        };
    }
}
