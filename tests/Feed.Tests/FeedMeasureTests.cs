using System.Net;
using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Feed.Tests;

public sealed class FeedMeasureTests : MeasureConformance
{
    private protected override IPostingBench StartPosting() => new PostingBench();

    private sealed class PostingBench : IPostingBench
    {
        private readonly Bench _bench = new();
        private int _keys;

        public IPostMeasure Measure => _bench.Distributor();

        /// <summary>As a reader shows them: without the marks of a paragraph.</summary>
        public IReadOnlyList<string> Posted =>
            [
                .. _bench.Entries.Select(static e =>
                    WebUtility.HtmlDecode(
                        Bench.Text(e, "content")!.Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal)
                    )
                ),
            ];

        public async Task<bool> PostAsync(RenderedPost? rendered)
        {
            rendered?.Spans.Clear();
            var result = await _bench.DeliverAsync(rendered, $"dlv_{_keys++}");
            Assert.True(result.Outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Rejected, result.Detail);
            return result.Outcome == DeliveryOutcome.Delivered;
        }

        public ValueTask DisposeAsync()
        {
            _bench.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
