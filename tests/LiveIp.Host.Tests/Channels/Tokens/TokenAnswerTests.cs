using System.Text;
using LiveIp.Host.Channels.Tokens;

namespace LiveIp.Host.Tests.Channels.Tokens;

public sealed class TokenAnswerTests
{
    [Theory]
    [InlineData("""{"access_token":"a","refresh_token":"r","expires_in":3600}""", 3600.0)]
    [InlineData("""{"access_token":"a","refresh_token":"r","expires_in":"3600"}""", 3600.0)]
    [InlineData("""{"access_token":"a","refresh_token":"r","expires_in":-1}""", null)]
    [InlineData("""{"access_token":"a","refresh_token":"r","expires_in":1e400}""", null)]
    [InlineData("""{"access_token":"a","refresh_token":"r","expires_in":"NaN"}""", null)]
    [InlineData("""{"access_token":"a","refresh_token":"r"}""", null)]
    public void The_tokens_and_their_time_are_read_and_a_time_that_is_none_is_absent(string body, double? seconds)
    {
        var answer = TokenAnswer.Parse(Encoding.UTF8.GetBytes(body));

        Assert.NotNull(answer);
        Assert.Equal(("a", "r", seconds), (answer.AccessToken, answer.RefreshToken, answer.ExpiresIn?.TotalSeconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":1}""")]
    [InlineData("""{"access_token":"\ud800"}""")]
    [InlineData("""{"access_token":"a","refresh_token":"\udc00"}""")]
    public void What_is_no_answer_is_none_also_where_its_strings_are_no_Unicode(string body) =>
        Assert.Null(TokenAnswer.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Bytes_that_are_no_UTF8_are_no_answer_and_no_error()
    {
        byte[] body = [.. """{"error":"x"""u8, 0xFF, .. "\",\"access_token\":\"a"u8, 0xFF, .. "\"}"u8];

        Assert.Null(TokenAnswer.Parse(body));
        Assert.Equal("", TokenAnswer.ParseError(body));
    }

    [Theory]
    [InlineData("""{"error":"invalid_grant"}""", "invalid_grant")]
    [InlineData("""{"status":400,"message":"Invalid refresh token"}""", "invalid_refresh_token")]
    [InlineData("<html>", "")]
    public void Errors_of_both_shapes_are_codes(string body, string code) =>
        Assert.Equal(code, TokenAnswer.ParseError(Encoding.UTF8.GetBytes(body)));
}
