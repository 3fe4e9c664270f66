using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.Poll.Types.State;

namespace LiveIp.Host.Tests.Polls;

/// <summary>
/// A platform with polls that lives on while hosts are killed. Every call of its plugin has a number, so that a test can stop the world at
/// any of them.
/// </summary>
/// <param name="id">"twitch"</param>
/// <param name="adapter">Which capabilities it has.</param>
internal sealed class PollHall(string id, Type adapter) : PlatformExtension
{
    private readonly Lock _gate = new();
    private readonly List<PlatformPoll> _polls = [];
    private readonly HashSet<string> _lost = [];
    private TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<IConnection> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _told;

    /// <summary>Names of the calls, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The call with this number, from 1, never ends.</summary>
    public int StopAt { get; set; }

    /// <summary>It is carried out before that.</summary>
    public bool StopsAfter { get; set; }

    /// <summary>The first call of every kind that acts is carried out, and its answer lost.</summary>
    public bool LosesEachAnswer { get; set; }

    /// <summary>The next call of this kind is lost on the way there: nothing is done, and nobody knows.</summary>
    public HashSet<string> LosesRequest { get; } = [];

    /// <summary>What a call is refused with, by its name.</summary>
    public Dictionary<string, AdapterException> Refusals { get; } = [];

    /// <summary>Nothing is told of polls; they can only be asked for.</summary>
    public bool IsSilent { get; set; }

    public PollLimits Limits { get; set; } =
        new()
        {
            Unit = TextUnit.CodePoint,
            MaxQuestionLength = 60,
            MaxOptionLength = 25,
            MaxOptions = 4,
        };

    /// <summary>A call is standing still.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Those that were started.</summary>
    public IReadOnlyList<PlatformPoll> Polls
    {
        get
        {
            lock (_gate)
            {
                return [.. _polls];
            }
        }
    }

    public override PlatformDescriptor Descriptor { get; } =
        new()
        {
            Id = id,
            DisplayName = id,
            Metrics = adapter == typeof(DeafHall) ? [] : [MetricIds.ChatMessages],
            DerivedMetrics = id == "youtube" ? DerivedMetricsPolicy.NeedsAgreement : DerivedMetricsPolicy.Allowed,
            AgreementText = id == "youtube" ? "I have it in writing." : null,
        };

    public override IReadOnlyList<string> Capabilities => Capability.Of(adapter);

    public override ExtensionLease<IPlatformAdapter> Create() =>
        new((IPlatformAdapter)Activator.CreateInstance(adapter, this)!, new NoScope());

