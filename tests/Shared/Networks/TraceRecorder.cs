using System.Collections.Concurrent;
using System.Diagnostics;

namespace LiveIp.Plugins.Testing;

/// <summary>What an operator's tracing would be told of what this test does; other tests, which run beside it, are left out.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private readonly Activity _test = new Activity("test").Start();
    private readonly ActivityListener _listener;

    public TraceRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Record,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public void Dispose()
    {
        _listener.Dispose();
        _test.Dispose();
    }

    private void Record(Activity activity)
    {
        if (activity.TraceId == _test.TraceId)
        {
            Lines.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events)}");
        }
    }
}
