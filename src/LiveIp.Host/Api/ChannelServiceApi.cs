using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>ChannelService: whom LiveIp follows.</summary>
internal sealed class ChannelServiceApi(ChannelRegistrar registrar, ChannelStore store, IExtensionRegistry registry)
    : ChannelService.ChannelServiceBase
{
    private const int LongestText = 2048;
    private const int LongestSecret = 16 * 1024;

    public override async Task<CreateChannelResponse> CreateChannel(CreateChannelRequest request, ServerCallContext context)
    {
        Require(request.Platform.Length > 0, "platform", "Name a platform, for instance \"twitch\".");
        Require(request.Input.Trim().Length is > 0 and <= LongestText, "input", "An id, a handle or a URL.");
        Require(request.RequestId.Length <= 128, "request_id", "At most 128 characters.");
        var platform =
            registry.FindPlatform(request.Platform)
            ?? throw RpcErrors.FailedPrecondition(ErrorReasons.PlatformNotOffered, $"No plugin offers platform '{request.Platform}'.");
        CheckSecrets(platform, request.Secrets);
        foreach (var needed in platform.Descriptor.ChannelSecrets.Where(static s => s.Required))
        {
            var given = request.Secrets.TryGetValue(needed.Id, out var value) && value.Length > 0;
            Require(given, $"secrets.{needed.Id}", $"{needed.Label} is needed to follow a channel on {platform.Descriptor.DisplayName}.");
        }

        try
        {
            var channel = await registrar.CreateAsync(
                platform,
                request.Input.Trim(),
                request.Secrets,
                request.RequestId,
                context.CancellationToken
            );
            return new CreateChannelResponse { Channel = Message(channel) };
        }
        catch (Exception e) when (ChannelServiceErrors.From(e) is { } error)
        {
            throw error;
        }
    }

    public override Task<GetChannelResponse> GetChannel(GetChannelRequest request, ServerCallContext context)
    {
        var channel = store.Get(Id(request.Name)) ?? throw ChannelServiceErrors.NoChannel(request.Name);
        return Task.FromResult(new GetChannelResponse { Channel = Message(channel) });
    }

    public override Task<ListChannelsResponse> ListChannels(ListChannelsRequest request, ServerCallContext context)
    {
        var (channels, next) = store.List(PositionPage.After(request.PageToken), PositionPage.Size(request.PageSize));
        return Task.FromResult(
            new ListChannelsResponse { Channels = { channels.Select(Message) }, NextPageToken = PositionPage.Token(next) }
        );
    }

    public override async Task<UpdateChannelResponse> UpdateChannel(UpdateChannelRequest request, ServerCallContext context)
    {
        var id = Id(request.Name);
        var before = store.Get(id) ?? throw ChannelServiceErrors.NoChannel(request.Name);
        if (request.Secrets.Count > 0)
        {
            var platform =
                registry.FindPlatform(before.Platform)
                ?? throw RpcErrors.FailedPrecondition(ErrorReasons.PlatformNotOffered, $"No plugin offers platform '{before.Platform}'.");
            CheckSecrets(platform, request.Secrets);
            foreach (var needed in platform.Descriptor.ChannelSecrets.Where(s => s.Required && request.Secrets.ContainsKey(s.Id)))
            {
                Require(request.Secrets[needed.Id].Length > 0, $"secrets.{needed.Id}", $"{needed.Label} cannot be empty.");
            }
        }

        var enabled = request.HasEnabled ? request.Enabled : (bool?)null;
        var channel = await registrar.UpdateAsync(id, enabled, request.Secrets, context.CancellationToken);
        return new UpdateChannelResponse { Channel = Message(channel ?? throw ChannelServiceErrors.NoChannel(request.Name)) };
    }

    public override async Task<DeleteChannelResponse> DeleteChannel(DeleteChannelRequest request, ServerCallContext context) =>
        await registrar.DeleteAsync(Id(request.Name)) ? new DeleteChannelResponse() : throw ChannelServiceErrors.NoChannel(request.Name);

    private static Channel Message(ChannelRecord channel) =>
        new()
        {
            Name = channel.Name,
            Platform = channel.Platform,
            PlatformChannelId = channel.Identity.Id,
            DisplayName = channel.Identity.DisplayName,
            Uri = channel.Identity.Uri?.ToString() ?? "",
            Enabled = channel.Enabled,
            CreatedAt = channel.CreatedAt.ToTimestamp(),
        };

    private static void CheckSecrets(PlatformExtension platform, IReadOnlyDictionary<string, string> secrets)
    {
        // A sign-in brings both tokens, whichever of them the platform lists.
        var known = platform.Descriptor.ChannelSecrets.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
        if (platform.Capabilities.Contains("oauth"))
        {
            known.UnionWith([OAuthClient.AccessTokenSecret, OAuthClient.RefreshTokenSecret]);
        }

        foreach (var (id, value) in secrets)
        {
            Require(known.Contains(id), $"secrets.{id}", $"{platform.Descriptor.DisplayName} has no such secret.");
            Require(value.Length <= LongestSecret, $"secrets.{id}", $"At most {LongestSecret} characters.");
        }
    }

    private static string Id(string name) =>
        ChannelRecord.IdOf(name) ?? throw RpcErrors.InvalidArgument(("name", "must be the name of a channel, channels/{id}"));

    private static void Require(bool condition, string field, string description)
    {
        if (!condition)
        {
            throw RpcErrors.InvalidArgument((field, description));
        }
    }
}
