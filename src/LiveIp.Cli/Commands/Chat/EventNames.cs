using System.CommandLine;
using System.Globalization;
using LiveIp.Cli.Commands.Channels;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Chat;

/// <summary>The name of an event on a command line: its sequence, or channel and id as <c>abc/1234</c>.</summary>
internal static class EventNames
{
    public static Argument<string> Argument()
    {
        var argument = new Argument<string>("event")
        {
            Description = "Its sequence, as 'liveip events' shows it, or channel and event id: abc/1234",
        };
        argument.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && Find(token.Value) is null)
            {
                result.AddError($"'{token.Value}' names no event: give its sequence, or channel/id.");
            }
        });
        return argument;
    }

    public static EventName Of(string typed) => Find(typed)!;

    /// <summary>Null when it names none.</summary>
    public static EventName? Find(string typed)
    {
        if (long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0)
        {
            return new EventName { Sequence = sequence };
        }

        const string prefix = "channels/";
        var rest = typed.StartsWith(prefix, StringComparison.Ordinal) ? typed[prefix.Length..] : typed;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < rest.Length - 1
            ? new EventName { Channel = ChannelNames.Of(rest[..slash]), Id = rest[(slash + 1)..] }
            : null;
    }
}
