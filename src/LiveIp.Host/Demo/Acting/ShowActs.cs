using LiveIp.Host.Demo.Comparison;
using LiveIp.Host.Demo.History;
using Spectre.Console;

namespace LiveIp.Host.Demo.Acting;

/// <summary>All that the demo does on the platforms: some when the show begins, some when it is over. Another act is added here.</summary>
internal sealed class ShowActs
{
    private readonly DemoStage _stage;
    private readonly IAnsiConsole _console;
    private readonly IShowAct[] _beginning;
    private readonly IShowAct[] _end;

    /// <param name="window">In which the show lies.</param>
    public ShowActs(DemoStage stage, PastShow show, ShowWindow window, IAnsiConsole console)
    {
        (_stage, Show, _console) = (stage, show, console);
        var planned = new PlannedBroadcast(stage.Channel);
        _beginning = [new GoLiveAct(stage, planned, show, window), new SayAct(stage.Channel, stage.Names), new PollAct(stage)];
        _end = [new EndAct(planned)];
    }

    /// <summary>What is shown.</summary>
    public PastShow Show { get; }

    /// <param name="loseAnswers">Every operation that acts is carried out once without an answer.</param>
    public async Task BeginAsync(bool loseAnswers, CancellationToken cancellationToken)
    {
        _console.MarkupLine("Going live on all of them: YouTube is commanded, the encoder begins the others · 三个平台同时开播 …");
        foreach (var act in _beginning)
        {
            if (loseAnswers)
            {
                await LoseEachAnswerAsync(cancellationToken);
            }

            await act.DoAsync(cancellationToken);
        }
    }

    /// <summary>The encoder has stopped.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var act in _end)
        {
            await act.DoAsync(cancellationToken);
        }
    }

    /// <summary>Sets what was done beside what the emulators say became of it.</summary>
    public async Task<ActingReport> JudgeAsync(CancellationToken cancellationToken)
    {
        var truth = new ActingTruth(
            await _stage.Emulators.GetChannelsAsync(cancellationToken),
            await _stage.Emulators.GetTruthAsync(cancellationToken),
            await _stage.Emulators.GetLostAnswersAsync(cancellationToken)
        );
        return new ActingReport([.. _beginning.Concat(_end).SelectMany(a => a.Judge(truth))], truth.LostAnswers);
    }

    /// <summary>Of each act anew: on YouTube a poll is made by the same operation as a line.</summary>
    private async Task LoseEachAnswerAsync(CancellationToken cancellationToken)
    {
        foreach (var platform in new[] { "youtube", "twitch" })
        {
            await _stage.Emulators.OrderFaultAsync(new { platform, kind = "loseEachAnswer" }, cancellationToken);
        }
    }
}
