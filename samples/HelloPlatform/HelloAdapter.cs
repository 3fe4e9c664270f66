using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace HelloPlatform;

/// <summary>A platform in which somebody says hello every second. A real one reads a socket instead of a timer.</summary>
public sealed class HelloAdapter(HelloSettings settings) : IPlatformAdapter
{
    public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(input)
            ? throw new AdapterException(FailureKind.NotFound, "Type a name.")
            : Task.FromResult(new ChannelIdentity { Id = input.Trim().ToLowerInvariant(), DisplayName = input.Trim() });

    public async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        // The checkpoint is stored together with the events behind it, so counting goes on where the log ends.
        var count = long.Parse(connection.Checkpoint ?? "0", CultureInfo.InvariantCulture);
        connection.ReportOnline(
            connection.Checkpoint is null ? Continuity.FromNow : Continuity.FromCheckpoint,
            maxSilence: settings.Interval + TimeSpan.FromSeconds(30)
        );

        using var timer = new PeriodicTimer(settings.Interval, connection.Clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            count++;
            var number = count.ToString(CultureInfo.InvariantCulture);
            await connection.WriteAsync([Message(number, connection.Clock.GetUtcNow())], number, cancellationToken);
        }
    }

    private LiveEvent Message(string number, DateTimeOffset now) =>
        new()
        {
            Id = $"hello-{number}",
            OccurredAt = now.ToTimestamp(),
            Actor = new Actor
            {
                Person = new Person { Id = "hello:world", DisplayName = "World" },
            },
            ChatMessage = new ChatMessage { Kind = ChatMessage.Types.Kind.Text, Text = $"{settings.Greeting} {number}" },
        };
}
