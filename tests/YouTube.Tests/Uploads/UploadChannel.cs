using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Emulators.Tests.YouTube;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace YouTube.Tests.Uploads;

/// <summary>The connected channel, with tokens of the emulator's.</summary>
internal sealed class UploadChannel(EmulatedYouTube youTube) : IChannelContext, IAccessTokens, IQuota, ISecretStore
{
    private string _token = youTube.Token;

    public ChannelIdentity Channel => new() { Id = youTube.Stage.Options.ChannelId, DisplayName = "Star" };

    public ISecretStore Secrets => this;

    public IAccessTokens Tokens => this;

    public IQuota Quota => this;

    public TimeProvider Clock => youTube.Clock;

    public ILogger Logger => NullLogger.Instance;

    /// <summary>What was counted, by bucket.</summary>
    public ConcurrentQueue<(string Bucket, string Operation, int Units)> Spent { get; } = [];

    public int Refreshes { get; private set; }

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_token);

    public ValueTask<string> RefreshAsync(string rejected, CancellationToken cancellationToken)
    {
        Refreshes++;
        _token = youTube.Stage.Access.Issue();
        return ValueTask.FromResult(_token);
    }

    public void Spend(string bucket, string operation, int units, QuotaUse use) => Spent.Enqueue((bucket, operation, units));

    public TimeSpan Pace(string bucket, TimeSpan wanted, int units, double share) => wanted;

    public void Observe(string name, long limit, long left, DateTimeOffset resetsAt) { }

    public ValueTask<string?> ReadAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    public ValueTask WriteAsync(string id, string? value, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
