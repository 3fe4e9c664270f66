using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Tests.YouTube;

/// <summary>videos.insert by the resumable protocol, as an independent client would speak it, and what is refused.</summary>
public sealed class VideoUploadTests : IAsyncLifetime
{
    private const int Unit = 256 * 1024;
    private const string Begin = "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status";

    private EmulatedYouTube _youTube = null!;

    public async ValueTask InitializeAsync() => _youTube = await EmulatedYouTube.StartAsync();

    public ValueTask DisposeAsync() => _youTube.DisposeAsync();

    [Fact]
    public async Task A_video_in_two_chunks_is_resumed_completed_and_listed()
    {
        var session = await BeginAsync(Unit + 10);

        Assert.Equal((308, null), Told(await PutAsync(session, [], $"bytes */{Unit + 10}")));
        Assert.Equal((308, $"bytes=0-{Unit - 1}"), Told(await PutAsync(session, new byte[Unit], $"bytes 0-{Unit - 1}/{Unit + 10}")));
        Assert.Equal((308, $"bytes=0-{Unit - 1}"), Told(await PutAsync(session, [], $"bytes */{Unit + 10}")));
        using var done = await PutAsync(session, new byte[10], $"bytes {Unit}-{Unit + 9}/{Unit + 10}");

        Assert.Equal(201, (int)done.StatusCode);
        var video = JsonNode.Parse(await done.Content.ReadAsStringAsync())!;
        var id = (string)video["id"]!;
        Assert.Equal(
            ("Comet", "public", "uploaded"),
            ((string?)video["snippet"]!["title"], (string?)video["status"]!["privacyStatus"], (string?)video["status"]!["uploadStatus"])
        );
        var (status, listed) = await _youTube.GetAsync($"/youtube/v3/videos?id={id}&part=snippet,statistics");
        Assert.Equal((200, "0"), (status, (string?)listed["items"]![0]!["statistics"]!["viewCount"]));

        // Asked again, it is the same video.
        using var again = await PutAsync(session, [], $"bytes */{Unit + 10}");
        Assert.Equal((201, id), ((int)again.StatusCode, (string?)JsonNode.Parse(await again.Content.ReadAsStringAsync())!["id"]));
        Assert.Equal(1, _youTube.Stage.Uploads.Bucket.Used);
    }

    [Theory]
    [InlineData(100, "bytes 0-99/300000")]
    [InlineData(100, "bytes 0-98/600000")]
    [InlineData(Unit, "bytes 1-262144/600000")]
    [InlineData(Unit, "bytes 0-262143/600001")]
    [InlineData(Unit, "bytes 262143-0/600000")]
    [InlineData(Unit, "bytes 0-262143")]
    [InlineData(Unit, "octets 0-262143/600000")]
    [InlineData(3, "bytes */600000")]
    public async Task A_chunk_that_does_not_continue_the_upload_is_refused_and_nothing_is_kept(int bytes, string range)
    {
        var session = await BeginAsync(600_000);

        using var refused = await PutAsync(session, new byte[bytes], range);

        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Equal((308, null), Told(await PutAsync(session, [], "bytes */600000")));
    }

