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

    [Theory]
    [InlineData("""{"content":"a","attachments":[{"id":0}]}""", 1, HttpStatusCode.OK)]
    [InlineData("""{"content":"","attachments":[{"id":0}]}""", 1, HttpStatusCode.OK)]
    [InlineData("""{"content":"a","attachments":[{"id":0},{"id":1}]}""", 1, HttpStatusCode.BadRequest)]
    [InlineData("""{"content":"a"}""", 11, HttpStatusCode.BadRequest)]
    [InlineData("not json", 1, HttpStatusCode.BadRequest)]
    [InlineData(null, 1, HttpStatusCode.BadRequest)]
    public async Task A_form_with_files_is_read_as_strictly(string? payload, int files, HttpStatusCode status)
    {
        await using var discord = new DiscordStandIn();
        using var form = new MultipartFormDataContent();
        if (payload is not null)
        {
            form.Add(new StringContent(payload), "payload_json");
        }

        for (var i = 0; i < files; i++)
        {
            form.Add(new ByteArrayContent([1, 2, 3]), $"files[{i}]", "a.jpg");
        }

        Assert.Equal(status, await SendAsync(discord, HttpMethod.Post, Path + "?wait=true", form));
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, discord.Messages.Count);
    }

    [Fact]
    public async Task An_edit_takes_away_the_files_that_it_does_not_list_and_knows_no_others()
    {
        await using var discord = new DiscordStandIn();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("""{"content":"a"}"""), "payload_json" },
            { new ByteArrayContent([1]), "files[0]", "a.jpg" },
        };
        await SendAsync(discord, HttpMethod.Post, Path, form);
        var place = $"{Path}/messages/{Assert.Single(discord.Messages).Id}";

        using var unknown = JsonContent.Create(new { content = "b", attachments = new[] { new { id = "7" } } });
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(discord, HttpMethod.Patch, place, unknown));
        Assert.Single(Assert.Single(discord.Messages).Files);

        using var without = JsonContent.Create(new { content = "b" });
        Assert.Equal(HttpStatusCode.OK, await SendAsync(discord, HttpMethod.Patch, place, without));
        Assert.Empty(Assert.Single(discord.Messages).Files);
    }

    private static async Task<HttpStatusCode> PostAsync(DiscordStandIn discord, string target, HttpMethod? method = null)
    {
        using var content = JsonContent.Create(new { content = "@everyone" });
        return await SendAsync(discord, method ?? HttpMethod.Post, target, content);
    }

    private static async Task<HttpStatusCode> SendAsync(DiscordStandIn discord, HttpMethod method, string target, HttpContent content)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        using var request = new HttpRequestMessage(method, new Uri(discord.Uri, target)) { Content = content };
        // The stand-in reads bodies whose length is told before.
        await content.LoadIntoBufferAsync();
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
