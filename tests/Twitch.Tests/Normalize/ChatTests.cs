using Google.Protobuf.WellKnownTypes;
using LiveIp.Plugins.Twitch.Normalize;
using LiveIp.V1;

namespace Twitch.Tests.Normalize;

public class ChatTests
{
    [Fact]
    public void A_chat_message_has_its_own_id_and_what_the_badges_say()
    {
        var e = Wire.Read("channel.chat.message", Wire.Chat("m1"));

        Assert.Equal("m1", e.Id);
        Assert.Equal("2026-11-23T20:00:00Z", e.OccurredAt.ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ssZ"));
        Assert.Equal(ChatMessage.Types.Kind.Text, e.ChatMessage.Kind);
        Assert.Equal("hi", e.ChatMessage.Text);
        Assert.Equal(
            new Person
            {
                Id = "twitch:7",
                DisplayName = "Ann",
                Handle = "ann",
            },
            e.Actor.Person
        );
        Assert.True(e.Actor is { IsMember: true, IsModerator: true, IsOwner: false, IsVerified: false });
        Assert.False(e.Echo);
        Assert.Equal("", e.ChatMessage.ReplyToId);
        Assert.Null(e.ChatMessage.Attached);
    }

    [Fact]
    public void Fragments_cheer_and_reply_are_kept()
    {
        var json = """
            {"broadcaster_user_id":"1001","chatter_user_id":1001,"chatter_user_login":"star","chatter_user_name":"star","message_id":"m2",
            "message":{"text":"Cheer100 @Ann Kappa","fragments":[
              {"type":"cheermote","text":"Cheer100","cheermote":{"prefix":"cheer","bits":100,"tier":100}},
              {"type":"text","text":" "},
              {"type":"mention","text":"@Ann","mention":{"user_id":"7","user_login":"ann","user_name":"Ann"}},
              {"type":"emote","text":"Kappa","emote":{"id":"25","emote_set_id":"0","owner_id":"0","format":["static"]}}]},
            "message_type":"channel_points_highlighted","badges":[],"cheer":{"bits":100},
            "reply":{"parent_message_id":"m1","parent_message_body":"hi","parent_user_id":"7","parent_user_login":"ann","parent_user_name":"Ann"}}
            """;

        var e = Wire.Read("channel.chat.message", json);

        Assert.Equal(ChatMessage.Types.Kind.Highlighted, e.ChatMessage.Kind);
        Assert.Equal(
            [Fragment.Types.Kind.Cheer, Fragment.Types.Kind.Text, Fragment.Types.Kind.Mention, Fragment.Types.Kind.Emote],
            e.ChatMessage.Fragments.Select(f => f.Kind)
        );
        Assert.Equal("twitch:7", e.ChatMessage.Fragments[2].Mention.Id);
        Assert.Equal("25", e.ChatMessage.Fragments[3].EmoteId);
        Assert.Equal(100_000_000, e.ChatMessage.Attached.Micros);
        Assert.Equal("x-twitch-bits", e.ChatMessage.Attached.Currency);
        Assert.Equal("m1", e.ChatMessage.ReplyToId);
        Assert.Equal("Ann", e.ChatMessage.ReplyTo.DisplayName);
        Assert.True(e.Actor.IsOwner);
        Assert.Equal("", e.Actor.Person.Handle);
    }

    [Theory]
    [InlineData("2002", true)]
    [InlineData("1001", false)]
    public void In_shared_chat_only_what_was_written_elsewhere_is_an_echo(string source, bool echo)
    {
        var json = Wire.Chat("m3")
            .Replace("\"source_broadcaster_user_id\":null", $"\"source_broadcaster_user_id\":\"{source}\"")
            .Replace("\"source_message_id\":null", "\"source_message_id\":\"there\"");

        var e = Wire.Read("channel.chat.message", json);

        Assert.Equal(echo, e.Echo);
        Assert.Equal($"twitch:{source}", e.ChatMessage.SourceChannel.Id);
        Assert.Equal("there", e.ChatMessage.SourceId);
    }

    [Fact]
    public void An_announcement_is_a_chat_message_that_counts()
    {
        var e = Wire.Read("channel.chat.notification", Wire.Notice("announcement", """{"color":"BLUE"}"""));

        Assert.Equal("notice-1", e.Id);
        Assert.Equal(ChatMessage.Types.Kind.Announcement, e.ChatMessage.Kind);
        Assert.Equal("yay", e.ChatMessage.Text);
        Assert.False(e.Echo);
    }

    [Theory]
    [InlineData("bits_badge_tier")]
    [InlineData("shared_chat_sub")]
    [InlineData("something_new")]
    public void A_notice_without_a_common_meaning_is_kept_as_it_came(string notice)
    {
        var json = Wire.Notice(notice, """{"tier":1000}""");

        var e = Wire.Read("channel.chat.notification", json);

        Assert.Equal("notice-1", e.Id);
        Assert.Equal("twitch/channel.chat.notification", e.Vendor.Type);
        Assert.Equal(json, e.Vendor.Json);
        Assert.Equal("", e.Vendor.Reason);
    }

    [Fact]
    public void Deletions_name_the_message_and_its_author()
    {
        var e = Wire.Read(
            "channel.chat.message_delete",
            """{"broadcaster_user_id":"1001","target_user_id":"7","target_user_name":"Ann","target_user_login":"ann","message_id":"m1"}"""
        );

        Assert.Equal("meta-1", e.Id);
        Assert.Equal(Retraction.Types.Kind.MessageDeleted, e.Retraction.Kind);
        Assert.Equal(["m1"], e.Retraction.TargetIds);
        Assert.Equal("twitch:7", e.Retraction.Target.Id);
        Assert.Null(e.Actor);
    }

    [Fact]
    public void Clearing_is_of_one_person_or_of_all()
    {
        var one = Wire.Read(
            "channel.chat.clear_user_messages",
            """{"target_user_id":"7","target_user_name":"Ann","target_user_login":"ann"}"""
        );
        var all = Wire.Read("channel.chat.clear", $"{{{Wire.Broadcaster}}}");

        Assert.Equal(Retraction.Types.Kind.PersonCleared, one.Retraction.Kind);
        Assert.Equal("twitch:7", one.Retraction.Target.Id);
        Assert.Equal(Retraction.Types.Kind.ChatCleared, all.Retraction.Kind);
        Assert.Null(all.Actor);
    }

    [Theory]
    [InlineData("\"ends_at\":null,\"is_permanent\":true", Retraction.Types.Kind.Banned, null)]
    [InlineData("\"ends_at\":\"2026-11-23T20:10:00.000000001Z\",\"is_permanent\":false", Retraction.Types.Kind.TimedOut, 600L)]
    public void A_ban_with_an_end_is_a_timeout(string end, Retraction.Types.Kind kind, long? seconds)
    {
        var e = Wire.Read(
            "channel.ban",
            $"{{{Wire.User},{Wire.Broadcaster},\"moderator_user_id\":\"9\",\"moderator_user_login\":\"mod\",\"moderator_user_name\":\"Mod\",\"reason\":\"spam\",\"banned_at\":\"2026-11-23T20:00:00Z\",{end}}}"
        );

        Assert.Equal(kind, e.Retraction.Kind);
        Assert.Equal(seconds is { } s ? new Duration { Seconds = s } : null, e.Retraction.Duration);
        Assert.Equal("spam", e.Retraction.Reason);
        Assert.Equal("twitch:9", e.Actor.Person.Id);
        Assert.Equal("twitch:7", e.Retraction.Target.Id);
    }

    [Fact]
    public void An_unban_names_both()
    {
        var e = Wire.Read("channel.unban", $"{{{Wire.User},\"moderator_user_id\":\"9\"}}");

        Assert.Equal(Retraction.Types.Kind.Unbanned, e.Retraction.Kind);
        Assert.Equal("twitch:9", e.Actor.Person.Id);
        Assert.Equal("twitch:7", e.Retraction.Target.Id);
    }
}
