using Microsoft.Extensions.Logging.Console;

namespace LiveIp.Host.Operations.Running;

/// <summary>How logs are written.</summary>
internal enum LogFormat
{
    /// <summary>One line a message, for people.</summary>
    Text,

    /// <summary>One JSON object a line: Timestamp (UTC), EventId, LogLevel, Category, Message, State, Scopes, Exception.</summary>
    Json,
}

/// <summary>Logs go to standard output, as text or as JSON; whoever runs the host decides where they stay.</summary>
internal static class LogOutput
{
    /// <param name="quiet">Errors alone, for the demo that has its own output.</param>
    public static void Configure(ILoggingBuilder logging, LiveIpOptions options, bool quiet)
    {
        logging.ClearProviders();
        logging.AddConsole();
        if (options.LogFormat == LogFormat.Json)
        {
            logging.AddJsonConsole(static json =>
            {
                json.IncludeScopes = true;
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            logging.AddSimpleConsole(static text => text.SingleLine = true);
        }

        var level = quiet ? LogLevel.Error : options.LogLevel;
        logging.SetMinimumLevel(level);
        // The web server and gRPC tell of every request; that is for who looks for a mistake in the host.
        logging.AddFilter("Microsoft", Highest(level, quiet ? LogLevel.None : LogLevel.Warning));
        // What fails in a call is logged once, by ErrorInterceptor.
        logging.AddFilter("Grpc", LogLevel.Critical);
        logging.AddFilter("System.Net.Http", Highest(level, LogLevel.Warning));
        // A refusal to start is said in one sentence; this logger would add the stack of it.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static LogLevel Highest(LogLevel one, LogLevel other) => one > other ? one : other;
}
