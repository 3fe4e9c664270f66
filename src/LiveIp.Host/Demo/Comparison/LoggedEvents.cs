using System.Security.Cryptography;
using System.Text;
using LiveIp.V1;

namespace LiveIp.Host.Demo.Comparison;

/// <summary>What one platform's part of the log holds, folded by id: the highest revision of each occurrence.</summary>
internal sealed class LoggedEvents
{
    private readonly Dictionary<string, LiveEvent> _newest = new(StringComparer.Ordinal);

    public LoggedEvents(IEnumerable<LiveEvent> events)
    {
        var seen = new HashSet<(string, int)>();
        foreach (var e in events)
        {
            switch (e.BodyCase)
            {
                case LiveEvent.BodyOneofCase.Gap:
                    Gaps.Add(e);
                    break;
                case LiveEvent.BodyOneofCase.Measurement:
                    Measurements.Add(e);
                    break;
                default:
                    if (!seen.Add((e.Id, e.Revision)))
                    {
                        Repeated.Add(e);
                    }

                    if (!_newest.TryGetValue(e.Id, out var known) || known.Revision < e.Revision)
                    {
                        _newest[e.Id] = e;
                    }

                    break;
            }
        }
    }

    public IReadOnlyCollection<LiveEvent> Newest => _newest.Values;

    /// <summary>The same id and revision twice: the log must never hold such.</summary>
    public List<LiveEvent> Repeated { get; } = [];
    public List<LiveEvent> Gaps { get; } = [];
    public List<LiveEvent> Measurements { get; } = [];

    public LiveEvent? Find(string id) => _newest.GetValueOrDefault(id);

    public static string KindOf(LiveEvent e) =>
        LiveEvent.Descriptor.Oneofs.Single(o => o.Name == "body").Accessor.GetCaseFieldDescriptor(e)?.Name ?? "none";

    public static Money? MoneyOf(LiveEvent e) => e.Contribution?.Money ?? e.Membership?.Money;

    /// <summary>SHA-256 of what the person wrote, lower-case hex; null when nothing.</summary>
    public static string? TextHashOf(LiveEvent e)
    {
        var text = e.BodyCase switch
        {
            LiveEvent.BodyOneofCase.ChatMessage => e.ChatMessage.Text,
            LiveEvent.BodyOneofCase.Contribution => e.Contribution.Text,
            LiveEvent.BodyOneofCase.Membership => e.Membership.Text,
            LiveEvent.BodyOneofCase.RewardRedemption => e.RewardRedemption.Text,
            _ => "",
        };
        return text.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
