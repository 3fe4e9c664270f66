using System.Text.Json.Nodes;
using LiveIp.Host.Demo;
using LiveIp.Host.Demo.Comparison;

namespace LiveIp.Chaos.Children;

/// <summary>One emulated platform over all of its lives: a child process that keeps its memory, its ports and its show.</summary>
internal sealed class PlatformChild : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IReadOnlyList<string> _arguments;
    private EmulatorChild _child;

    private PlatformChild(EmulatorChild child, IReadOnlyList<string> arguments) => (_child, _arguments) = (child, arguments);

    /// <summary>As the emulators print it.</summary>
    public JsonObject Config => _child.Config;

    public static async Task<PlatformChild> StartAsync(string platform, string state, CancellationToken cancellationToken)
    {
        List<string> arguments = [$"--platform={platform}", $"--state={state}", "--twitch-keepalive=2", "--bilibili-cool-down=3"];
        var child = await EmulatorChild.StartAsync(arguments, cancellationToken);
        // The next life listens where this one did.
        arguments.AddRange(child.Config["ports"]!.AsObject().Select(p => $"--{p.Key}={p.Value}"));
        return new PlatformChild(child, arguments);
    }

    public Task StartShowAsync(object plan, CancellationToken cancellationToken) =>
        InTurnAsync(child => child.StartShowAsync(plan, cancellationToken), cancellationToken);

    /// <summary>Waits for the platform's return when it is dead.</summary>
    public Task OrderFaultAsync(object fault, CancellationToken cancellationToken) =>
        InTurnAsync(child => child.OrderFaultAsync(fault, cancellationToken), cancellationToken);

    public Task<JsonObject> GetShowAsync(CancellationToken cancellationToken) => _child.GetShowAsync(cancellationToken);

    public Task<Truth> GetTruthAsync(CancellationToken cancellationToken) => _child.GetTruthAsync(cancellationToken);

    /// <summary>SIGKILL, and back with its memory after the pause.</summary>
    public Task KillAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        InTurnAsync(
            async child =>
            {
                await child.KillAsync();
                await child.DisposeAsync();
                await Task.Delay(pause, cancellationToken);
                _child = await EmulatorChild.StartAsync(_arguments, cancellationToken);
            },
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _turn.Dispose();
    }

    private async Task InTurnAsync(Func<EmulatorChild, Task> act, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await act(_child);
        }
        finally
        {
            _turn.Release();
        }
    }
}
