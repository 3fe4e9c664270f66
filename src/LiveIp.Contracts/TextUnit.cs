namespace LiveIp.Contracts;

/// <summary>What platforms count when they speak of characters.</summary>
public enum TextUnit
{
    /// <summary>Unicode code points: an emoji outside the basic plane is one.</summary>
    CodePoint,

    /// <summary>UTF-16 code units, as Java and JavaScript count: such an emoji is two.</summary>
    Utf16,

    /// <summary>Bytes of UTF-8: a Chinese character is three.</summary>
    Utf8Byte,

    /// <summary>What a reader takes for one character (UAX #29): a family emoji is one.</summary>
    Grapheme,

    /// <summary>
    /// Half-widths, as Weibo counts: a UTF-16 code unit up to U+00FF is one, any other is two. 140 Chinese characters are 280.
    /// </summary>
    HalfWidth,
}
