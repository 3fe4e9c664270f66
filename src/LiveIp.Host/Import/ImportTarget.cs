using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Import.Formats;

namespace LiveIp.Host.Import;

/// <summary>Finds the channel that a recording goes into, or makes one that is not followed.</summary>
internal sealed class ImportTarget(ChannelStore channels)
{
    /// <param name="order">Where to, as told.</param>
    /// <param name="said">What the file says of whose chat it is.</param>
    /// <returns>The channel and its platform; the channel is null when it would have to be made and nothing may be written.</returns>
    /// <exception cref="ImportRefusedException">It cannot go there, or nobody says where.</exception>
    public (ChannelRecord? Channel, string Platform) Find(ImportOrder order, RecordedSource said) =>
        order.Channel is { } name ? Existing(name, said) : Recorded(order, said);

    private (ChannelRecord, string) Existing(string name, RecordedSource said)
    {
        var channel =
            ChannelRecord.IdOf(name) is { } id && channels.Get(id) is { } found
                ? found
                : throw new ImportRefusedException(ErrorReasons.ChannelNotFound, $"There is no channel '{name}'.");
        if (said.Platform.Length > 0 && said.Platform != channel.Platform)
        {
            throw new ImportRefusedException(
                ErrorReasons.RecordingOfAnotherPlatform,
                $"The recording is from {said.Platform}, and {name} is a channel of {channel.Platform}."
            );
        }

        if (said.ChannelId.Length > 0 && said.ChannelId != channel.Identity.Id && said.OtherChannelId != channel.Identity.Id)
        {
            throw new ImportRefusedException(
                ErrorReasons.RecordingOfAnotherChannel,
                $"The recording is of {channel.Platform} channel {said.ChannelId}, and {name} is {channel.Identity.Id}. "
                    + "Without a channel, the import finds or makes the right one."
            );
        }

        return (channel, channel.Platform);
    }

    private (ChannelRecord?, string) Recorded(ImportOrder order, RecordedSource said)
    {
        var platform = order.Source.Platform.Length > 0 ? order.Source.Platform : said.Platform;
        var id = order.Source.ChannelId.Length > 0 ? order.Source.ChannelId : said.ChannelId;
        if (platform.Length == 0 || id.Length == 0)
        {
            throw new ImportRefusedException(
                ErrorReasons.ChannelNotTold,
                "The file does not say whose chat it is: name a channel, or the platform and the platform's id of the channel."
            );
        }

        if (said.Platform.Length > 0 && said.Platform != platform)
        {
            throw new ImportRefusedException(
                ErrorReasons.RecordingOfAnotherPlatform,
                $"The recording is from {said.Platform}, not from {platform}."
            );
        }

        var name = order.Source.Name.Length > 0 ? order.Source.Name : said.Name;
        var identity = new ChannelIdentity { Id = id, DisplayName = name.Length > 0 ? name : id };
        return (
            channels.FindOnPlatform(platform, id)
                ?? channels.FindOnPlatform(platform, said.OtherChannelId)
                ?? (order.ValidateOnly ? null : channels.CreateForHistory(ShortId.Make(), platform, identity)),
            platform
        );
    }
}
