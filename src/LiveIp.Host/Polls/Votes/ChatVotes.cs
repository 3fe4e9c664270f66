using System.Security.Cryptography;
using System.Text;
using LiveIp.Host.Events;
using LiveIp.Host.Polls.Stored;
using LiveIp.V1;

namespace LiveIp.Host.Polls.Votes;

/// <summary>
/// Counts what people write in a chat while a poll is open: one vote for each person, of which the last counts. What they write stays a
/// chat message like any other.
/// </summary>
internal sealed class ChatVotes(IEventLog log, PollRecord poll, PollPartRecord part) : IVoteCount
{
    /// <summary>More voters are not told apart, which bounds the memory; their votes are told as uncounted.</summary>
    internal const int MostVoters = 1_000_000;

    /// <summary>
    /// By how much the platform's clock may be behind. What is older than the poll beyond that was read from a recording, or sent again.
    /// </summary>
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(2);

    private readonly LogCursor _cursor = new(
        log,
        new() { Channels = [part.Channel], Kinds = [LiveEvent.BodyOneofCase.ChatMessage] },
        part.AfterSequence
    );

    // By a hash of who it was: ids are the platform's to choose, and of any length.
    private readonly Dictionary<UInt128, byte> _voters = [];
    private readonly long[] _votes = new long[poll.Options.Count];
    private long _uncounted;

    public PartVotes Read(PollRecord poll, PollPartRecord part)
    {
        foreach (var said in _cursor.Next())
        {
            if (VoteText.OptionOf(said.ChatMessage.Text, _votes.Length) is { } option && Counts(said, poll))
            {
                Take(said, option);
            }
        }

        return new() { Votes = [.. _votes], Uncounted = _uncounted };
    }

    /// <summary>What this host wrote is no vote, and neither is what came before or too late by its own clock, or is history.</summary>
    private static bool Counts(LiveEvent said, PollRecord poll) =>
        !said.Own
        && said.Actor?.Person?.Id is { Length: > 0 }
        && said.ReceivedAt?.ToDateTimeOffset() is { } received
        && received >= poll.CreatedAt
        && received <= poll.End
        && (said.OccurredAt is null || said.OccurredAt.ToDateTimeOffset() >= poll.CreatedAt - ClockLeeway);

    private void Take(LiveEvent said, int option)
    {
        var voter = Hash(said.Actor.Person.Id);
        if (_voters.TryGetValue(voter, out var before))
        {
            _votes[before]--;
        }
        else if (_voters.Count >= MostVoters)
        {
            _uncounted++;
            return;
        }

        _voters[voter] = (byte)option;
        _votes[option]++;
    }

    private static UInt128 Hash(string person)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(person), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