    /// <summary>A new world, with the same things made in it.</summary>
    public void GoOn()
    {
        lock (_gate)
        {
            StopAt = 0;
            _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Somebody started it by hand.</summary>
    public void Add(PlatformPoll poll) => _polls.Add(poll);

    /// <summary>Viewers vote in the newest poll, and the platform tells of it.</summary>
    public Task VoteAsync(int option, int count = 1)
    {
        lock (_gate)
        {
            var poll = _polls[^1];
            var options = poll.Options.Select((o, i) => i == option ? o with { Votes = o.Votes + count } : o).ToList();
            _polls[^1] = poll with { Options = options };
        }

        return TellAsync(_polls[^1]);
    }

    /// <summary>The platform ends the newest by itself.</summary>
    public Task EndByItselfAsync()
    {
        Close(_polls[^1].Id);
        return TellAsync(_polls[^1]);
    }

    /// <summary>Somebody writes in the chat.</summary>
    public Task SayAsync(string person, string text, Action<LiveEvent>? more = null)
    {
        var said = new LiveEvent
        {
            Id = $"{id}-{Interlocked.Increment(ref _told)}",
            ChatMessage = new ChatMessage { Text = text },
            Actor = new Actor { Person = new Person { Id = person } },
        };
        more?.Invoke(said);
        return WriteAsync(said);
    }

    public async Task FollowAsync(IConnection connection, CancellationToken cancellationToken)
    {
        connection.ReportOnline(Continuity.FromNow, TimeSpan.FromDays(1));
        _connected.TrySetResult(connection);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    public async Task<PlatformPoll> StartAsync(PollDraft draft, CancellationToken cancellationToken)
    {
        PlatformPoll? made = null;
        try
        {
            return await CallAsync(
                "start",
                acts: true,
                () =>
                {
                    if (_polls.Exists(static p => p.IsOpen))
                    {
                        throw new AdapterException(FailureKind.Refused, "There is one already.") { Reason = "busy" };
                    }

                    made = new()
                    {
                        Id = $"{id}-poll-{_polls.Count + 1}",
                        Question = draft.Question,
                        Options = [.. draft.Options.Select(static o => new PlatformPollOption { Label = o, Votes = 0 })],
                        IsOpen = true,
                        StartedAt = TimeProvider.System.GetUtcNow(),
                    };
                    _polls.Add(made);
                    return made;
                },
                cancellationToken
            );
        }
        finally
        {
            await TellAsync(made);
        }
    }

    public Task<IReadOnlyList<PlatformPoll>> FindAsync(CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<PlatformPoll>>("find", acts: false, () => [.. Enumerable.Reverse(_polls)], cancellationToken);

    public async Task EndAsync(string poll, CancellationToken cancellationToken)
    {
        var isDone = false;
        try
        {
            await CallAsync("end", acts: true, () => isDone = Close(poll), cancellationToken);
        }
        finally
        {
            await TellAsync(isDone ? _polls.Find(p => p.Id == poll) : null);
        }
    }

    private bool Close(string poll)
    {
        lock (_gate)
        {
            var at = _polls.FindIndex(p => p.Id == poll);
            _polls[at] = _polls[at] with { IsOpen = false };
            return true;
        }
    }

    private Task TellAsync(PlatformPoll? poll)
    {
        if (poll is null || IsSilent)
        {
            return Task.CompletedTask;
        }

        var body = new Poll
        {
            Kind = Poll.Types.Kind.Poll,
            PollId = poll.Id,
            Question = poll.Question,
            State = poll.IsOpen ? State.Open : State.Closed,
        };
        body.Options.AddRange(poll.Options.Select(static o => new Poll.Types.Option { Label = o.Label, Votes = o.Votes ?? 0 }));
        return WriteAsync(new LiveEvent { Id = $"{id}-{Interlocked.Increment(ref _told)}", Poll = body });
    }

    private async Task WriteAsync(LiveEvent happened) =>
        await (await _connected.Task.WaitAsync(Deadline.Limit)).WriteAsync([happened], null, CancellationToken.None);

    private async Task<T> CallAsync<T>(string name, bool acts, Func<T> act, CancellationToken cancellationToken)
    {
        T result = default!;
        bool stops;
        lock (_gate)
        {
            Calls.Add(name);
            stops = Calls.Count == StopAt;
            if (Refusals.TryGetValue(name, out var refusal))
            {
                throw refusal;
            }

            if (LosesRequest.Remove(name))
            {
                throw new AdapterException(FailureKind.OutcomeUnknown, "The request was lost.");
            }

            if (!stops || StopsAfter)
            {
                result = act();
            }

            if (acts && LosesEachAnswer && _lost.Add(name))
            {
                throw new AdapterException(FailureKind.OutcomeUnknown, "The answer was lost.");
            }
        }

        if (stops)
        {
            _stopped.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return result;
    }
}

/// <summary>It has a chat, and no polls.</summary>
internal class ChatHall(PollHall hall) : IPlatformAdapter
{
    public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RunAsync(IConnection connection, CancellationToken cancellationToken) => hall.FollowAsync(connection, cancellationToken);
}

/// <summary>It has neither.</summary>
internal sealed class DeafHall(PollHall hall) : ChatHall(hall);

/// <summary>It has polls of its own.</summary>
internal sealed class NativeHall(PollHall hall) : ChatHall(hall), IPollControl
{
    private readonly PollHall _hall = hall;

    public PollLimits PollLimits => _hall.Limits;

    public Task<PlatformPoll> StartPollAsync(PollDraft draft, IChannelContext context, CancellationToken cancellationToken) =>
        _hall.StartAsync(draft, cancellationToken);

    public Task<IReadOnlyList<PlatformPoll>> FindPollsAsync(IChannelContext context, CancellationToken cancellationToken) =>
        _hall.FindAsync(cancellationToken);

    public Task EndPollAsync(string id, IChannelContext context, CancellationToken cancellationToken) =>
        _hall.EndAsync(id, cancellationToken);
}
