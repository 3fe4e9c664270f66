using System.Text;
using CsCheck;
using LiveIp.Host.Distribution.Media;
using Kind = LiveIp.V1.MediaFile.Types.Kind;

namespace LiveIp.Host.Tests.Distribution.Media;

public sealed class MediaTypesTests
{
    public static TheoryData<string, string?> Heads =>
        new()
        {
            { "\u00FF\u00D8\u00FF\u00E1", "image/jpeg" },
            { "\u0089PNG\r\n\u001A\n", "image/png" },
            { "GIF89a", "image/gif" },
            { "GIF87a", "image/gif" },
            { "RIFF\u0010\0\0\0WEBPVP8 ", "image/webp" },
            { "RIFF\u0010\0\0\0WAVEfmt ", null },
            { "\0\0\0\u0020ftypisom", "video/mp4" },
            { "\0\0\0\u0020ftypmp42", "video/mp4" },
            { "\0\0\0\u0014ftypqt  ", "video/quicktime" },
            { "\0\0\0\u0018ftypheic", null },
            { "\0\0\0\u0018ftypavif", null },
            { "\0\0\0\u0018ftypM4A ", null },
            { "\u001A\u0045\u00DF\u00A3\u0001\0\0\0\0\0\0\u001FB\u0082\u0084webm", "video/webm" },
            { "\u001A\u0045\u00DF\u00A3\u0001\0\0\0\0\0\0\u001FB\u0082\u0088matroska", "video/x-matroska" },
            { "root:x:0:0:root:/root:/bin/bash", null },
            { "#!/bin/sh", null },
            { "%PDF-1.7", null },
            { "", null },
            { "\0\0\0\u0020fty", null },
        };

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_file_is_what_its_first_bytes_say(string head, string? type)
    {
        var found = MediaTypes.Of(Encoding.Latin1.GetBytes(head));

        Assert.Equal(type, found?.ContentType);
        Assert.Equal(
            type is null ? null
                : type.StartsWith("image/", StringComparison.Ordinal) ? Kind.Image
                : Kind.Video,
            found?.Kind
        );
    }

    [Fact]
    public void Any_bytes_are_judged_and_text_is_never_a_picture()
    {
        Gen.Byte.Array[0, MediaTypes.HeadLength].Sample(static bytes => _ = MediaTypes.Of(bytes));
        Gen.Char[' ', '~']
            .Array[12, MediaTypes.HeadLength]
            .Sample(static text =>
                Assert.True(
                    MediaTypes.Of(Encoding.ASCII.GetBytes(text)) is null
                        || text is ['G', 'I', 'F', '8', ..]
                        || text[4..8] is ['f', 't', 'y', 'p']
                        || text is ['R', 'I', 'F', 'F', ..]
                )
            );
    }
}
