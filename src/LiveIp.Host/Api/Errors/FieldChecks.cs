using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace LiveIp.Host.Api.Errors;

/// <summary>Gathers what is wrong with a request, so that the caller learns of all of it at once.</summary>
internal sealed class FieldChecks
{
    private const int LongestList = 1000;

    private readonly List<(string Field, string Description)> _violations = [];

    public void Add(string field, string description) => _violations.Add((field, description));

    public void Require(bool holds, string field, string description)
    {
        if (!holds)
        {
            Add(field, description);
        }
    }

    /// <summary>A list is written by a person or a program for one, and every word of it costs a look at each event.</summary>
    public void MostOf(int count, string field) => Require(count <= LongestList, field, $"must not have more than {LongestList} entries");

    /// <summary>"channels/{id}"</summary>
    public void ChannelName(string name, string field) =>
        Require(
            name.StartsWith("channels/", StringComparison.Ordinal) && name.Length > 9 && !name.AsSpan(9).Contains('/'),
            field,
            "must be the name of a channel, channels/{id}"
        );

    /// <summary>For calls that act on the platforms.</summary>
    public void RequestId(string requestId) =>
        Require(requestId.Length is > 0 and <= 128, "request_id", "is needed, at most 128 characters: a repeated call must not act twice");

    /// <summary>Null when the field is absent or is no valid time; then that is noted.</summary>
    public DateTimeOffset? Time(Timestamp? time, string field)
    {
        if (time is null)
        {
            return null;
        }

        try
        {
            return time.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            Add(field, "is not a valid time");
            return null;
        }
    }

    /// <summary>The page size to use: what is above <paramref name="most"/> means <paramref name="most"/>, 0 the default.</summary>
    public int PageSize(int asked, int most, int usual)
    {
        Require(asked >= 0, "page_size", "must not be negative");
        return asked <= 0 ? usual : Math.Min(asked, most);
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT, with everything that was noted.</exception>
    public void ThrowIfAny()
    {
        if (_violations.Count > 0)
        {
            throw RpcErrors.InvalidArgument(_violations);
        }
    }
}
