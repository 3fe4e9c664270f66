using LiveIp.Cli.Output;
using LiveIp.Cli.Tests.Support;
using Spectre.Console;
using ZXing;
using ZXing.QrCode;

namespace LiveIp.Cli.Tests;

public sealed class QrCodeTests
{
    public static TheoryData<string> Texts =>
        new(
            "a",
            "http://service.weibo.com/share/share.php?url=https%3A%2F%2Fyoutu.be%2Fx&title=%E7%9B%B4%E6%92%AD",
            "snssdk1128://openplatform/share?share_type=h5&title=" + new string('x', 900),
            "直播中 👨‍👩‍👧‍👦"
        );

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_is_drawn_is_read_as_what_was_written(string text)
    {
        Assert.Equal(text, Read(Draw(QrCode.Of(text)!)));
    }

    [Fact]
    public void What_no_code_can_hold_is_none()
    {
        Assert.NotNull(QrCode.Of(new string('a', 2900)));
        Assert.Null(QrCode.Of(new string('a', 3000)));
    }

    private static string[] Draw(QrCode code)
    {
        using var screen = new LineWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(screen), Ansi = AnsiSupport.No });
        console.Profile.Width = code.Width;
        console.Write(code);
        return screen.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>As a camera sees it: four pixels to a module.</summary>
    private static string Read(string[] lines)
    {
        const int Pixels = 4;
        var (width, height) = (lines[0].Length * Pixels, lines.Length * 2 * Pixels);
        var light = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var block = lines[y / (2 * Pixels)][x / Pixels];
                var dark = y / Pixels % 2 == 0 ? block is '█' or '▀' : block is '█' or '▄';
                light[(y * width) + x] = dark ? (byte)0 : (byte)255;
            }
        }

        var image = new RGBLuminanceSource(light, width, height, RGBLuminanceSource.BitmapFormat.Gray8);
        return new QRCodeReader().decode(new BinaryBitmap(new ZXing.Common.HybridBinarizer(image))).Text;
    }
}
