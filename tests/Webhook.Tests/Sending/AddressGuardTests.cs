using System.Net;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Webhook.Tests.Sending;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:c0a8:101::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void Addresses_of_private_networks_are_not_public(string address) =>
        Assert.False(AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void Addresses_of_the_internet_are_public(string address) => Assert.True(AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("192.168.1.5")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task An_address_that_the_operator_wrote_as_a_number_is_meant(string host) =>
        Assert.Equal(IPAddress.Parse(host.Trim('[', ']')), Assert.Single(await AddressGuard.ResolveAsync(host, default)));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("[fe80::1]")]
    [InlineData("[::ffff:169.254.169.254]")]
    public Task Link_local_is_refused_even_as_a_number(string host) =>
        Assert.ThrowsAsync<BlockedAddressException>(() => AddressGuard.ResolveAsync(host, default));

    [Fact]
    public async Task Localhost_may_be_this_machine() =>
        Assert.All(await AddressGuard.ResolveAsync("localhost", default), address => Assert.True(IPAddress.IsLoopback(address)));

    [Fact]
    public void A_name_that_leads_into_a_private_network_is_refused()
    {
        IPAddress[] inside = [IPAddress.Loopback, IPAddress.Parse("192.168.1.5")];

        var failure = Assert.Throws<BlockedAddressException>(() => AddressGuard.Allowed("hook.example.com", inside));

        Assert.Contains("hook.example.com", failure.Message);
    }

    [Fact]
    public void Of_a_name_that_leads_to_both_only_the_public_addresses_are_used()
    {
        var outside = IPAddress.Parse("8.8.8.8");

        Assert.Equal([outside], AddressGuard.Allowed("hook.example.com", [IPAddress.Loopback, outside]));
    }
}
