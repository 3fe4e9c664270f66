using System.Text;
using LiveIp.Plugins.Bilibili.Api;

namespace LiveIp.Plugins.Bilibili.Tests.Api;

public sealed class RequestSignerTests
{
    // Made with md5sum and "openssl dgst -sha256 -hmac key-secret" over the six lines.
    [Fact]
    public void The_signature_is_the_one_that_openssl_makes()
    {
        var headers = new RequestSigner("key-id", "key-secret")
            .Sign(
                Encoding.UTF8.GetBytes("""{"code":"CODE123","app_id":1234567890123}"""),
                "nonce-1",
                DateTimeOffset.FromUnixTimeSeconds(1790000000)
            )
            .ToDictionary(h => h.Key, h => h.Value);

        Assert.Equal("key-id", headers["x-bili-accesskeyid"]);
        Assert.Equal("e5c3dbf08a4c20c28189f5ebead14faa", headers["x-bili-content-md5"]);
        Assert.Equal("HMAC-SHA256", headers["x-bili-signature-method"]);
        Assert.Equal("nonce-1", headers["x-bili-signature-nonce"]);
        Assert.Equal("1.0", headers["x-bili-signature-version"]);
        Assert.Equal("1790000000", headers["x-bili-timestamp"]);
        Assert.Equal("4d78125a8db525765571a43b3eb69db41ea946db4d17b3f5c9e13e376ccc28fb", headers["Authorization"]);
        Assert.Equal(7, headers.Count);
    }
}
