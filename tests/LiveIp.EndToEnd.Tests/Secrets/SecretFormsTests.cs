using System.Text;

namespace LiveIp.EndToEnd.Tests.Secrets;

public sealed class SecretFormsTests
{
    private const string Secret = "1//0ab+cd/ef=\"ü";

    private readonly SecretForms _forms = new([KeyValuePair.Create("it", Secret)]);

    public static TheoryData<string> Holding =>
        [
            $"x{Secret}y",
            "https://h/?t=" + Uri.EscapeDataString(Secret),
            "{\"a\":" + System.Text.Json.JsonSerializer.Serialize(Secret) + "}",
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)),
            Base64("", "tail"),
            Base64("u", ""),
            Base64("us", "er"),
            Base64("user:", "\n"),
            Base64("user", "").Replace('+', '-').Replace('/', '_'),
        ];

    [Theory]
    [MemberData(nameof(Holding))]
    public void A_secret_is_found_in_every_form(string content) => Assert.NotEmpty(_forms.In(content));

    [Theory]
    [InlineData("")]
    [InlineData("1//0ab+cd/ef")]
    [InlineData("MS8vMGFi")]
    public void What_does_not_hold_it_whole_holds_nothing(string content) => Assert.Empty(_forms.In(content));

    private static string Base64(string before, string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Secret + after));
}
