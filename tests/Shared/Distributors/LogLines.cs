using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Tests.Distributors;

/// <summary>Keeps what a distributor logs, and every text that it gave away.</summary>
internal sealed class LogLines : ILogger
{
    public ConcurrentQueue<string> All { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => All.Enqueue($"{formatter(state, exception)} {exception}");
}
