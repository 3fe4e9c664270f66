using Google.Protobuf;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Announcing;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Metrics;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Privacy;

public sealed class ForgettingTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Nothing_of_a_forgotten_person_is_left_in_any_file_and_she_stays_blank_when_she_comes_again()
    {
        await using var host = await PrivacyHost.StartAsync(_directory.Path);
        await host.Log.WriteAsync(Traces.Events());
        var outbox = host.Services.GetRequiredService<OutboxStore>();
        var (post, deliveries) = outbox.Create(
            new Post { Title = "Live", Text = "Live with @Grünhild now" },
            [new PlannedDelivery("nobody", new RenderedPost { Text = "Live\nLive with @Grünhild now" })],
            DeliveryTerms.Of(Post.Types.Kind.Message, notBefore: null, notAfter: null, TimeProvider.System.GetUtcNow()),
            "request-1",
            "fingerprint"
        );
        var slots = new Schedule.Types.Slot { LocalTime = "2026-05-01T18:00", Title = "Tea with @Grünhild" };
        foreach (
            var other in new[]
            {
                new Post
                {
                    Title = "Week",
                    Schedule = new Schedule { TimeZone = "Asia/Shanghai", Slots = { slots } },
                },
                new Post
                {
                    Title = "Comet",
                    Clip = new Clip { Hook = "@Grünhild laughs", Source = "Live with @Grünhild" },
                },
            }
        )
        {
            var terms = DeliveryTerms.Of(Post.Types.Kind.Message, notBefore: null, notAfter: null, TimeProvider.System.GetUtcNow());
            outbox.Create(other, [new PlannedDelivery("nobody", null)], terms, $"request-of-{other.Title}", "fingerprint");
        }

        // It may have left, so an edit of it waits.
        outbox.Move([deliveries[0].Id], [DeliveryState.Pending], DeliveryState.Unconfirmed, "looked for");
        var edited = new RenderedPost { Text = "Over\nEnded with @Grünhild" };
        host.Services.GetRequiredService<ChangeStore>()
            .Edit(post, post, new Dictionary<string, NewForm> { ["nobody"] = new(edited) }, "request-2", "fingerprint");
        host.Services.GetRequiredService<AnnouncementStore>()
            .Save(new AnnouncementOverride { Broadcast = "broadcasts/1", Title = "Live with @Grünhild" });
        var before = host.Log.Read(0, 100).Select(static e => e.Parse()).ToArray();
        Assert.NotEmpty(Traces.In(_directory.Path));
        var (messages, people) = Counts(host);

        var asked = await host.Privacy.ForgetPersonAsync(new() { Person = Traces.Person }, cancellationToken: Deadline.Token());
        var done = await host.DoneAsync();

        Assert.Empty(Traces.In(_directory.Path));
        Assert.Equal(asked.Forgetting.Name, done.Name);
        Assert.Equal((5, 10, 3), (done.EventsBlanked, done.MentionsBlanked, done.PostsChanged));
        Assert.Equal((messages, people), Counts(host));
        AssertSameButBlank(before, [.. host.Log.Read(0, 100).Select(static e => e.Parse())]);

        // The same again, and as new events: an import, a backfill, or she is back.
        await host.Log.WriteAsync(Traces.Events());
        Assert.Equal(before.Length, host.Log.LastSequence);
        await host.Log.WriteAsync([.. Traces.Events().Select(static e => Renamed(e))]);
        Assert.Equal(2 * before.Length, host.Log.LastSequence);
        Assert.Empty(Traces.In(_directory.Path));
    }

    [Fact]
    public async Task Repeated_calls_are_answered_without_her()
    {
        await using var host = await PrivacyHost.StartAsync(_directory.Path);
        await host.Log.WriteAsync(Traces.Events());
        var acts = host.Services.GetRequiredService<ActOnce>();
        var marker = () => AnswerAsync(acts, new CreateMarkerResponse { Moments = { new Moment { Note = "thanks Grünhild" } } });
        var ban = () =>
            AnswerAsync(
                acts,
                new BanPersonResponse
                {
                    Ban = new() { Channel = Sample.Channel, Person = Traces.Person },
                }
            );
        var others = () =>
            AnswerAsync(
                acts,
                new TimeoutPersonResponse
                {
                    Ban = new() { Channel = Sample.Channel, Person = Traces.Other },
                }
            );
        Assert.Equal(("thanks Grünhild", Traces.Person), ((await marker()).Moments[0].Note, (await ban()).Ban.Person));
        await others();

        await host.Privacy.ForgetPersonAsync(new() { Person = Traces.Person }, cancellationToken: Deadline.Token());
        await host.DoneAsync();

        Assert.Equal(
            ("thanks …", "", Sample.Channel),
            ((await marker()).Moments[0].Note, (await ban()).Ban.Person, (await ban()).Ban.Channel)
        );
        Assert.Equal(Traces.Other, (await others()).Ban.Person);
    }

    [Fact]
    public async Task A_name_that_was_not_known_before_goes_with_the_event_that_tells_it()
    {
        await using var host = await PrivacyHost.StartAsync(_directory.Path);
        await host.Privacy.ForgetPersonAsync(new() { Person = Traces.Person }, cancellationToken: Deadline.Token());
        await host.DoneAsync();

        await host.Log.WriteAsync(Traces.Events().Single(static e => e.Id == "reply"));

        Assert.Empty(Traces.In(_directory.Path));
        var reply = host.Log.Read(0, 1).Single().Parse();
        Assert.Equal(("@… thanks!", Traces.Other), (reply.ChatMessage.Text, reply.Actor.Person.Id));
    }

    [Fact]
    public async Task Names_can_be_given_when_the_log_never_showed_them()
    {
        await using var host = await PrivacyHost.StartAsync(_directory.Path);
        await host.Log.WriteAsync(Sample.Chat("one", person: Traces.Other, text: "where is Wanda? Wandas dog is here"));

        var request = new ForgetPersonRequest { Person = Traces.Person, Names = { "Wanda" } };
        await host.Privacy.ForgetPersonAsync(request, cancellationToken: Deadline.Token());
        await host.DoneAsync();

        Assert.Equal("where is …? Wandas dog is here", host.Log.Read(0, 1).Single().Parse().ChatMessage.Text);
    }

    [Fact]
    public async Task Whom_a_channel_follows_cannot_be_forgotten_while_it_does()
    {
        await using var host = await PrivacyHost.StartAsync(_directory.Path);
        host.Services.GetRequiredService<ChannelStore>()
            .Create("one", "twitch", new ChannelIdentity { Id = "4871269", DisplayName = "x" }, "", "");

        await RpcAssert.FailsAsync(
            StatusCode.FailedPrecondition,
            "PERSON_IS_FOLLOWED",
            async () => await host.Privacy.ForgetPersonAsync(new() { Person = Traces.Person }, cancellationToken: Deadline.Token())
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("4871269")]
    [InlineData("twitch:")]
    public async Task A_person_is_named_by_scheme_and_id(string person)
    {
        await using var host = await PrivacyHost.StartAsync(_directory.Path);

        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            async () => await host.Privacy.ForgetPersonAsync(new() { Person = person }, cancellationToken: Deadline.Token())
        );

        Assert.Equal(["person"], fields);
    }

    // Answers with what the first call made.
    private static Task<T> AnswerAsync<T>(ActOnce acts, T made)
        where T : class, IMessage<T>, new() =>
        acts.RunAsync(typeof(T).Name, "r", new CreateMarkerRequest(), () => Task.FromResult(made.Clone()), Deadline.Token());

    private static (double Messages, long People) Counts(PrivacyHost host)
    {
        var series = new SeriesReader(host.Log.Database, host.Log.Channels);
        var (channel, minute) = (host.Log.Channels.Find(Sample.Channel)!, new Stretch(Sample.Start, Sample.Start.AddMinutes(1)));
        return (series.Sums(channel, MetricIds.ChatMessages, minute).Single().Sum, series.Speakers(channel, minute));
    }

    // What happened, when, how much and in which order is as it was.
    private static void AssertSameButBlank(LiveEvent[] before, LiveEvent[] after)
    {
        Assert.Equal(before.Select(Skeleton), after.Select(Skeleton));
        Assert.Equal(
            before.Where(static e => e.Id != "harmless").Select(static e => e.Id),
            after.Where(static e => e.Redacted).Select(static e => e.Id)
        );
        Assert.Equal(before.Single(static e => e.Id == "harmless"), after.Single(static e => e.Id == "harmless"));
        Assert.Equal(Traces.Other, after.Single(static e => e.Id == "plain").Actor.Person.Id);
    }

    private static string Skeleton(LiveEvent e) =>
        $"{e.Sequence} {e.Id} {e.Revision} {e.BodyCase} {e.OccurredAt} {e.ReceivedAt} {e.Contribution?.Money} {e.Contribution?.Count} {e.Raid?.Viewers} {e.RewardRedemption?.Cost}";

    private static LiveEvent Renamed(LiveEvent source)
    {
        source.Id = $"again-{source.Id}";
        return source;
    }
}
