using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveIp.Host.Demo.Comparison;

namespace LiveIp.Host.Demo;

/// <summary>The emulators as a child process, and the door to them.</summary>
internal sealed class EmulatorChild : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly HttpClient _control;

    private EmulatorChild(Process process, JsonObject config)
    {
        _process = process;
        Config = config;
        _control = new HttpClient { BaseAddress = new Uri((string)config["control"]!["address"]!), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Per platform: <c>settings</c> and <c>channel</c> as the plugins take them.</summary>
    public JsonObject Config { get; }

    /// <summary>Starts the process on free ports and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message says what it printed.</exception>
    public static async Task<EmulatorChild> StartAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet"
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        string[] fixedArguments =
        [
            Locate(),
            "--youtube-port=0",
            "--youtube-grpc-port=0",
            "--twitch-port=0",
            "--bilibili-port=0",
            "--control-port=0",
            "--ingest-port=0",
            "--print-config",
            "--hold",
            "--end-with-input",
        ];
        var given = arguments.ToList();
        foreach (var argument in fixedArguments.Where(f => !given.Exists(g => g.Split('=')[0] == f.Split('=')[0])).Concat(given))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The emulators could not be started.");
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(StartWithin);
            var line = await process.StandardOutput.ReadLineAsync(patience.Token);
            return JsonNode.Parse(line ?? "") is JsonObject config
                ? new EmulatorChild(process, config)
                : throw new InvalidOperationException($"The emulators answered '{line}'.");
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw new InvalidOperationException("The emulators did not say where they listen.", error);
        }
    }

    public async Task StartShowAsync(object plan, CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsJsonAsync("show/start", plan, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The show does not start: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    /// <summary>Sets the platforms' wall clock; between shows only.</summary>
    public async Task SetClockAsync(object setting, CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsJsonAsync("clock", setting, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The clock is not set: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    /// <summary>Waits until the show that was started is over.</summary>
    /// <param name="look">Between two looks.</param>
    /// <exception cref="InvalidOperationException">It broke off.</exception>
    public async Task WaitForEndOfShowAsync(TimeSpan look, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var show = await GetShowAsync(cancellationToken);
            switch ((string?)show["state"])
            {
                case "running":
                    await Task.Delay(look, time, cancellationToken);
                    break;
                case "finished":
                    return;
                default:
                    throw new InvalidOperationException($"The show broke off: {show["error"]}");
            }
        }
    }

    public async Task<JsonObject> GetShowAsync(CancellationToken cancellationToken) =>
        await _control.GetFromJsonAsync<JsonObject>("show", cancellationToken) ?? [];

    public async Task OrderFaultAsync(object fault, CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsJsonAsync("faults", fault, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>So many viewers vote for one option of the poll that was started over the platform's API.</summary>
    /// <param name="option">1 for the first.</param>
    public async Task VoteAsync(string platform, int option, int count, CancellationToken cancellationToken)
    {
        var votes = new
        {
            platform,
            option,
            count,
        };
        using var answer = await _control.PostAsJsonAsync("vote", votes, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A viewer writes in the chat.</summary>
    public async Task SayAsync(string platform, int viewer, string text, CancellationToken cancellationToken)
    {
        var line = new
        {
            platform,
            viewer,
            text,
        };
        using var answer = await _control.PostAsJsonAsync("say", line, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What truly became of what was done to each channel, by platform.</summary>
    public async Task<JsonObject> GetChannelsAsync(CancellationToken cancellationToken) =>
        await _control.GetFromJsonAsync<JsonObject>("channels", cancellationToken) ?? [];

    /// <summary>By platform, the acting operations that were carried out and whose answer was lost on purpose.</summary>
    public async Task<IReadOnlyDictionary<string, string[]>> GetLostAnswersAsync(CancellationToken cancellationToken) =>
        await _control.GetFromJsonAsync<Dictionary<string, string[]>>("faults/lost", cancellationToken) ?? [];

    /// <summary>The creator's encoder begins to send to the platform, or stops; between shows only.</summary>
    public async Task EncodeAsync(string platform, bool sending, CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsJsonAsync("encoder", new { platform, sending }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<Truth> GetTruthAsync(CancellationToken cancellationToken)
    {
        await using var lines = await _control.GetStreamAsync("truth", cancellationToken);
        return await Truth.ReadAsync(lines, cancellationToken);
    }

    /// <summary>SIGKILL: nothing of it runs after this.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        if (_process.HasExited)
        {
            _process.Dispose();
            return;
        }

        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string Locate() =>
        StagedArtifacts.FindBuilt("LiveIp.Emulators")
        ?? throw new InvalidOperationException(
            "The emulators are not built. Run the demo from the repository: dotnet run --project src/LiveIp.Host -- demo"
        );
}
