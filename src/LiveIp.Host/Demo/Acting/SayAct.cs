using Grpc.Net.Client;
using LiveIp.V1;

namespace LiveIp.Host.Demo.Acting;

/// <summary>One line in every chat that can be written in.</summary>
internal sealed class SayAct(GrpcChannel channel, IReadOnlyDictionary<string, string> names) : IShowAct
{
    private const string Act = "say a line";
    private const string Line = "Hello everybody, on three platforms at once 大家好，三个平台同时开播";

    private readonly ChatService.ChatServiceClient _chat = new(channel);
    private readonly Dictionary<string, SendState> _states = new(StringComparer.Ordinal);
    private string _onBilibili = "";

    public async Task DoAsync(CancellationToken cancellationToken)
    {
        _onBilibili =
            await Refusals.ReasonAsync(async () =>
                await _chat.SendMessageAsync(
                    new()
                    {
                        Channels = { names["bilibili"] },
                        Text = Line,
                        RequestId = "demo-say-strict",
                    },
                    cancellationToken: cancellationToken
                )
            ) ?? "not refused";
        var answer = await _chat.SendMessageAsync(
            new()
            {
                Text = Line,
                AllowPartial = true,
                RequestId = "demo-say",
            },
            cancellationToken: cancellationToken
        );
        foreach (var (platform, name) in names)
        {
            _states[platform] = answer.Results.Single(r => r.Channel == name).State;
        }
    }

    public IEnumerable<ActResult> Judge(ActingTruth truth)
    {
        foreach (var platform in new[] { "youtube", "twitch" })
        {
            var (state, copies) = (_states[platform], truth.Copies(platform, Line));
            var said = state == SendState.Unknown ? "UNKNOWN: neither confirmed nor seen within 10 s" : state.ToString().ToUpperInvariant();
            yield return new ActResult(Act, platform, said, Copies(copies), ActingJudge.IsTrueOfLine(state, copies));
        }

        var written = truth.Copies("bilibili", Line);
        yield return new ActResult(
            Act,
            "bilibili",
            _onBilibili,
            Copies(written),
            _onBilibili == "CAPABILITY_UNSUPPORTED" && ActingJudge.IsTrueOfLine(_states["bilibili"], written)
        );
    }

    private static string Copies(int copies) => copies == 1 ? "1 copy" : $"{copies} copies";
}
