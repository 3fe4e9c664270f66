using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Testing;
using LiveIp.Plugins.YouTube.Uploads;
using LiveIp.V1;

namespace YouTube.Tests.Uploads;

/// <summary>Titles and descriptions at their limits, in YouTube's own counting.</summary>
public sealed class VideoFormTests
{
    public static TheoryData<string> Pieces => ["a", "星", "👨‍👩‍👧‍👦", "🇨🇳", "e\u0301", "https://youtu.be/x?t=1 "];

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task A_title_is_kept_whole_up_to_a_hundred_characters_and_cut_between_them_beyond(string piece)
    {
        var length = piece.EnumerateRunes().Count();
        var whole = string.Concat(Enumerable.Repeat(piece, 100 / length)) + new string('x', 100 % length);
        await using var rig = await UploadRig.StartAsync(bytes: 10);
        rig.Post = new Post { Title = whole };
        rig.Context = rig.Of(whole);
        await rig.PublishAsync();
        Assert.Equal(whole.Trim(), rig.Only().Metadata.Title);

        rig.Post = new Post { Title = piece + whole };
        rig.Context = rig.Of(piece + whole);
        await rig.PublishAsync();

        var cut = rig.YouTube.Stage.Uploads.Book.Videos[^1].Metadata;
        Assert.StartsWith(cut.Title, piece + whole, StringComparison.Ordinal);
        Assert.InRange(cut.Title.EnumerateRunes().Count(), 100 - length, 100);
        Assert.Equal((piece + whole).Trim(), cut.Description);
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task A_description_of_five_thousand_bytes_is_taken_and_one_more_is_refused(string piece)
    {
        await using var rig = await UploadRig.StartAsync(bytes: 10);
        var limits = await rig.Distributor.GetLimitsAsync(rig.YouTube.Clock, default);
        Assert.Equal((TextUnit.Utf8Byte, 5000), (limits.Unit, limits.MaxLength));
        var count = Encoding.UTF8.GetByteCount(piece);
        // The title does not stand in it, so that all of it is the description.
        var text = new string('y', 5000 % count) + string.Concat(Enumerable.Repeat(piece, 5000 / count));
        text = text.EndsWith(' ') ? text[..^1] + "." : text;

        rig.Context = rig.Of(text);
        Assert.Equal(DeliveryOutcome.Delivered, (await rig.PublishAsync()).Outcome);
        Assert.Equal(text, rig.Only().Metadata.Description);

        rig.Context = rig.Of(text + ".");
        Assert.Equal(Prepared.Rejected, (await rig.PrepareAsync()).Outcome);
    }

    [Fact]
    public async Task Angle_brackets_are_written_otherwise_and_the_title_may_come_from_the_text()
    {
        await using var rig = await UploadRig.StartAsync(bytes: 10);
        rig.Post = new Post { Text = "a < b > c\nd" };
        rig.Context = rig.Of("a < b > c\nd");

        await rig.PublishAsync();

        Assert.Equal(("a ‹ b › c", "d"), (rig.Only().Metadata.Title, rig.Only().Metadata.Description));
    }

    [Fact]
    public async Task Tags_are_as_many_as_fit()
    {
        await using var rig = await UploadRig.StartAsync(bytes: 10);
        rig.Post = new Post { Title = "Tags", Tags = { Enumerable.Range(0, 10).Select(static i => $"{i}{new string('t', 63)}") } };
        rig.Context = rig.Of("Tags");

        await rig.PublishAsync();

        // Seven of 64 characters and the six commas between them are 454; an eighth would make 519.
        Assert.Equal(7, rig.Only().Metadata.Tags.Count);
    }
}
