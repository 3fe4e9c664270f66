namespace LiveIp.Host.Demo.History;

/// <summary>A show of the creator's past, before it is played.</summary>
internal sealed record PastShow
{
    public required DateTimeOffset At { get; init; }
    public required int Seed { get; init; }
    public required ShowLabels Labels { get; init; }
    public required ShowIntensity Intensity { get; init; }

    /// <summary>As the platforms show it.</summary>
    public string Title =>
        Labels.Topic switch
        {
            "music" => "Songs by request 点歌台",
            "games" => "One more level 再来一关",
            "chatting" => "Just talking 随便聊聊",
            _ => "Late night coding 深夜写代码",
        };
}
