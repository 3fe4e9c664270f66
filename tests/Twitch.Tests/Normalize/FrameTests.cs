using System.Text;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.Normalize;

namespace Twitch.Tests.Normalize;

public class FrameTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 21, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Times_with_nine_digits_are_read()
    {
        var frame = Parse(
            """{"metadata":{"message_id":"a","message_type":"session_keepalive","message_timestamp":"2026-11-23T20:00:00.123456789Z"},"payload":{}}"""
        );

        Assert.Equal(FrameKind.Keepalive, frame.Kind);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero), frame.At, TimeSpan.FromSeconds(0.2));
        Assert.Equal(123, frame.At.Millisecond);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"metadata":{"message_id":"a"}}""")]
    [InlineData("""{"metadata":{"message_type":"notification","subscription_type":"channel.follow"},"payload":{}}""")]
    [InlineData("""{"metadata":{"message_type":"notification","message_id":"a"},"payload":{}}""")]
    public void What_is_no_frame_is_kept_with_a_reason(string text)
    {
        var frame = Parse(text);
        var vendor = Frames.ToVendor(frame);

        Assert.Equal(FrameKind.Malformed, frame.Kind);
        Assert.NotEqual("", vendor.Vendor.Reason);
        Assert.Equal(text, JsonDocument.Parse(vendor.Vendor.Json).RootElement.GetProperty("text").GetString());
        Assert.StartsWith("malformed:", vendor.Id);
        Assert.Equal(Now, vendor.OccurredAt.ToDateTimeOffset());
    }

    [Fact]
    public void Unreadable_frames_are_cut_and_keep_no_addresses_and_keys()
    {
        var text =
            """{"reconnect_url":"wss://eventsub.wss.twitch.tv/ws?id=secretsecret","token":"abcdefghijklmnopqrstuvwxyz0123"""
            + "\""
            + new string(' ', 5000)
            + "end";

        var vendor = Frames.ToVendor(Parse(text)).Vendor;

        Assert.DoesNotContain("secret", vendor.Json);
        Assert.DoesNotContain("abcdefghij", vendor.Json);
        Assert.DoesNotContain("end", vendor.Json);
        Assert.InRange(vendor.Json.Length, 1, 2 * UnreadableSample.MaxBytes);
    }

    [Theory]
    [InlineData("session_welcome", "id")]
    [InlineData("session_reconnect", "reconnect_url")]
    public void A_session_that_is_named_by_no_text_is_a_malformed_frame(string type, string field)
    {
        var frame = Parse(
            $$$$"""{"metadata":{"message_id":"a","message_type":"{{{{type}}}}"},"payload":{"session":{"{{{{field}}}}":"\ud800"}}}"""
        );

        Assert.Equal(FrameKind.Malformed, frame.Kind);
    }

    [Fact]
    public void An_unknown_frame_about_the_session_keeps_no_address()
    {
        var frame = Parse(
            """{"metadata":{"message_id":"a","message_type":"session_move"},"payload":{"session":{"url":"wss://example.org/ws?id=1"}}}"""
        );

        Assert.DoesNotContain("example.org", Frames.ToVendor(frame).Vendor.Json);
    }

    [Fact]
    public void A_huge_frame_and_a_deep_one_are_malformed()
    {
        Assert.Contains("longer", Parse($"\"{new string('x', UnreadableSample.MaxMessageBytes)}\"").Reason);
        Assert.Equal("no JSON", Parse(new string('[', 10_000) + new string(']', 10_000)).Reason);
    }

    private static EventSubFrame Parse(string text) => EventSubFrame.Parse(Encoding.UTF8.GetBytes(text), Now);
}
