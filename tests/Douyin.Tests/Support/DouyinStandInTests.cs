using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LiveIp.Plugins.Douyin.Tests.Support;

/// <summary>The stand-in is as strict as the documents; the distributor's tests are worth no more than it is.</summary>
public sealed class DouyinStandInTests
{
    [Theory]
    [InlineData(DouyinStandIn.Token, DouyinStandIn.OpenId, DouyinStandIn.Uploaded, 0)]
    [InlineData("act.wrong", DouyinStandIn.OpenId, DouyinStandIn.Uploaded, 28001003)]
    [InlineData(DouyinStandIn.Token, "somebody", DouyinStandIn.Uploaded, 2100005)]
    [InlineData(DouyinStandIn.Token, DouyinStandIn.OpenId, "v0none", 2100005)]
    public async Task What_Douyin_refuses_is_refused(string token, string openId, string video, int code)
    {
        await using var douyin = new DouyinStandIn();

        var answer = await PostAsync(douyin, "create_video/", openId, token, JsonContent.Create(new { video_id = video, text = "a" }));

        Assert.Equal(code, (int)answer["data"]!["error_code"]!);
        Assert.Equal(code == 0 ? 1 : 0, douyin.Posted.Count);
    }

    [Fact]
    public async Task Parts_that_are_too_small_missing_or_of_no_upload_are_refused()
    {
        await using var douyin = new DouyinStandIn();
        var upload = (string)
            (await PostAsync(douyin, "part/init/", DouyinStandIn.OpenId, DouyinStandIn.Token, null))["data"]!["upload_id"]!;

        async Task<int> CodeAsync(string call, byte[]? part)
        {
            var content = part is null ? null : new MultipartFormDataContent { { new ByteArrayContent(part), "video", "video.mp4" } };
            return (int)(await PostAsync(douyin, call, DouyinStandIn.OpenId, DouyinStandIn.Token, content))["data"]!["error_code"]!;
        }

        Assert.Equal(2114008, await CodeAsync($"part/upload/?upload_id={upload}&part_number=1", new byte[100]));
        Assert.Equal(2100005, await CodeAsync($"part/upload/?upload_id={upload}&part_number=0", new byte[6_000_000]));
        Assert.Equal(2114007, await CodeAsync("part/upload/?upload_id=none&part_number=1", new byte[6_000_000]));
        Assert.Equal(0, await CodeAsync($"part/upload/?upload_id={upload}&part_number=2", new byte[6_000_000]));
        Assert.Equal(2114009, await CodeAsync($"part/complete/?upload_id={upload}", null));
        Assert.Equal(2100005, await CodeAsync("upload_video/", null));
    }

    private static async Task<JsonNode> PostAsync(DouyinStandIn douyin, string call, string openId, string token, HttpContent? content)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        var mark = call.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(douyin.Uri, $"api/douyin/v1/video/{call}{mark}open_id={openId}")
        );
        request.Headers.Add("access-token", token);
        request.Content = content;
        if (content is not null)
        {
            // The stand-in reads what has a length.
            await content.LoadIntoBufferAsync();
        }

        using var answer = await client.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
