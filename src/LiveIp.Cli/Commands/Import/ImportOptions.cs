using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Import;

/// <summary>What to import, and where to.</summary>
internal sealed class ImportOptions
{
    private static readonly IReadOnlyDictionary<string, RecordingFormat> Formats = new Dictionary<string, RecordingFormat>
    {
        ["tsv"] = RecordingFormat.Tsv,
        ["twitchdownloader"] = RecordingFormat.TwitchDownloader,
        ["bililive-xml"] = RecordingFormat.BililiveXml,
    };

    private readonly Argument<string[]> _what = new("what")
    {
        Description =
            "Recordings on the host's machine, compressed with gzip or not; with --since channels, or platforms (all channels if absent)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _channel = new("--channel")
    {
        Description = "Into this channel: channels/{id}, or the id alone; else into the one that the file names",
    };

    private readonly Option<string?> _platform = new("--platform") { Description = "Platform of the recorded channel: youtube, twitch, …" };
    private readonly Option<string?> _channelId = new("--channel-id") { Description = "The platform's own id of the recorded channel" };
    private readonly Option<string?> _name = new("--name") { Description = "What the recorded channel is called" };

    private readonly Option<string?> _format = new("--format")
    {
        Description = $"{string.Join(", ", Formats.Keys)}; else recognised by the content",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Files: read and check everything, write nothing. Past broadcasts: what it would cost, and nothing else",
    };

    private readonly HistoryOptions _history;

    public ImportOptions(Command command)
    {
        command.Arguments.Add(_what);
        _history = new HistoryOptions(command);
        foreach (var option in (Option[])[_channel, _platform, _channelId, _name, _format, _dryRun])
        {
            command.Options.Add(option);
        }

        _format.AcceptOnlyFromAmong([.. Formats.Keys]);
        command.Validators.Add(result =>
        {
            var ofFiles = (Option[])[_channel, _platform, _channelId, _name, _format];
            if (_history.IsAsked(result) && ofFiles.FirstOrDefault(o => result.GetResult(o) is not null) is { } wrong)
            {
                result.AddError($"{wrong.Name} is for files; with --since name channels or platforms.");
            }

            if (!_history.IsAsked(result) && result.GetValue(_what) is null or [])
            {
                result.AddError(
                    "Name a file; or say since when past broadcasts are to be imported from the platforms: --since 2026-01-01."
                );
            }

            if (result.GetValue(_channel) is not null && (result.GetValue(_platform) ?? result.GetValue(_channelId)) is not null)
            {
                result.AddError("--channel does not go together with --platform and --channel-id.");
            }
        });
    }

    public HistoryOptions History => _history;

    /// <summary>As typed: files, or with --since channels and platforms.</summary>
    public IReadOnlyList<string> What(ParseResult parsed) => parsed.GetValue(_what) ?? [];

    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    public ImportRecordingRequest Request(ParseResult parsed, FileInfo file)
    {
        var request = new ImportRecordingRequest
        {
            Path = file.FullName,
            Format = parsed.GetValue(_format) is { } format ? Formats[format] : RecordingFormat.Unspecified,
            Channel = parsed.GetValue(_channel) is { Length: > 0 } channel ? ChannelNames.Of(channel) : "",
            RequestId = Guid.NewGuid().ToString("N"),
            ValidateOnly = parsed.GetValue(_dryRun),
        };
        if (request.Channel.Length == 0)
        {
            request.RecordedChannel = new RecordedChannel
            {
                Platform = parsed.GetValue(_platform) ?? "",
                PlatformChannelId = parsed.GetValue(_channelId) ?? "",
                DisplayName = parsed.GetValue(_name) ?? "",
            };
        }

        return request;
    }
}
