using Google.Protobuf;

namespace LiveIp.V1;

/// <summary>The server's side of a response: events that are sent as they are stored.</summary>
public sealed partial class WatchEventsResponse
{
    private const uint EventsTag = (EventsFieldNumber << 3) | (uint)WireFormat.WireType.LengthDelimited;

    /// <summary>
    /// Puts serialized <see cref="LiveEvent"/>s into the response without reading them. They lie in it as fields that this message does
    /// not know, so <see cref="Events"/> stays empty and JSON does not show them; on the wire there is no difference.
    /// </summary>
    internal void Carry(IEnumerable<ReadOnlyMemory<byte>> events)
    {
        using var frame = new MemoryStream();
        using (var output = new CodedOutputStream(frame, leaveOpen: true))
        {
            foreach (var bytes in events)
            {
                output.WriteTag(EventsTag);
                output.WriteLength(bytes.Length);
                output.Flush();
                frame.Write(bytes.Span);
            }
        }

        var input = new CodedInputStream(frame.GetBuffer(), 0, (int)frame.Length);
        while (input.ReadTag() != 0)
        {
            _unknownFields = UnknownFieldSet.MergeFieldFrom(_unknownFields, input);
        }
    }
}
