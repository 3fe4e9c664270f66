using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Connection;
using LiveIp.V1;
using Option = System.CommandLine.Option;

namespace LiveIp.Cli.Commands.Posts;

/// <summary>A post as people type it.</summary>
internal sealed class PostOptions
{
    private readonly Argument<string[]> _text = new("text")
    {
        Description = "The post's text; may be left away where there is a title",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string> _title = new("--title") { Description = "Its first line" };
    private readonly Option<string[]> _links = new("--link")
    {
        Description = "An address, or platform=address: youtube=https://youtu.be/x; may be repeated",
    };
    private readonly Option<string[]> _tags = new("--tag") { Description = "Without '#'; may be repeated" };
    private readonly Option<string> _kind = new("--kind")
    {
        Description = "message, live, ended, schedule, recap or clip; live expires after 15 minutes instead of a day",
        DefaultValueFactory = static _ => "message",
    };
    private readonly Option<string> _written = new("--in") { Description = "The language that it is written in: en, zh" };
    private readonly Option<string[]> _to = new("--to")
    {
        Description = "Id of a distributor or of one of its accounts, discord or discord/fans; may be repeated. Else all that are set up",
    };
    private readonly Option<DateTimeOffset?> _at = new("--at") { Description = "Send it then and not before", CustomParser = Times.Parse };
    private readonly Option<string> _zone = new("--zone")
    {
        Description =
            "IANA time zone of --at and --slot: Asia/Shanghai. The post then leaves by the clocks there, also when their law changes",
    };
    private readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "What could not be sent by then is not sent late",
        CustomParser = Times.Parse,
    };

    private readonly Option<string> _broadcast = new("--broadcast")
    {
        Description = "The broadcast that it is about, broadcasts/{id} or the id alone: what comes back of it counts for that",
    };

    private readonly MediaOptions _media = new();
    private readonly SlotOptions _slots = new();

    public void AddTo(Command command)
    {
        AddContentTo(command);
        _media.AddTo(command);
        foreach (var option in (Option[])[_to, _at, _until])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What a post says, and not where and when.</summary>
    public void AddContentTo(Command command)
    {
        _kind.AcceptOnlyFromAmong("message", "live", "ended", "schedule", "recap", "clip");
        command.Arguments.Add(_text);
        foreach (var option in (Option[])[_title, _links, _tags, _kind, _written, _broadcast, _zone])
        {
            command.Options.Add(option);
        }

        _slots.AddTo(command);
    }

    public bool IsScheduled(ParseResult parsed) => parsed.GetValue(_at) is not null;

    public async Task<CreatePostRequest> ReadAsync(ParseResult parsed, HostConnection host, CancellationToken cancellationToken)
    {
        // A schedule may name its zone and leave at once.
        var zone = _slots.AreGiven(parsed) && parsed.GetValue(_at) is null ? null : parsed.GetValue(_zone);
        return new CreatePostRequest
        {
            Media = { _media.Sources(parsed) },
            AllowMediaLeftOut = _media.MayLeaveOut(parsed),
            Post = await PostAsync(parsed, host, cancellationToken),
            Distributors = { parsed.GetValue(_to) ?? [] },
            NotBefore = zone is null ? parsed.GetValue(_at)?.ToTimestamp() : null,
            LocalTime = zone is null ? "" : LocalTime(parsed),
            TimeZone = zone ?? "",
            NotAfter = parsed.GetValue(_until)?.ToTimestamp(),
        };
    }

    /// <summary>Without where and when.</summary>
    public Task<Post> ContentAsync(ParseResult parsed, HostConnection host, CancellationToken cancellationToken) =>
        parsed.GetValue(_zone) is null || _slots.AreGiven(parsed)
            ? PostAsync(parsed, host, cancellationToken)
            : throw new CliException("--zone is for --slot.", ExitCodes.Usage);

    private async Task<Post> PostAsync(ParseResult parsed, HostConnection host, CancellationToken cancellationToken)
    {
        var post = new Post
        {
            Title = parsed.GetValue(_title) ?? "",
            Text = string.Join(' ', parsed.GetValue(_text) ?? []),
            Language = parsed.GetValue(_written) ?? "",
            Broadcast = parsed.GetValue(_broadcast) is { } broadcast ? BroadcastNames.Of(broadcast) : "",
            Kind = parsed.GetValue(_kind) switch
            {
                "live" => Post.Types.Kind.LiveNow,
                "ended" => Post.Types.Kind.Ended,
                "schedule" => Post.Types.Kind.Schedule,
                "recap" => Post.Types.Kind.Recap,
                "clip" => Post.Types.Kind.Clip,
                _ => Post.Types.Kind.Message,
            },
            Tags = { parsed.GetValue(_tags) ?? [] },
            Links = { (parsed.GetValue(_links) ?? []).Select(Link) },
        };
        await _slots.AddToAsync(post, parsed, parsed.GetValue(_zone), host, cancellationToken);
        return post;
    }

    /// <summary>As it was typed: what it means is for the host's time zones to say.</summary>
    private string LocalTime(ParseResult parsed) =>
        parsed.GetResult(_at)?.Tokens is [var token]
            ? token.Value
            : throw new CliException("--at is needed with --zone, as 2026-05-01T18:00.", ExitCodes.Usage);

    /// <summary>An address has a scheme before any '=', and a platform's id has none.</summary>
    private static Post.Types.Link Link(string words)
    {
        var at = words.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && !words[..at].Contains(':', StringComparison.Ordinal)
            ? new Post.Types.Link { Platform = words[..at], Uri = words[(at + 1)..] }
            : new Post.Types.Link { Uri = words };
    }
}
