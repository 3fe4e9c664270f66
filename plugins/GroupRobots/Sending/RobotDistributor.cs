using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Sending;
using LiveIp.V1;

namespace LiveIp.Plugins.GroupRobots.Sending;

/// <summary>
/// One message of a group's robot. None of the networks knows a key of ours, and a robot cannot read its group, so nobody can look for
/// a message whose answer was lost: this is no <see cref="IPostFinder"/>, and such a delivery waits for a person.
/// </summary>
internal abstract class RobotDistributor(RobotNetwork network, IRobotSettings settings) : IDistributor, IPostMeasure
{
    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf8Byte, MaxLength = network.MaxBytes });

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (RobotAddress.Explain(network, settings) is { } fault)
        {
            return Rejected(fault);
        }

        if (context.Rendered is not { } rendered)
        {
            return Rejected($"The post was never made to {network.Name}'s measure. Post it again.");
        }

        if (Encoding.UTF8.GetByteCount(rendered.Text) is var bytes && bytes > network.MaxBytes)
        {
            return Rejected($"The text is longer than {network.Name} takes ({bytes} of {network.MaxBytes} bytes).");
        }

        var address = RobotAddress.TryParse(network, settings.Url!)!;
        var now = context.Clock.GetUtcNow();
        using var content = new OnceContent(Write(rendered, now));
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Posting(settings.BaseAddress, Signature(now)));
        request.Headers.UserAgent.ParseAdd("LiveIp-GroupRobots/0.1");
        string[] secrets = settings.Secret.Length > 0 ? [address.Key, settings.Secret] : [address.Key];
        return await SingleAttempt.SendAsync(
            request,
            content,
            settings.Timeout,
            context.Clock,
            async (response, cancellation) =>
            {
                var json = await JsonAnswer.ReadAsync(response, cancellation);
                return RobotAnswer.Read(network, response, json, secrets, context.Clock.GetUtcNow());
            },
            cancellationToken
        );
    }

    /// <summary>The body.</summary>
    protected abstract byte[] Write(RenderedPost rendered, DateTimeOffset now);

    /// <summary>Further parameters of the address, as "&amp;name=value", or empty.</summary>
    protected virtual string Signature(DateTimeOffset now) => "";

    private static DeliveryResult Rejected(string detail) => new() { Outcome = DeliveryOutcome.Rejected, Detail = detail };
}
