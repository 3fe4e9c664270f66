using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;
using ZXing.QrCode.Internal;

namespace LiveIp.Cli.Output;

/// <summary>
/// A text for a phone's camera, drawn in half blocks: two modules to a character, which makes them square. Always dark on light, whatever
/// the terminal's colours are, because not every reader takes the inverse.
/// </summary>
internal sealed class QrCode : IRenderable
{
    // Modules of light around the code, without which readers do not find it (ISO/IEC 18004).
    private const int QuietZone = 4;

    private static readonly Style Ink = new(Color.Black, Color.White);

    // The lowest correction: a screen has no dirt on it, and fewer modules fit more terminals.
    private static readonly QrCodeEncodingOptions Options = new()
    {
        ErrorCorrection = ErrorCorrectionLevel.L,
        Margin = QuietZone,
        CharacterSet = "UTF-8",
    };

    private readonly BitMatrix _modules;

    private QrCode(BitMatrix modules) => _modules = modules;

    /// <summary>Columns, with the quiet zone.</summary>
    public int Width => _modules.Width;

    /// <summary>Null where the text is longer than any code can hold (2953 bytes).</summary>
    public static QrCode? Of(string text)
    {
        try
        {
            return new QrCode(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Options.Hints));
        }
        catch (WriterException)
        {
            return null;
        }
    }

    public Measurement Measure(RenderOptions options, int maxWidth) => new(Width, Width);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        for (var row = 0; row < _modules.Height; row += 2)
        {
            var line = new StringBuilder(Width);
            for (var column = 0; column < Width; column++)
            {
                line.Append(Blocks(_modules[column, row], row + 1 < _modules.Height && _modules[column, row + 1]));
            }

            yield return new Segment(line.ToString(), Ink);
            yield return Segment.LineBreak;
        }
    }

    private static char Blocks(bool upper, bool lower) =>
        (upper, lower) switch
        {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            _ => ' ',
        };
}
