using LiveIp.Cli.Connection;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Polls;

/// <summary>"polls/7" from "7" and from itself.</summary>
internal static class PollNames
{
    private const string Prefix = "polls/";

    public static string Of(string typed) => typed.StartsWith(Prefix, StringComparison.Ordinal) ? typed : Prefix + typed;

    /// <summary>The poll that is meant: the newest where none is named.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static async Task<string> MeantAsync(string? typed, HostConnection host, CancellationToken cancellationToken)
    {
        if (typed is not null)
        {
            return Of(typed);
        }

        var newest = await host.Polls.ListPollsAsync(new ListPollsRequest { PageSize = 1 }, cancellationToken: cancellationToken);
        return newest.Polls.FirstOrDefault()?.Name
            ?? throw new CliException("There is no poll yet. Start one: liveip poll \"Question?\" \"A\" \"B\"", ExitCodes.Refused);
    }
}
