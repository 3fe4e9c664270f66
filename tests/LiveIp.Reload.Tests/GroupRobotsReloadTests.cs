using System.Text.Json.Nodes;
using LiveIp.Reload.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Reload.Tests;

public sealed class GroupRobotsReloadTests
{
    private const string Path = "/open-apis/bot/v2/hook/9a8b7c6d-1234-5678-9abc-def012345678";

    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        await using var receiver = new GroupReceiver();
        var address = await receiver.StartAsync();

        await DistributorReloads.RunAsync(
            "group-robots",
            "LiveIp.Plugins.GroupRobots",
            receiver,
            [
                KeyValuePair.Create("url", $"https://open.feishu.cn{Path}"),
                KeyValuePair.Create("secret", "a-signing-secret"),
                KeyValuePair.Create("baseAddress", $"{address}"),
            ],
            "feishu"
        );
    }

    /// <summary>A message is known by its text.</summary>
    private sealed class GroupReceiver : Receiver
    {
        protected override string? Read(HttpRequest request, string body) =>
            request.Path == Path && JsonNode.Parse(body) is { } json && json["sign"] is not null
                ? (string?)json["content"]!["post"]!["zh_cn"]!["content"]![0]![0]!["text"]
                : null;

        protected override IResult Taken(string body) => Results.Json(new { code = 0, msg = "success" });
    }
}
