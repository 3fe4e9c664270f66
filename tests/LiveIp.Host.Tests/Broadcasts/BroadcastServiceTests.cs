using Grpc.Core;
using LiveIp.Host.Tests.Import;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace LiveIp.Host.Tests.Broadcasts;

/// <summary>Over gRPC, on the whole host.</summary>
public sealed class BroadcastServiceTests
{
    [Fact]
    public async Task A_broadcast_is_told_with_its_parts()
    {
        await using var rig = await ImportRig.StartAsync();
        await rig.Log.WriteAsync(Told.Event(State.Started, 0, "s1", "Night"), Told.Event(State.Ended, 60, "s1"));

        var told = (await rig.Broadcasts.GetBroadcastAsync(new() { Name = "broadcasts/1" })).Broadcast;

        Assert.Equal(("broadcasts/1", "Night", Broadcast.Types.State.Ended, false), (told.Name, told.Title, told.State, told.Emulated));
        var part = Assert.Single(told.Parts);
        Assert.Equal((Sample.Channel, "twitch", "s1"), (part.Channel, part.Platform, Assert.Single(part.PlatformBroadcastIds)));
        Assert.Equal((Time(0), Time(60), Time(0), Time(60)), (told.StartTime, told.EndTime, part.StartTime, part.EndTime));
    }

