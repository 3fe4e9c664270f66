using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using static LiveIp.Host.Tests.Api.Hostile.WrongWords;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Channels, their connections, and plugins. What is wrong with each, its status, its reason, and the fields at fault.</summary>
public static class WrongChannels
{
    public static TheoryData<string, IMessage, StatusCode, string, string> All { get; } =
        new()
        {
            {
                "CreateChannel",
                new CreateChannelRequest { Input = "x" },
                StatusCode.InvalidArgument,
                BadField,
                "platform"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "twitch" },
                StatusCode.InvalidArgument,
                BadField,
                "input"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "twitch", Input = " \t" },
                StatusCode.InvalidArgument,
                BadField,
                "input"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "twitch", Input = new('x', 5000) },
                StatusCode.InvalidArgument,
                BadField,
                "input"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "twitch", Input = "a\u0000b" },
                StatusCode.InvalidArgument,
                BadField,
                "input"
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "nowhere", Input = "x" },
                StatusCode.FailedPrecondition,
                "PLATFORM_NOT_OFFERED",
                ""
            },
            {
                "CreateChannel",
                new CreateChannelRequest { Platform = "webhook", Input = "x" },
                StatusCode.FailedPrecondition,
                "PLATFORM_NOT_OFFERED",
                ""
            },
            { "CreateChannel", Secret("twitch", "nope", "x"), StatusCode.InvalidArgument, BadField, "secrets.nope" },
            { "CreateChannel", Secret("twitch", "refresh_token", ""), StatusCode.InvalidArgument, BadField, "secrets.refresh_token" },
            {
                "CreateChannel",
                Secret("twitch", "refresh_token", new('x', 20_000)),
                StatusCode.InvalidArgument,
                BadField,
                "secrets.refresh_token"
            },
            {
                "CreateChannel",
                Secret("twitch", "refresh_token", "a\u001bb"),
                StatusCode.InvalidArgument,
                BadField,
                "secrets.refresh_token"
            },
            {
                "CreateChannel",
                new CreateChannelRequest
                {
                    Platform = "twitch",
                    Input = "x",
                    RequestId = new('x', 200),
                },
                StatusCode.InvalidArgument,
                BadField,
                "request_id"
            },
            { "GetChannel", new GetChannelRequest(), StatusCode.InvalidArgument, BadField, "name" },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/a/b" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "posts/a" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/\u007f" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/nobody" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/" + new string('x', 900_000) },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "GetChannel",
                new GetChannelRequest { Name = "channels/" + new string('频', 300_000) },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "UpdateChannel",
                new UpdateChannelRequest { Name = "x" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "UpdateChannel",
                new UpdateChannelRequest { Name = "channels/nobody", Enabled = true },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "DeleteChannel",
                new DeleteChannelRequest { Name = "channels" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "DeleteChannel",
                new DeleteChannelRequest { Name = "channels/nobody" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "ListChannels",
                new ListChannelsRequest { PageSize = -1 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListChannels",
                new ListChannelsRequest { PageToken = "p" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "ListChannels",
                new ListChannelsRequest { PageToken = "pffffffffffffffff" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "RestartConnection",
                new RestartConnectionRequest { Channel = "nobody" },
                StatusCode.InvalidArgument,
                BadField,
                "channel"
            },
            {
                "RestartConnection",
                new RestartConnectionRequest { Channel = "channels/nobody" },
                StatusCode.NotFound,
                "CHANNEL_NOT_FOUND",
                ""
            },
            {
                "ListPlugins",
                new ListPluginsRequest { PageSize = -5 },
                StatusCode.InvalidArgument,
                BadField,
                "page_size"
            },
            {
                "ListPlugins",
                new ListPluginsRequest { PageToken = "?" },
                StatusCode.InvalidArgument,
                BadPage,
                "page_token"
            },
            {
                "GetPlugin",
                new GetPluginRequest { Name = "twitch" },
                StatusCode.InvalidArgument,
                BadField,
                "name"
            },
            {
                "GetPlugin",
                new GetPluginRequest { Name = "plugins/nope" },
                StatusCode.NotFound,
                "PLUGIN_NOT_FOUND",
                ""
            },
            {
                "GetPlugin",
                new GetPluginRequest { Name = "plugins/../../etc" },
                StatusCode.NotFound,
                "PLUGIN_NOT_FOUND",
                ""
            },
            {
                "GetSettings",
                new GetSettingsRequest { Extension = "nope" },
                StatusCode.NotFound,
                "EXTENSION_NOT_FOUND",
                ""
            },
            {
                "UpdateSettings",
                new UpdateSettingsRequest { Extension = "nope" },
                StatusCode.NotFound,
                "EXTENSION_NOT_FOUND",
                ""
            },
            { "UpdateSettings", Setting("twitch", "color", "red"), StatusCode.InvalidArgument, "SETTING_INVALID", "values.color" },
            {
                "UpdateSettings",
                Setting("twitch", "streamPollInterval", "often"),
                StatusCode.InvalidArgument,
                "SETTING_INVALID",
                "values.streamPollInterval"
            },
            {
                "UpdateSettings",
                Setting("twitch", "streamPollInterval", "-1"),
                StatusCode.InvalidArgument,
                "SETTING_INVALID",
                "values.streamPollInterval"
            },
            {
                "UpdateSettings",
                Setting("twitch", "streamPollInterval", "NaN"),
                StatusCode.InvalidArgument,
                "SETTING_INVALID",
                "values.streamPollInterval"
            },
            { "UpdateSettings", Setting("webhook", "url", "not a url"), StatusCode.InvalidArgument, "SETTING_INVALID", "values.url" },
            {
                "UpdateSettings",
                Setting("webhook", "twitch.clientId", "x"),
                StatusCode.InvalidArgument,
                "SETTING_INVALID",
                "values.twitch.clientId"
            },
            { "UpdateSettings", Setting("webhook", "url", "http://x\u0001"), StatusCode.InvalidArgument, BadField, "values.url" },
        };

    private static CreateChannelRequest Secret(string platform, string id, string value) =>
        new()
        {
            Platform = platform,
            Input = "x",
            Secrets = { [id] = value },
        };

    private static UpdateSettingsRequest Setting(string extension, string key, string value) =>
        new() { Extension = extension, Values = { [key] = value } };
}
