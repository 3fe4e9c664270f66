using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Commands.Channels;
using LiveIp.V1;
using Option = System.CommandLine.Option;
using Visibility = LiveIp.V1.PlannedDetails.Types.Privacy;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary>What a broadcast is to be, as people type it.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string> _title = new("--title") { Description = "As viewers read it" };
    private readonly Option<string> _description = new("--description") { Description = "The longer text, where the platform has one" };
    private readonly Option<string> _category = new("--category") { Description = "As in 'liveip categories': music, coding, gaming" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "May be repeated" };
    private readonly Option<string> _language = new("--language") { Description = "Spoken in it: en, zh" };
    private readonly Option<string> _privacy = new("--privacy")
    {
        Description = "public, unlisted or private, where the platform has that",
    };
    private readonly Option<FileInfo?> _thumbnail = new("--thumbnail")
    {
        Description = "An image that stands for it where the platform takes one: a JPEG or PNG file of at most 900 kB",
    };
    private readonly Option<DateTimeOffset?> _start = new("--start")
    {
        Description = "When it is to begin: 2026-05-01T20:00, in this machine's time zone, or with one of its own",
        CustomParser = Times.Parse,
    };
    private readonly Option<string[]> _channels = new("--channel")
    {
        Description = "channels/{id}, or the id alone; may be repeated; else all",
    };
    private readonly Option<string[]> _labels = new("--label") { Description = "name=value, to compare broadcasts by; may be repeated" };
    private readonly Option<string[]> _overrides = new("--for")
    {
        Description =
            "On one channel otherwise: channel:field=value, with title, description, category (also the platform's own), tag, language or privacy; may be repeated",
    };
    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Refuse when a channel cannot be told title and category, as on Bilibili, instead of saying so",
    };

    public void AddTo(Command command) => AddTo(command, All);

    /// <summary>Those that can be changed afterwards, on air too.</summary>
    public void AddChangesTo(Command command) => AddTo(command, Changes.Select(static c => c.Option));

    private void AddTo(Command command, IEnumerable<Option> options)
    {
        _privacy.AcceptOnlyFromAmong("public", "unlisted", "private");
        _overrides.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static t => ChannelField.Parse(t.Value) is null))
            {
                result.AddError($"'{token.Value}' is not channel:field=value, as in abc:title=\"Good evening\".");
            }
        });
        _labels.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{token.Value}' is not name=value, as in topic=coding.");
            }
        });
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    public bool IsAnyGiven(CommandResult result) => All.Any(o => IsGiven(result, o));

    /// <summary>One of those that <see cref="AddChangesTo"/> adds.</summary>
    public bool IsChangeGiven(CommandResult result) => Changes.Any(c => IsGiven(result, c.Option));

    /// <summary>What of these is to be changed; the mask is empty when nothing is. A plan stays as strict as it was made.</summary>
    public UpdateBroadcastRequest ReadChanges(ParseResult parsed)
    {
        var whole = Read(parsed);
        var request = new UpdateBroadcastRequest
        {
            UpdateMask = new(),
            Details = whole.Details,
            Thumbnail = whole.Thumbnail,
        };
        request.Overrides.Add(whole.Overrides);
        request.UpdateMask.Paths.Add(Changes.Where(c => IsGiven(parsed.CommandResult, c.Option)).Select(static c => c.Path));
        return request;
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    public bool HasStart(CommandResult result) => result.GetResult(_start) is { Implicit: false };

    public CreateBroadcastRequest Read(ParseResult parsed)
    {
        var request = new CreateBroadcastRequest
        {
            Details = new()
            {
                Title = parsed.GetValue(_title) ?? "",
                Description = parsed.GetValue(_description) ?? "",
                Category = parsed.GetValue(_category) ?? "",
                Language = parsed.GetValue(_language) ?? "",
                Privacy = PrivacyOf(parsed.GetValue(_privacy)),
            },
            StartTime = parsed.GetValue(_start)?.ToTimestamp(),
            Thumbnail = parsed.GetValue(_thumbnail) is { } file ? ByteString.CopyFrom(File.ReadAllBytes(file.FullName)) : ByteString.Empty,
            AllowUnsupported = !parsed.GetValue(_strict),
        };
        request.Details.Tags.Add(parsed.GetValue(_tags) ?? []);
        request.Channels.Add((parsed.GetValue(_channels) ?? []).Select(ChannelNames.Of));
        request.Labels.Add(LabelWords.Read(parsed.GetValue(_labels) ?? []));
        foreach (
            var fields in (parsed.GetValue(_overrides) ?? []).Select(static o => ChannelField.Parse(o)!).GroupBy(static f => f.Channel)
        )
        {
            var own = new ChannelOverride { Channel = ChannelNames.Of(fields.Key), Details = new() };
            foreach (var field in fields)
            {
                field.Set(own.Details);
            }

            request.Overrides.Add(own);
        }

        return request;
    }

    public static Visibility PrivacyOf(string? word) =>
        word switch
        {
            "public" => Visibility.Public,
            "unlisted" => Visibility.Unlisted,
            "private" => Visibility.Private,
            _ => Visibility.Unspecified,
        };

    private (Option Option, string Path)[] Changes =>
        [
            (_title, "title"),
            (_description, "description"),
            (_category, "category"),
            (_tags, "tags"),
            (_language, "language"),
            (_privacy, "privacy"),
            (_thumbnail, "thumbnail"),
            (_overrides, "overrides"),
        ];

    private Option[] All =>
        [_title, _description, _category, _tags, _language, _privacy, _thumbnail, _start, _channels, _labels, _overrides, _strict];
}
