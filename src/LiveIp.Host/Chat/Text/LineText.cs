using System.Text;

namespace LiveIp.Host.Chat.Text;

/// <summary>A text as one line of chat: no line ends, no runs of spaces. Platforms make it so, and echoes are compared in this form.</summary>
internal static class LineText
{
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                line.Append(letter);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd(' ');
    }
}
