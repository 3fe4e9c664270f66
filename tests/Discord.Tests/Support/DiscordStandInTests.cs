using System.Net;
using System.Net.Http.Json;

namespace LiveIp.Plugins.Discord.Tests.Support;

/// <summary>The stand-in is as strict as the documents; the distributor's tests are worth no more than it is.</summary>
public sealed class DiscordStandInTests
{
    private static readonly string Path = DiscordStandIn.Address.AbsolutePath;

    [Fact]
    public async Task Without_wait_nothing_is_told_of_the_message()
    {
        await using var discord = new DiscordStandIn();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(discord, Path));
        Assert.Single(discord.Messages);
    }

    [Theory]
    [InlineData("PUT", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "x", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/other", HttpStatusCode.NotFound)]
    [InlineData("POST", "?wait=true&thread_id=abc", HttpStatusCode.BadRequest)]
    public async Task What_Discord_refuses_is_refused(string method, string more, HttpStatusCode status)
    {
        await using var discord = new DiscordStandIn();

        Assert.Equal(status, await PostAsync(discord, Path + more, new HttpMethod(method)));
        Assert.Empty(discord.Messages);
    }

    [Fact]
    public async Task Without_allowed_mentions_everyone_is_rung()
    {
        await using var discord = new DiscordStandIn();

        await PostAsync(discord, Path);

        Assert.True(Assert.Single(discord.Messages).RangEveryone);
    }

    private static async Task<HttpStatusCode> PostAsync(DiscordStandIn discord, string target, HttpMethod? method = null)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, new Uri(discord.Uri, target));
        request.Content = JsonContent.Create(new { content = "@everyone" });
        // The stand-in reads bodies whose length is told before.
        await request.Content.LoadIntoBufferAsync();
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
