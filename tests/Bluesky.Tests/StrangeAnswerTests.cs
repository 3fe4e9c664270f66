using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests;

/// <summary>Answers that no document describes, after the server has acted.</summary>
public sealed class StrangeAnswerTests
{
    private static readonly RenderedPost Text = RenderedTexts.Of("开播了 🎉");

    public static TheoryData<int, string> Unreadable =>
        new()
        {
            { 200, "" },
            { 200, "{}" },
            { 200, "[]" },
            { 200, "null" },
            { 200, "<html></html>" },
            { 200, "{\"uri\":1}" },
            { 200, "{\"uri\":\"\\ud800\"}" },
            { 200, "{\"uri\":\"half" },
            { 200, "{\"uri\":\"" + new string('x', 3_000_000) + "\"}" },
            { 202, "{}" },
            { 502, "<html></html>" },
            { 504, "" },
        };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_yes_that_cannot_be_read_and_a_fault_on_the_way_are_unconfirmed_and_the_post_is_found(int status, string body)
    {
        await using var bench = await Bench.StartAsync();
        (bench.Server.Next, bench.Server.Say) = (Fault.ActAndSay, (status, body));

        var result = await bench.DeliverAsync(Text);

        Assert.Equal(DeliveryOutcome.Unconfirmed, result.Outcome);
        Assert.True((await bench.FindAsync(Text)).IsThere);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var bench = await Bench.StartAsync();
        (bench.Server.Next, bench.Server.Say) = (Fault.ActAndSay, (status, ""));

        var result = await bench.DeliverAsync(Text);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("redirect", result.Detail);
    }

    [Fact]
    public async Task Long_words_of_a_server_are_cut()
    {
        await using var bench = await Bench.StartAsync();
        (bench.Server.Next, bench.Server.Say) = (Fault.ActAndSay, (422, "{\"error\":\"no\\u0000\\n" + new string('字', 5000) + "\"}"));

        var result = await bench.DeliverAsync(Text);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.InRange(result.Detail!.Length, 50, 500);
        Assert.DoesNotContain(result.Detail, char.IsControl);
    }
}
