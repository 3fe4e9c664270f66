using System.Net.Http.Headers;
using Google.Protobuf;
using LiveIp.Host.Api.Security;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Api;

/// <summary>Watchers get the bytes of the log as they lie there; what arrives must be what reading and writing them again would give.</summary>
public sealed class CarriedEventsTests
{
    [Fact]
    public void A_response_that_carries_bytes_is_read_as_one_that_holds_events()
    {
        LiveEvent[] events =
        [
            Sample.Chat("a", text: "你好"),
            Sample.Gift("b", 3, "x"),
            new(),
            Sample.Chat("c", text: new string('x', 5000)),
        ];
        var carrying = new WatchEventsResponse { ResumeToken = "t" };
        carrying.Carry(events.Select(static e => new ReadOnlyMemory<byte>(e.ToByteArray())));

        var expected = new WatchEventsResponse { ResumeToken = "t", Events = { events } };
        Assert.Equal(expected, WatchEventsResponse.Parser.ParseFrom(carrying.ToByteArray()));
        Assert.Equal(expected.ToByteArray(), carrying.ToByteArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watcher_gets_what_the_log_holds_from_memory_and_from_the_file(bool memory)
    {
        await using var host = TestHost.Start();
        await host.Log.WriteAsync(Sample.Chat("a", text: "你好"), Sample.Gift("b", 3, "x"), Sample.Likes("c", 5));
        if (!memory)
        {
            host.Log.Head.Clear();
        }

        using var watcher = new Watcher(host.Channel, new() { AfterSequence = 0 });
        var response = await watcher.NextAsync();
        Assert.Equal(host.Log.Read(0, 10).Select(static e => e.Parse()), response.Events);
    }

    [Fact]
    public async Task The_same_call_as_json_shows_the_events()
    {
        using var directory = new TempDirectory();
        await using var host = HostApplication.Build(
            new()
            {
                DataDirectory = directory.Path,
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true
        );
        await host.StartAsync(Deadline.Token());
        await host.Services.GetRequiredService<IEventLog>().WriteAsync(Sample.Chat("a", text: "你好"), Sample.Likes("b", 7));

        using var http = new HttpClient { BaseAddress = host.WebAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (await File.ReadAllTextAsync(directory.File(ApiToken.FileName))).Trim()
        );
        await using var stream = await http.GetStreamAsync("/v1/events:watch?afterSequence=0", Deadline.Token());
        using var lines = new StreamReader(stream);
        var response = JsonParser.Default.Parse<WatchEventsResponse>((await lines.ReadLineAsync(Deadline.Token()))!);

        Assert.Equal([("a", "你好"), ("b", "")], response.Events.Select(static e => (e.Id, e.ChatMessage?.Text ?? "")));
        Assert.NotEmpty(response.ResumeToken);
    }
}
