using LiveIp.Host.SignIn.Flows;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Sessions;

/// <summary>One sign-in under way: its steps so far, for whoever watches, and its end. Any thread may use it.</summary>
internal sealed class SignInSession(string name, string requestId, string fingerprint, DateTimeOffset expiresAt) : IFlowSteps
{
    private readonly Lock _lock = new();
    private readonly List<WatchSignInResponse> _steps = [];
    private readonly TaskCompletionSource _cancelled = NewSignal();
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>"signInSessions/{id}"</summary>
    public string Name => name;

    public string RequestId => requestId;

    /// <summary>Of the request, to tell a repeat from another one with the same id.</summary>
    public string Fingerprint => fingerprint;

    public DateTimeOffset ExpiresAt => expiresAt;

    /// <summary>Completes when somebody wants it ended.</summary>
    public Task Cancelled => _cancelled.Task;

    /// <summary>Whether the last step has been told.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_lock)
            {
                return EndedUnlocked;
            }
        }
    }

    private bool EndedUnlocked =>
        _steps is [.., { StepCase: WatchSignInResponse.StepOneofCase.Done or WatchSignInResponse.StepOneofCase.Failed }];

    /// <summary>The steps from this one on; when there are none, what completes with the next, or null when there will be none.</summary>
    public (IReadOnlyList<WatchSignInResponse> Steps, Task? Changed) From(int index)
    {
        lock (_lock)
        {
            return (_steps[index..], EndedUnlocked ? null : _changed.Task);
        }
    }

    public void Cancel() => _cancelled.TrySetResult();

    public void Tell(OpenAddress step) => Tell(new WatchSignInResponse { OpenAddress = step });

    public void Tell(EnterCode step) => Tell(new WatchSignInResponse { EnterCode = step });

    public void Tell(SignInWaiting.Types.Subject waitsFor) => Tell(new WatchSignInResponse { Waiting = new() { Subject = waitsFor } });

    public void Tell(SignInDone step) => Tell(new WatchSignInResponse { Done = step });

    public void Tell(SignInFailed step) => Tell(new WatchSignInResponse { Failed = step });

    private void Tell(WatchSignInResponse step)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (EndedUnlocked)
            {
                return;
            }

            _steps.Add(step);
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