    public static TheoryData<string, string?> Resources =>
        new()
        {
            { """{"snippet":{"title":""}}""", "invalidTitle" },
            { """{"snippet":{"title":"a<b"}}""", "invalidTitle" },
            { $$$"""{"snippet":{"title":"{{{new string('星', 100)}}}"}}""", null },
            { $$$"""{"snippet":{"title":"{{{new string('星', 101)}}}"}}""", "invalidTitle" },
            { $$$"""{"snippet":{"title":"a","description":"{{{new string('a', 5000)}}}"}}""", null },
            { $$$"""{"snippet":{"title":"a","description":"{{{new string('a', 5001)}}}"}}""", "invalidDescription" },
            { $$$"""{"snippet":{"title":"a","description":"{{{new string('星', 1667)}}}"}}""", "invalidDescription" },
            { $$$"""{"snippet":{"title":"a","tags":["{{{new string('a', 501)}}}"]}}""", "invalidTags" },
            { """{"snippet":{"title":"a","categoryId":"999"}}""", "invalidCategoryId" },
            { """{"snippet":{"title":"a"},"status":{"privacyStatus":"secret"}}""", "invalidVideoMetadata" },
            { "[]", "parseError" },
        };

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task What_a_video_may_not_be_called_is_refused_before_a_byte_is_taken(string resource, string? reason)
    {
        using var answer = await SendAsync(HttpMethod.Post, Begin, Encoding.UTF8.GetBytes(resource), "application/json");

        Assert.Equal(reason is null ? 200 : 400, (int)answer.StatusCode);
        Assert.Equal(reason is null, answer.Headers.Location is not null);
        if (reason is not null)
        {
            Assert.Contains($"\"reason\":\"{reason}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Other_kinds_other_files_other_people_and_old_sessions_are_refused()
    {
        using var simple = await SendAsync(HttpMethod.Post, "/upload/youtube/v3/videos?uploadType=media&part=snippet", [1], "video/mp4");
        using var picture = await SendAsync(
            HttpMethod.Post,
            Begin,
            "{}"u8.ToArray(),
            "application/json",
            ("X-Upload-Content-Type", "image/png")
        );
        using var nobody = await _youTube.Http.PostAsync(Begin, new StringContent("{}"));
        using var unknown = await PutAsync(
            new Uri("/upload/youtube/v3/videos?uploadType=resumable&upload_id=none", UriKind.Relative),
            [1],
            null
        );
        var session = await BeginAsync(10);
        _youTube.Token = _youTube.Stage.Access.Issue();
        _youTube.Clock.Advance(TimeSpan.FromDays(7));
        _youTube.Token = _youTube.Stage.Access.Issue();
        using var old = await PutAsync(session, [1], "bytes */10");

        Assert.Equal(
            (400, 400, 403, 404, 404),
            ((int)simple.StatusCode, (int)picture.StatusCode, (int)nobody.StatusCode, (int)unknown.StatusCode, (int)old.StatusCode)
        );
    }

    [Fact]
    public async Task A_day_has_a_hundred_uploads_and_the_token_is_asked_for_with_every_chunk()
    {
        var session = await BeginAsync(10);
        _youTube.Order(FaultKind.Unauthorized);
        Assert.Equal(401, (int)(await PutAsync(session, new byte[10], "bytes 0-9/10")).StatusCode);
        _youTube.Token = _youTube.Stage.Access.Issue();
        for (var i = 1; i < 100; i++)
        {
            await BeginAsync(10);
        }

        using var answer = await SendAsync(HttpMethod.Post, Begin, "{}"u8.ToArray(), "application/json");

        Assert.Contains("quotaExceeded", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, _youTube.Stage.Quota.Used);
    }

    [Fact]
    public async Task A_deleted_video_is_gone_and_deleting_it_again_is_refused()
    {
        var session = await BeginAsync(3);
        using var done = await PutAsync(session, [1, 2, 3], null);
        var id = (string)JsonNode.Parse(await done.Content.ReadAsStringAsync())!["id"]!;

        Assert.Equal(204, (int)(await SendAsync(HttpMethod.Delete, $"/youtube/v3/videos?id={id}", [], null)).StatusCode);
        Assert.Equal(404, (int)(await SendAsync(HttpMethod.Delete, $"/youtube/v3/videos?id={id}", [], null)).StatusCode);
        Assert.Empty((await _youTube.GetAsync($"/youtube/v3/videos?id={id}&part=id")).Body["items"]!.AsArray());
    }

    [Fact]
    public async Task An_unverified_project_uploads_what_nobody_else_sees()
    {
        await _youTube.DisposeAsync();
        _youTube = await EmulatedYouTube.StartAsync(new YouTubeEmulatorOptions { LocksUploads = true });
        var session = await BeginAsync(1);

        using var done = await PutAsync(session, [1], null);

        Assert.Contains("\"privacyStatus\":\"private\"", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static (int, string?) Told(HttpResponseMessage answer)
    {
        using (answer)
        {
            return ((int)answer.StatusCode, answer.Headers.TryGetValues("Range", out var values) ? values.Single() : null);
        }
    }

    private async Task<Uri> BeginAsync(long size)
    {
        using var answer = await SendAsync(
            HttpMethod.Post,
            Begin,
            """{"snippet":{"title":"Comet"},"status":{"privacyStatus":"public"}}"""u8.ToArray(),
            "application/json",
            ("X-Upload-Content-Length", $"{size}"),
            ("X-Upload-Content-Type", "video/mp4")
        );
        Assert.Equal(200, (int)answer.StatusCode);
        return answer.Headers.Location!;
    }

    private Task<HttpResponseMessage> PutAsync(Uri session, byte[] chunk, string? range) =>
        SendAsync(HttpMethod.Put, session.ToString(), chunk, null, range is null ? [] : [("Content-Range", range)]);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string address,
        byte[] body,
        string? type,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _youTube.Token);
        request.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        foreach (var (name, value) in headers)
        {
            Assert.True(
                request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value)
            );
        }

        return await _youTube.Http.SendAsync(request);
    }
}
