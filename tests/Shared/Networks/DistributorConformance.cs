using System.Net;
using System.Net.Sockets;
using System.Text;
using LiveIp.Contracts;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Testing;

/// <summary>
/// What every distributor that posts on a network must hold, however the network fails: what may have been posted is never called
/// unsent, what never left is never called lost, and no key is in anything that is said.
/// </summary>
public abstract class DistributorConformance : MeasureConformance
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));

    /// <summary>The network.</summary>
    private protected abstract NetworkStandIn Start();

    /// <summary>The distributor, set up for the stand-in, with 10 s for an answer.</summary>
    private protected abstract IDistributor Create(Uri baseAddress);

    /// <summary>Parts of the settings that must never be said.</summary>
    private protected abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>Any post.</summary>
    private protected virtual RenderedPost Announcement => Texts.Announcement();

    /// <summary>0 where the distributor knows itself that such a post would be refused.</summary>
    private protected virtual int RequestsForAnEmptyText => 1;

    /// <summary>What a preparation left, where posts are prepared before they are sent.</summary>
    private protected virtual string? Checkpoint => null;

    /// <summary>A refusal in the network's own form.</summary>
    private protected abstract Reply Refusal(int status, string words);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 20")]
    [InlineData("not http\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":\"1")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 13\r\n\r\n<html></html>")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n")]
    public async Task An_answer_that_is_lost_broken_or_a_fault_after_the_post_is_unconfirmed_and_there_is_one_post(string answer)
    {
        await using var network = Start();
        network.AfterActing = socket => socket.SendAsync(Encoding.ASCII.GetBytes(answer));

        var result = await DeliverAsync(network);

        Assert.Equal(DeliveryOutcome.Unconfirmed, result.Outcome);
        Assert.Single(network.Posted);
        Assert.Single(network.Receiver.Requests);
    }

    [Fact]
    public async Task A_reset_after_the_post_is_unconfirmed_and_there_is_one_post()
    {
        await using var network = Start();
        network.AfterActing = socket =>
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return Task.CompletedTask;
        };

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await DeliverAsync(network)).Outcome);
        Assert.Single(network.Posted);
        Assert.Single(network.Receiver.Requests);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_unconfirmed_and_there_is_one_post()
    {
        await using var network = Start();
        var acted = ActAndStaySilent(network);

        var delivering = DeliverAsync(network);
        await acted;
        _clock.Advance(TimeSpan.FromSeconds(10));
        var result = await delivering;

        Assert.Equal(DeliveryOutcome.Unconfirmed, result.Outcome);
        Assert.Contains("10 s", result.Detail);
        Assert.Single(network.Posted);
    }

    [Fact]
    public async Task A_stop_of_the_host_while_waiting_is_unconfirmed_and_before_is_not_sent()
    {
        await using var network = Start();
        var acted = ActAndStaySilent(network);
        using var stop = new CancellationTokenSource();

        var delivering = DeliverAsync(network, stop: stop.Token);
        await acted;
        await stop.CancelAsync();

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await delivering).Outcome);
        Assert.Equal(DeliveryOutcome.NotSent, (await DeliverAsync(network, stop: stop.Token)).Outcome);
        Assert.Single(network.Posted);
    }

    /// <summary>
    /// Ends when the network has acted, whose answer never comes. Waiting for the request alone would be too early: between that and the
    /// acting there may be nothing posted yet.
    /// </summary>
    private static Task ActAndStaySilent(NetworkStandIn network)
    {
        var acted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        network.AfterActing = _ =>
        {
            acted.TrySetResult();
            return Task.Delay(Timeout.Infinite);
        };
        return acted.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_refused_connection_is_not_sent()
    {
        using var port = new ClosedPort();

        var result = await DeliverAsync(port.Uri, Context(Announcement));

        Assert.Equal(DeliveryOutcome.NotSent, result.Outcome);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_not_sent_and_one_that_leads_inside_is_refused()
    {
        var context = Context(Announcement);

        Assert.Equal(DeliveryOutcome.NotSent, (await DeliverAsync(new Uri("https://host.invalid/"), context)).Outcome);
        Assert.Equal(DeliveryOutcome.Rejected, (await DeliverAsync(new Uri("https://169.254.169.254/"), context)).Outcome);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Retry-After: 30", 30)]
    [InlineData("Retry-After: Mon, 21 Sep 2026 14:14:20 GMT", 60)]
    [InlineData("Retry-After: 99999999", 604_800)]
    public async Task Too_many_requests_are_not_sent_and_the_pause_is_told(string? header, int? seconds)
    {
        await using var network = Start();
        network.InsteadOfActing = header is null ? new Reply(429, "<html></html>") : new Reply(429, "<html></html>", header);

        var result = await DeliverAsync(network);

        Assert.Equal((DeliveryOutcome.NotSent, seconds), (result.Outcome, (int?)result.RetryAfter?.TotalSeconds));
        Assert.Empty(network.Posted);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = Start();
        await using var network = Start();
        network.InsteadOfActing = new Reply(307, "", $"Location: {elsewhere.Uri}");

        Assert.Equal(DeliveryOutcome.Rejected, (await DeliverAsync(network)).Outcome);
        Assert.Empty(elsewhere.Receiver.Requests);
    }

    [Fact]
    public async Task A_post_that_was_never_rendered_is_not_even_asked_about()
    {
        await using var network = Start();

        var result = await DeliverAsync(network.Uri, Context(rendered: null));

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Empty(network.Receiver.Requests);
    }

    [Fact]
    public async Task An_empty_text_is_refused()
    {
        await using var network = Start();

        Assert.Equal(DeliveryOutcome.Rejected, (await DeliverAsync(network, new RenderedPost { Text = " \n" })).Outcome);
        Assert.Equal(RequestsForAnEmptyText, network.Receiver.Requests.Count);
        Assert.Empty(network.Posted);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task No_key_is_in_a_result_a_log_or_a_trace_whatever_the_network_repeats(int status)
    {
        using var traces = new TraceRecorder();
        await using var network = Start();
        network.AfterActing = socket =>
            Refusal(status, $"{network.Receiver.Requests.First().Target} {string.Join(' ', Secrets)}").SendAsync(socket);
        var context = Context(Announcement);

        var result = await DeliverAsync(network.Uri, context);

        Assert.NotEqual(DeliveryOutcome.Delivered, result.Outcome);
        string[] said = [$"{result}", .. context.Log.Lines, .. traces.Lines];
        var sent = network.Receiver.Requests.First();
        Assert.All(
            Secrets,
            secret => Assert.Contains(secret, sent.Target + string.Join('\n', sent.Headers.Values) + Encoding.UTF8.GetString(sent.Body))
        );
        Assert.All(Secrets, secret => Assert.All(said, line => Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task The_networks_words_are_cut_to_a_bound_and_to_one_line()
    {
        await using var network = Start();
        network.InsteadOfActing = Refusal(400, "first\nsecond " + string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 500)));

        var result = await DeliverAsync(network);

        Assert.Contains("first second", result.Detail);
        Assert.InRange(result.Detail!.Length, 300, 500);
        Assert.All(result.Detail.EnumerateRunes(), rune => Assert.NotEqual(Rune.ReplacementChar, rune));
    }

    [Fact]
    public async Task Nobody_can_look_for_a_lost_post_here_so_the_distributor_does_not_say_that_it_could()
    {
        await using var network = Start();

        Assert.IsNotAssignableFrom<IPostFinder>(Create(network.Uri));
    }

    private protected sealed override IPostingBench StartPosting() => new PostingBench(this, Start());

    private protected Task<DeliveryResult> DeliverAsync(
        NetworkStandIn network,
        RenderedPost? rendered = null,
        CancellationToken stop = default
    ) => DeliverAsync(network.Uri, Context(rendered ?? Announcement), stop);

    private DeliveryContext Context(RenderedPost? rendered) => new(_clock, rendered) { Checkpoint = Checkpoint };

    private Task<DeliveryResult> DeliverAsync(Uri baseAddress, DeliveryContext context, CancellationToken stop = default) =>
        Create(baseAddress).DeliverAsync(new Post { Name = "posts/p1" }, context, stop);

    private sealed class PostingBench(DistributorConformance suite, NetworkStandIn network) : IPostingBench
    {
        public IPostMeasure Measure => (IPostMeasure)suite.Create(network.Uri);

        public IReadOnlyList<string> Posted => network.Posted;

        public async Task<bool> PostAsync(RenderedPost? rendered)
        {
            var result = await suite.DeliverAsync(network.Uri, suite.Context(rendered));
            Assert.True(result.Outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Rejected, result.Detail);
            return result.Outcome == DeliveryOutcome.Delivered;
        }

        public ValueTask DisposeAsync() => network.DisposeAsync();
    }
}
