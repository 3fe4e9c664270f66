using System.Collections;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LiveIp.Host.Privacy;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Privacy;

public sealed class PersonalContentTests
{
    [Fact]
    public void No_personal_field_is_left_and_every_other_stays() =>
        Arbitrary.Event.Sample(
            static item =>
            {
                var blank = item.Clone();
                var changed = PersonalContent.Redact(blank);

                Assert.Empty(Personal(blank));
                Assert.Equal(Personal(item).Any(), changed);
                Assert.Equal(changed || item.Redacted, blank.Redacted);
                Assert.Equal(Rest(item), Rest(blank));
                Assert.False(PersonalContent.Redact(blank.Clone()));
            },
            iter: 2000
        );

    [Fact]
    public void What_this_version_does_not_know_is_not_kept_when_blanking()
    {
        var item = new LiveEvent
        {
            Id = "a",
            ChatMessage = new() { Text = "hello" },
        };
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            item.WriteTo(output);
            output.WriteTag(999, WireFormat.WireType.LengthDelimited);
            output.WriteString("Anna");
        }

        Assert.Contains("Anna", System.Text.Encoding.UTF8.GetString(LiveEvent.Parser.ParseFrom(stream.ToArray()).ToByteArray()));
        Assert.DoesNotContain("Anna", System.Text.Encoding.UTF8.GetString(PersonalContent.Read(stream.ToArray()).ToByteArray()));
    }

    // Written apart from the code under test: JSON-like paths of everything that is set.
    private static IEnumerable<string> Personal(IMessage message) =>
        Leaves(message, "").Where(static l => l.Personal).Select(static l => l.Text);

    private static string Rest(LiveEvent item) =>
        string.Join(
            '\n',
            Leaves(item, "")
                .Where(static l => !l.Personal && !l.Text.StartsWith("/redacted", StringComparison.Ordinal))
                .Select(static l => l.Text)
        );

    private static IEnumerable<(string Text, bool Personal)> Leaves(IMessage message, string path)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var personal = field.GetOptions()?.GetExtension(CommonExtensions.Personal) == true;
            var value = field.Accessor.GetValue(message);
            var values =
                value is IDictionary map ? [map]
                : value is IList list ? list.Cast<object?>()
                : [value];
            foreach (var (one, index) in values.Select(static (v, i) => (v, i)))
            {
                var here = $"{path}/{field.Name}[{index}]";
                if (one is IMessage inner)
                {
                    yield return (here, false);
                    foreach (var leaf in Leaves(inner, here))
                    {
                        yield return leaf;
                    }
                }
                else if (one is not (null or "" or 0 or 0L or false or IDictionary { Count: 0 }))
                {
                    yield return ($"{here}={one}", personal);
                }
            }
        }
    }
}
