using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Events;

/// <summary>Which events; the same for watching and exporting.</summary>
internal sealed class EventFilterOptions
{
    private readonly Option<string[]> _channels = new("--channel") { Description = "Only this channel, channels/{id}; may be repeated" };
    private readonly Option<string[]> _platforms = new("--platform") { Description = "Only this platform; may be repeated" };
    private readonly Option<string[]> _kinds = new("--kind")
    {
        Description = "Only this kind (chat_message, contribution, …); may be repeated",
    };

    public EventFilterOptions(Command command)
    {
        command.Options.Add(_channels);
        command.Options.Add(_platforms);
        command.Options.Add(_kinds);
    }

    public EventFilter Read(ParseResult parsed) =>
        new()
        {
            Channels = { (parsed.GetValue(_channels) ?? []).Select(ChannelNames.Of) },
            Platforms = { parsed.GetValue(_platforms) ?? [] },
            Kinds = { parsed.GetValue(_kinds) ?? [] },
        };
}
