using System.CommandLine;
using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Connection;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Posts;

/// <summary>What a schedule, a recap and a clip have besides title and text.</summary>
internal sealed class SlotOptions
{
    private readonly Option<string[]> _slots = new("--slot")
    {
        Description = "With --kind schedule: time=title by the clocks of --zone, 2026-05-01T18:00=Tea; may be repeated",
    };
    private readonly Option<string> _hook = new("--hook") { Description = "With --kind clip: a line that says why to watch it" };
    private readonly Option<string> _from = new("--from")
    {
        Description =
            "With --kind recap or clip: broadcasts/{id} or the id alone, from which title, links, length and peak viewers are taken where they are not given here",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_slots, _hook, _from])
        {
            command.Options.Add(option);
        }
    }

    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_slots) is { Length: > 0 };

    /// <summary>Adds to a post, which has what was typed, what its kind has.</summary>
    /// <param name="post">Is changed.</param>
    /// <param name="zone">IANA name; null where none was typed.</param>
    /// <exception cref="CliException">An option that is of another kind, or cannot be read.</exception>
    public async Task AddToAsync(Post post, ParseResult parsed, string? zone, HostConnection host, CancellationToken cancellationToken)
    {
        var (slots, hook, from) = (parsed.GetValue(_slots) ?? [], parsed.GetValue(_hook), parsed.GetValue(_from));
        Require(slots.Length == 0 || post.Kind == Post.Types.Kind.Schedule, "--slot is for --kind schedule.");
        Require(hook is null || post.Kind == Post.Types.Kind.Clip, "--hook is for --kind clip.");
        Require(from is null || post.Kind is Post.Types.Kind.Recap or Post.Types.Kind.Clip, "--from is for --kind recap and --kind clip.");
        if (post.Kind == Post.Types.Kind.Schedule)
        {
            Require(slots.Length > 0 && zone is not null, "--kind schedule needs --slot 2026-05-01T18:00=Title and --zone Asia/Shanghai.");
            post.Schedule = new Schedule { TimeZone = zone, Slots = { slots.Select(Slot) } };
        }

        if (from is not null)
        {
            var known = await host.Announcements.DraftPostAsync(
                new()
                {
                    Broadcast = BroadcastNames.Of(from),
                    Kind = post.Kind,
                    // Its words are the host's, and of them there are two languages; of others it has English ones.
                    Language = post.Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? post.Language : "",
                },
                cancellationToken: cancellationToken
            );
            Fill(post, known.Post);
        }

        if (hook is not null)
        {
            (post.Clip ??= new Clip()).Hook = hook;
        }
    }

    /// <summary>What was typed stands.</summary>
    private static void Fill(Post post, Post known)
    {
        post.Title = post.Title.Length > 0 ? post.Title : known.Title;
        post.Broadcast = post.Broadcast.Length > 0 ? post.Broadcast : known.Broadcast;
        if (post.Links.Count == 0)
        {
            post.Links.Add(known.Links);
        }

        if (known.Recap is { } recap)
        {
            post.Recap = recap;
        }

        if (known.Clip is { } clip)
        {
            post.Clip = clip;
        }
    }

    private static Schedule.Types.Slot Slot(string words) =>
        words.Split('=', 2) is [var time, var title]
            ? new Schedule.Types.Slot { LocalTime = time, Title = title }
            : throw new CliException($"'{words}' is no slot; say 2026-05-01T18:00=Title.", ExitCodes.Usage);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CliException(otherwise, ExitCodes.Usage);
        }
    }
}
