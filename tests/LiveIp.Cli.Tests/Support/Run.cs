using Spectre.Console;

namespace LiveIp.Cli.Tests.Support;

/// <summary>One run of the program, with what it wrote.</summary>
internal sealed class Run : IDisposable
{
    private readonly LineWriter _output = new();
    private readonly LineWriter _errors = new();
    private readonly LineWriter _screen = new();
    private readonly CancellationTokenSource _ctrlC = CancellationTokenSource.CreateLinkedTokenSource(Deadline.Token());

    private Run(string[] args)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(_screen),
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
            }
        );
        Exit = Cli.RunAsync(args, console, _output, _errors, _ctrlC.Token);
    }

    public Task<int> Exit { get; }

    public int Code => Exit.Result;

    /// <summary>For programs.</summary>
    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    /// <summary>For people.</summary>
    public string Screen => _screen.ToString();

    public string All => Output + Errors + Screen;

    public static Run Start(params string[] args) => new(args);

    public static async Task<Run> ToEndAsync(params string[] args)
    {
        var run = new Run(args);
        await run.Exit.WaitAsync(Deadline.Token());
        return run;
    }

    public Task OutputHasAsync(string text) => _output.HasAsync(text);

    public Task ErrorsHaveAsync(string text) => _errors.HasAsync(text);

    public Task ScreenHasAsync(string text) => _screen.HasAsync(text);

    public Task<int> CtrlCAsync()
    {
        _ctrlC.Cancel();
        return Exit.WaitAsync(Deadline.Token());
    }

    public void Dispose()
    {
        _ctrlC.Dispose();
        _output.Dispose();
        _errors.Dispose();
        _screen.Dispose();
    }
}
