using System.Text;
using LiveIp.Host.Import.Formats;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Import;

public sealed class TwitchDownloaderFormatTests
{
    private static readonly TwitchDownloaderFormat Format = new();

    [Fact]
    public void Comments_become_what_the_adapter_would_have_made_of_them()
    {
        var read = Reading.Of(Format, Recordings.TwitchJson);

        Assert.Null(read.Truncated);
        Assert.Empty(read.Bad);
        Assert.Equal(("twitch", "42", "Foo"), (read.Source.Platform, read.Source.ChannelId, read.Source.Name));
        Assert.Equal(["11111111-aaaa", "22222222-bbbb", "33333333-cccc"], read.Chat.Select(static e => e.Id));
        var first = read.Chat[0];
        Assert.Equal(("twitch:5", "Ann", "ann"), (first.Actor.Person.Id, first.Actor.Person.DisplayName, first.Actor.Person.Handle));
        Assert.Equal((true, true, false), (first.Actor.IsModerator, first.Actor.IsMember, first.Actor.IsOwner));
        Assert.Equal(["", "25"], first.ChatMessage.Fragments.Select(static f => f.EmoteId));
        Assert.Equal(new DateTimeOffset(2023, 4, 5, 18, 0, 10, 500, TimeSpan.Zero), first.OccurredAt.ToDateTimeOffset());
        Assert.True(read.Chat[2].Actor.IsOwner);
        Assert.All(read.Events, static e => Assert.Equal("9001", e.Broadcast));
    }

    [Fact]
    public void Bits_are_a_contribution_tied_to_their_message()
    {
        var bits = Assert.Single(
            Reading.Of(Format, Recordings.TwitchJson).Items.OfType<RecordingItem.Happened>(),
            static h => h.Event.Contribution is not null
        );
        Assert.Equal("22222222-bbbb", bits.UnlessHeard);
        Assert.Equal(
            (100_000_000, "x-twitch-bits", Contribution.Types.Kind.Bits),
            (bits.Event.Contribution.Money.Micros, bits.Event.Contribution.Money.Currency, bits.Event.Contribution.Kind)
        );
    }

    [Fact]
    public void The_broadcast_starts_and_ends_where_the_video_does_and_a_clip_says_nothing_of_it()
    {
        var states = Reading.Of(Format, Recordings.TwitchJson).Events.Where(static e => e.BroadcastState is not null).ToArray();
        Assert.Equal(["9001:started", "9001:ended"], states.Select(static e => e.Id));
        Assert.Equal(3600, (states[1].OccurredAt - states[0].OccurredAt).Seconds);

        var clip = Recordings.TwitchJson.Replace("\"video\":{", "\"clipper\":{\"id\":1},\"video\":{", StringComparison.Ordinal);
        Assert.DoesNotContain(Reading.Of(Format, clip).Events, static e => e.BroadcastState is not null);
    }

    [Fact]
    public void Without_a_header_before_the_comments_they_say_themselves_where_they_belong()
    {
        var read = Reading.Of(Format, $$"""{"comments":[{{Recordings.Comment(1)}}]}""");
        Assert.Equal(("42", "9001"), (read.Source.ChannelId, read.Chat.Single().Broadcast));
    }

    [Fact]
    public void A_notice_is_no_chat_and_is_kept_as_it_came()
    {
        var comment = Recordings
            .Comment(1)
            .Replace("\"body\"", "\"user_notice_params\":{\"msg_id\":\"resub\"},\"body\"", StringComparison.Ordinal);
        var kept = Assert.Single(Reading.Of(Format, $$"""{"comments":[{{comment}}]}""").Events);
        Assert.Equal("twitch/usernotice.resub", kept.Vendor.Type);
        Assert.Equal(comment, kept.Vendor.Json);
    }

    [Theory]
    [InlineData("{\"_id\":\"x\",\"created_at\":\"yesterday\",\"message\":{\"body\":\"x\"}}")]
    [InlineData("{\"_id\":\"x\",\"created_at\":\"2023-04-05T18:00:00Z\",\"message\":{\"body\":\"\"}}")]
    [InlineData("{\"_id\":\"x\",\"created_at\":\"2023-04-05T18:00:00Z\",\"message\":{\"body\":\"\\ud800\"}}")]
    [InlineData("{\"_id\":\"x\",\"created_at\":\"2023-04-05T18:00:00Z\",\"message\":{\"body\":7}}")]
    [InlineData("{\"_id\":\"x\" \"created_at\":\"2023-04-05T18:00:00Z\"}")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("[]")]
    [InlineData("}")]
    public void A_bad_comment_is_named_by_its_line_and_the_others_are_read(string bad)
    {
        var read = Reading.Of(Format, Recordings.Twitch($"{Recordings.Comment(1, "one")},\n{bad},\n{Recordings.Comment(2, "two")}"));
        Assert.Equal(["one", "two"], read.Texts);
        Assert.All(read.BadLines, static line => Assert.Equal(3, line));
        Assert.NotEmpty(read.Bad);
        Assert.Null(read.Truncated);
    }

    [Fact]
    public void A_lost_quote_costs_its_comment_alone()
    {
        var broken = Recordings.Comment(2).Replace("\"hello\"", "\"hello", StringComparison.Ordinal);
        var rest = string.Join(',', Enumerable.Range(3, 2000).Select(static i => Recordings.Comment(i)));
        var read = Reading.Of(Format, Recordings.Twitch($"{Recordings.Comment(1)},{broken},{rest}"));
        Assert.Equal(2001, read.Chat.Count);
        Assert.Single(read.Bad);
        Assert.Null(read.Truncated);
    }

    [Fact]
    public void Depth_size_and_invalid_bytes_cost_their_comment_alone()
    {
        var deep = Recordings
            .Comment(2)
            .Replace("\"hello\"", new string('[', 100_000) + new string(']', 100_000), StringComparison.Ordinal);
        var huge = Recordings.Comment(3, new string('x', 2 * RecordBytes.MaxRecord));
        var content = Encoding.UTF8.GetBytes(
            Recordings.Twitch($"{Recordings.Comment(1)},{deep},{huge},{Recordings.Comment(4, "b~d")},{Recordings.Comment(5)}")
        );
        content[content.AsSpan().IndexOf((byte)'~')] = 0xFF;
        var read = Reading.Of(Format, content);
        Assert.Equal(["id-1", "id-5"], read.Chat.Select(static e => e.Id));
        Assert.Equal(3, read.Bad.Count);
    }

    [Fact]
    public void A_file_cut_off_anywhere_gives_what_is_whole_and_says_so()
    {
        var content = Encoding.UTF8.GetBytes(Recordings.TwitchJson);
        var all = Reading.Of(Format, content).Chat.Select(static e => e.Id).ToArray();
        for (var length = 1; length < content.Length; length++)
        {
            var read = Reading.Of(Format, content[..length]);
            Assert.Equal(all[..read.Chat.Count], read.Chat.Select(static e => e.Id));
            Assert.NotNull(read.Truncated);
        }
    }
}
