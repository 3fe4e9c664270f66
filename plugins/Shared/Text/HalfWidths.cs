namespace LiveIp.Plugins.Text;

/// <summary>How long a text is on Weibo, where 140 Chinese characters are 280.</summary>
internal static class HalfWidths
{
    /// <summary>
    /// A UTF-16 code unit up to U+00FF is one, any other is two. Links count as they are written: Weibo shortens long ones, so this is
    /// never less than what it counts.
    /// </summary>
    public static int Of(string text) => text.Length + text.Count(static unit => unit > 0xFF);
}