    [Fact]
    public async Task They_are_listed_newest_first_page_by_page()
    {
        await using var rig = await ImportRig.StartAsync();
        // The middle one is heard of last, as from a recording.
        foreach (var start in (int[])[0, 200, 100])
        {
            await rig.Log.WriteAsync(Told.Event(State.Started, start, $"s{start}"), Told.Event(State.Ended, start + 30, $"s{start}"));
        }

        var names = new List<string>();
        var request = new ListBroadcastsRequest { PageSize = 2 };
        do
        {
            var page = await rig.Broadcasts.ListBroadcastsAsync(request);
            names.AddRange(page.Broadcasts.Select(static b => b.Name));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        Assert.Equal(["broadcasts/3", "broadcasts/5", "broadcasts/1"], names);
    }

    [Fact]
    public async Task Title_and_labels_are_set_one_by_one_and_taken_away_by_nothing()
    {
        await using var rig = await ImportRig.StartAsync();
        await rig.Log.WriteAsync(Told.Event(State.Started, 0, "s1", "Night"), Told.Event(State.Ended, 60, "s1"));

        await rig.UpdateAsync(new() { Labels = { ["topic"] = "编程", ["slot"] = "late evening" } });
        var second = await rig.UpdateAsync(new() { Title = "Mine", Labels = { ["slot"] = "", ["format"] = "q-and_a+1.5" } });
        var third = await rig.UpdateAsync(new() { Title = "" });

        Assert.Equal("Mine", second.Title);
        Assert.Equal(["format=q-and_a+1.5", "topic=编程"], Labels(second));
        Assert.Equal("Night", third.Title);
        Assert.Equal(Labels(second), Labels((await rig.Broadcasts.GetBroadcastAsync(new() { Name = "broadcasts/1" })).Broadcast));
    }

    [Theory]
    [InlineData("topic", "a/b", "labels.topic")]
    [InlineData("topic", " a", "labels.topic")]
    [InlineData("topic", "a\tb", "labels.topic")]
    [InlineData("top=ic", "a", "labels")]
    [InlineData("", "a", "labels")]
    [InlineData("topic", "12345678901234567890123456789012345678901234567890123456789012345", "labels.topic")]
    public async Task A_label_that_is_no_word_is_refused_by_name(string label, string value, string field)
    {
        await using var rig = await ImportRig.StartAsync();
        await rig.Log.WriteAsync(Told.Event(State.Started, 0, "s1"), Told.Event(State.Ended, 60, "s1"));
        Task Update() => rig.UpdateAsync(new() { Labels = { [label] = value } });
        Assert.Equal([field], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", Update));
    }

    [Fact]
    public async Task Sixteen_labels_are_the_most()
    {
        await using var rig = await ImportRig.StartAsync();
        await rig.Log.WriteAsync(Told.Event(State.Started, 0, "s1"), Told.Event(State.Ended, 60, "s1"));
        var many = new UpdateBroadcastRequest();
        many.Labels.Add(Enumerable.Range(0, 16).ToDictionary(static i => $"l{i}", static _ => "x"));
        await rig.UpdateAsync(many);

        Task More() => rig.UpdateAsync(new() { Labels = { ["another"] = "x" } });
        Assert.Equal(["labels"], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", More));
        Assert.Equal(16, (await rig.UpdateAsync(new() { Labels = { ["l0"] = "", ["another"] = "x" } })).Labels.Count);
    }

    [Fact]
    public async Task A_stretch_that_no_platform_told_of_is_recorded_once()
    {
        await using var rig = await ImportRig.StartAsync();
        var (one, two) = (rig.Follow("twitch"), rig.Follow("bilibili"));
        var request = Record(0, 90, one, two);
        (request.Title, request.RequestId) = ("Offline show", "r1");
        request.Labels["topic"] = "music";

        var recorded = (await rig.Broadcasts.RecordBroadcastAsync(request)).Broadcast;
        await rig.UpdateAsync(new() { Name = recorded.Name, Title = "Changed since" });
        var again = (await rig.Broadcasts.RecordBroadcastAsync(request)).Broadcast;

        Assert.Equal((recorded.Name, "Changed since", 4L), (again.Name, again.Title, rig.Log.LastSequence));
        Assert.Equal([one, two], recorded.Parts.Select(static p => p.Channel));
        Assert.Equal(("Offline show", "music", Time(90)), (recorded.Title, recorded.Labels["topic"], recorded.EndTime));
        request.EndTime = Time(91);
        await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "REQUEST_ID_REUSED", () => Call(rig, WithId(Record(900, 950, one), "r1")));
        await RpcAssert.FailsAsync(StatusCode.AlreadyExists, "BROADCAST_OVERLAPS", () => Call(rig, request));
    }

    [Theory]
    [InlineData(-30, -11, true)]
    [InlineData(-30, -10, false)]
    [InlineData(10, 20, false)]
    [InlineData(-30, 200, false)]
    [InlineData(70, 80, false)]
    [InlineData(71, 80, true)]
    public async Task Where_a_broadcast_of_the_channel_is_known_none_is_recorded(int start, int end, bool goes)
    {
        await using var rig = await ImportRig.StartAsync();
        await rig.Log.WriteAsync(Told.Event(State.Started, 0, "s1"), Told.Event(State.Ended, 60, "s1"));
        var other = rig.Follow("twitch");

        if (goes)
        {
            Assert.Equal("broadcasts/3", (await rig.Broadcasts.RecordBroadcastAsync(Record(start, end, Sample.Channel))).Broadcast.Name);
        }
        else
        {
            await RpcAssert.FailsAsync(StatusCode.AlreadyExists, "BROADCAST_OVERLAPS", () => Call(rig, Record(start, end, Sample.Channel)));
            Assert.Equal(2, rig.Log.LastSequence);
        }

        // Another channel's is another matter: it becomes a part of the same broadcast where they overlap.
        await Call(rig, Record(start, end, other));
    }

    [Fact]
    public async Task A_request_that_says_no_stretch_is_refused_by_field()
    {
        await using var rig = await ImportRig.StartAsync();
        var channel = rig.Follow("twitch");

        async Task Names(string[] fields, RecordBroadcastRequest request) =>
            Assert.Equal(fields, await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => Call(rig, request)));

        await Names(["start_time", "end_time", "channels"], new());
        await Names(["end_time"], Record(10, 10, channel));
        await Names(["end_time"], Record(0, 60 * 24 * 8, channel));
        await Names(
            ["end_time", "end_time"],
            new()
            {
                StartTime = Time(0),
                EndTime = new() { Seconds = 253_402_300_799 },
                Channels = { channel },
            }
        );
        await Names(["channels[0]", "channels[2]"], Record(0, 60, "nobody", channel, channel));
        await RpcAssert.FailsAsync(StatusCode.NotFound, "CHANNEL_NOT_FOUND", () => Call(rig, Record(0, 60, "channels/none")));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var rig = await ImportRig.StartAsync();
        await RpcAssert.FailsAsync(
            StatusCode.NotFound,
            "BROADCAST_NOT_FOUND",
            async () => await rig.Broadcasts.GetBroadcastAsync(new() { Name = "broadcasts/1" })
        );
        await RpcAssert.FailsAsync(StatusCode.NotFound, "BROADCAST_NOT_FOUND", () => rig.UpdateAsync(new() { Title = "x" }));
        foreach (var name in (string[])["", "broadcasts/", "broadcasts/x", "broadcasts/-1", "broadcasts/0", "channels/1"])
        {
            var fields = await RpcAssert.FailsAsync(
                StatusCode.InvalidArgument,
                "INVALID_FIELD",
                async () => await rig.Broadcasts.GetBroadcastAsync(new() { Name = name })
            );
            Assert.Equal(["name"], fields);
        }
    }

    private static Timestamp Time(double minutes) => Timestamp.FromDateTimeOffset(Sample.Start.AddMinutes(minutes));

    private static RecordBroadcastRequest Record(double start, double end, params string[] channels) =>
        new()
        {
            StartTime = Time(start),
            EndTime = Time(end),
            Channels = { channels },
        };

    private static RecordBroadcastRequest WithId(RecordBroadcastRequest request, string id)
    {
        request.RequestId = id;
        return request;
    }

    private static async Task Call(ImportRig rig, RecordBroadcastRequest request) => await rig.Broadcasts.RecordBroadcastAsync(request);

    private static IEnumerable<string> Labels(Broadcast broadcast) =>
        broadcast.Labels.Select(static l => $"{l.Key}={l.Value}").Order(StringComparer.Ordinal);
}
