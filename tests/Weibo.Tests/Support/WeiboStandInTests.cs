using System.Net;

namespace LiveIp.Plugins.Weibo.Tests.Support;

/// <summary>The stand-in is as strict as the documents; the distributor's tests are worth no more than it is.</summary>
public sealed class WeiboStandInTests
{
    private const string Good = "https://live.bilibili.com/1";

    [Theory]
    [InlineData(WeiboStandIn.Token, "a " + Good, "211.156.0.1", HttpStatusCode.OK)]
    [InlineData("wrong", "a " + Good, "211.156.0.1", HttpStatusCode.Unauthorized)]
    [InlineData(WeiboStandIn.Token, "a " + Good, "", HttpStatusCode.BadRequest)]
    [InlineData(WeiboStandIn.Token, "", "211.156.0.1", HttpStatusCode.BadRequest)]
    [InlineData(WeiboStandIn.Token, "#a# " + Good, "211.156.0.1", HttpStatusCode.BadRequest)]
    [InlineData(WeiboStandIn.Token, "a https://youtu.be/x", "211.156.0.1", HttpStatusCode.BadRequest)]
    [InlineData(WeiboStandIn.Token, "a https://bilibili.com.example.org/x", "211.156.0.1", HttpStatusCode.BadRequest)]
    public async Task What_Weibo_refuses_is_refused(string token, string status, string rip, HttpStatusCode answer)
    {
        await using var weibo = new WeiboStandIn();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["access_token"] = token,
                ["status"] = status,
                ["rip"] = rip,
            }
        );

        using var response = await client.PostAsync(new Uri(weibo.Uri, "2/statuses/share.json"), form);

        Assert.Equal(answer, response.StatusCode);
        Assert.Equal(answer == HttpStatusCode.OK ? 1 : 0, weibo.Posted.Count);
    }

    [Theory]
    [InlineData("pic", "FFD8FF", 3, HttpStatusCode.OK)]
    [InlineData("pic", "47494638", 4_999_999, HttpStatusCode.OK)]
    [InlineData("pic", "89504E47", 5_000_000, HttpStatusCode.BadRequest)]
    [InlineData("pic", "52494646", 100, HttpStatusCode.BadRequest)]
    [InlineData("file", "FFD8FF", 100, HttpStatusCode.BadRequest)]
    public async Task Of_pictures_what_Weibo_refuses_is_refused(string field, string beginning, int length, HttpStatusCode answer)
    {
        await using var weibo = new WeiboStandIn();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        var picture = new byte[length];
        Convert.FromHexString(beginning).CopyTo(picture, 0);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(WeiboStandIn.Token), "access_token" },
            { new StringContent("a " + Good), "status" },
            { new StringContent("211.156.0.1"), "rip" },
            { new ByteArrayContent(picture), field, "a.jpg" },
        };

        using var response = await client.PostAsync(new Uri(weibo.Uri, "2/statuses/share.json"), form);

        Assert.Equal(answer, response.StatusCode);
        Assert.Equal(answer == HttpStatusCode.OK ? 1 : 0, weibo.Pictures.Count);
    }
}
