using System.Xml.Linq;
using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Feed.Tests;

/// <summary>A file loses no answers, so of the conformance suites it is the one of what has no wire.</summary>
public sealed class FeedChangeConformanceTests : ChangeConformance
{
    private protected override Task<IChangeBench> StartAsync() => Task.FromResult<IChangeBench>(new ChangeBench());

    private sealed class ChangeBench : IChangeBench
    {
        private readonly Bench _bench = new();

        public TimeProvider Clock => _bench.Clock;

        public IDistributor Distributor => _bench.Distributor();

        public IReadOnlyList<string> Standing => [.. _bench.Entries.Select(static e => Bench.Text(e, "title")!)];

        public void Clear()
        {
            var feed = _bench.Feed;
            feed.Elements(AtomRules.Atom + "entry").Remove();
            new XDocument(feed).Save(_bench.File);
        }

        public ValueTask DisposeAsync()
        {
            _bench.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
