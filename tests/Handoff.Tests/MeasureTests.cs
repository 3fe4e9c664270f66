using LiveIp.Contracts;
using LiveIp.Plugins.Handoff.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Tests;

/// <summary>Of a distributor that posts nothing: what a person is given to paste.</summary>
public abstract class HandoffMeasureTests(string network) : MeasureConformance
{
    private protected sealed override IPostingBench StartPosting() => new CaptionBench(network);

    private sealed class CaptionBench(string network) : IPostingBench
    {
        private readonly DouyinStandIn _douyin = new();
        private readonly List<string> _captions = [];

        public IPostMeasure Measure => (IPostMeasure)KitTests.Create(network, _douyin);

        public IReadOnlyList<string> Posted => _captions;

        public async Task<bool> PostAsync(RenderedPost? rendered)
        {
            try
            {
                _captions.Add((await KitTests.PrepareAsync(KitTests.Create(network, _douyin), rendered)).Caption);
                return true;
            }
            catch (AdapterException e) when (e.Kind == FailureKind.Refused)
            {
                return false;
            }
        }

        public ValueTask DisposeAsync() => _douyin.DisposeAsync();
    }
}

public sealed class XiaohongshuMeasureTests() : HandoffMeasureTests("xiaohongshu");

public sealed class WeixinChannelsMeasureTests() : HandoffMeasureTests("weixin-channels");

public sealed class KuaishouMeasureTests() : HandoffMeasureTests("kuaishou");

public sealed class WeiboShareMeasureTests() : HandoffMeasureTests("weibo-share")
{
    private protected override TextUnit Unit => TextUnit.HalfWidth;
}

public sealed class DouyinShareMeasureTests() : HandoffMeasureTests("douyin-share");
