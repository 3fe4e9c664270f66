using System.Text;
using CsCheck;
using LiveIp.Plugins.Webhook.Signing;

namespace LiveIp.Plugins.Webhook.Tests.Signing;

public sealed class SigningKeyTests
{
    // The example that the libraries of Standard Webhooks check themselves with.
    [Fact]
    public void The_published_example_is_signed_as_published()
    {
        var key = SigningKey.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;

        var signature = key.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void A_secret_is_24_to_64_bytes() =>
        Gen
            .Byte.Array[0, 90]
            .Sample(bytes =>
                Assert.Equal(bytes.Length is >= 24 and <= 64, SigningKey.TryParse($"whsec_{Convert.ToBase64String(bytes)}") is not null)
            );

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64 at all, but long enough")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Anything_else_is_no_secret(string secret) => Assert.Null(SigningKey.TryParse(secret));
}
