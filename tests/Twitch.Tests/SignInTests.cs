using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using LiveIp.Plugins.Twitch.Api;
using Microsoft.Extensions.Time.Testing;
using Twitch.Tests.Server;

namespace Twitch.Tests;

public class SignInTests
{
    [Theory]
    [InlineData("")]
    [InlineData("me")]
    [InlineData("star")]
    [InlineData(" @Star ")]
    [InlineData("1001")]
    [InlineData("https://www.twitch.tv/star")]
    [InlineData("twitch.tv/STAR/videos")]
    [InlineData("https://dashboard.twitch.tv/u/star/stream-manager")]
    [InlineData("https://www.twitch.tv/popout/star/chat?popout=")]
    public async Task The_channel_is_that_of_the_signed_in_account(string input)
    {
        var channel = await ResolveAsync(input);

        Assert.Equal("1001", channel.Id);
        Assert.Equal("star", channel.DisplayName);
        Assert.Equal(new Uri("https://www.twitch.tv/star"), channel.Uri);
    }

    [Theory]
    [InlineData("somebody")]
    [InlineData("1002")]
    [InlineData("https://www.twitch.tv/somebody")]
    [InlineData("https://example.com/star")]
    [InlineData("https://nottwitch.tv/star")]
    public async Task Anybody_else_is_refused_with_the_account_named(string input)
    {
        var failure = await Assert.ThrowsAsync<AdapterException>(() => ResolveAsync(input));

        Assert.Equal(FailureKind.Refused, failure.Kind);
        Assert.Contains("\"star\"", failure.Message);
    }

    [Fact]
    public async Task The_token_is_validated_every_hour()
    {
        await using var server = await TwitchServer.StartAsync();
        using var http = new TwitchHttp();
        var clock = new FakeTimeProvider();
        var connection = new TestConnection(clock);
        using var stop = new CancellationTokenSource();
        var watch = new TokenWatch(new IdClient(server.Settings(), http, connection), connection).RunAsync(stop.Token);

        Assert.Equal(0, server.Validations);
        server.ValidateUserId = "666";
        clock.Advance(TimeSpan.FromHours(1));

        var failure = await Assert.ThrowsAsync<AdapterException>(() => watch.WithDeadline());
        Assert.Equal(FailureKind.Refused, failure.Kind);
        Assert.Equal(1, server.Validations);
    }

    [Fact]
    public void The_host_learns_where_to_get_tokens_and_for_what()
    {
        using var http = new TwitchHttp();
        var settings = new TwitchSettings { ClientId = "c", IdBaseUri = new Uri("http://127.0.0.1:5/id/") };

        var oauth = new TwitchAdapter(settings, http).OAuth;

        Assert.Equal(new Uri("http://127.0.0.1:5/id/oauth2/token"), oauth.TokenUri);
        Assert.Null(oauth.ClientSecret);
        Assert.Contains("user:read:chat", oauth.Scopes);
        Assert.Contains("channel:read:polls", oauth.Scopes);
        Assert.DoesNotContain(oauth.Scopes, static s => s.Contains('|'));
        Assert.Contains("channel:manage:broadcast", oauth.Scopes);
        Assert.Contains("user:write:chat", oauth.Scopes);
        Assert.Equal(new Uri("http://127.0.0.1:5/id/oauth2/device"), oauth.DeviceAuthorizationUri);
        Assert.Equal("scopes", oauth.DeviceScopeParameter);
        Assert.Equal(new Uri("http://127.0.0.1:5/id/oauth2/revoke"), oauth.RevocationUri);
        Assert.Null(oauth.AuthorizationUri);
    }

    [Fact]
    public async Task The_check_tells_whose_token_it_is_and_what_it_may_do()
    {
        var report = await CheckAsync(static _ => { });

        Assert.Equal(("1001", "star", "1001"), (report.AccountId, report.AccountName, report.Channel.Id));
        Assert.Contains("user:read:chat", report.Scopes);
        Assert.Empty(report.MissingScopes);
    }

    [Fact]
    public async Task What_the_token_lacks_is_named_whatever_was_said_when_it_was_given()
    {
        var report = await CheckAsync(static server => server.Scopes.Remove("bits:read"));

        Assert.Equal(["bits:read"], report.MissingScopes);
        Assert.DoesNotContain("bits:read", report.Scopes);
    }

    [Fact]
    public async Task A_token_that_twitch_refuses_is_gone()
    {
        var failure = await Assert.ThrowsAsync<AdapterException>(() => CheckAsync(static server => server.ValidToken = "another"));

        Assert.Equal(FailureKind.SignInRequired, failure.Kind);
    }

    private static async Task<SignInReport> CheckAsync(Action<TwitchServer> arrange)
    {
        await using var server = await TwitchServer.StartAsync();
        using var http = new TwitchHttp();
        arrange(server);
        return await new TwitchAdapter(server.Settings(), http)
            .CheckSignInAsync(["bits:read"], new TestConnection(), CancellationToken.None)
            .WithDeadline();
    }

    private static async Task<ChannelIdentity> ResolveAsync(string input)
    {
        await using var server = await TwitchServer.StartAsync();
        using var http = new TwitchHttp();
        return await new TwitchAdapter(server.Settings(), http)
            .ResolveAsync(input, new TestConnection(), CancellationToken.None)
            .WithDeadline();
    }
}
