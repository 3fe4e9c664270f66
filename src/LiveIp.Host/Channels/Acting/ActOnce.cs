using Google.Protobuf;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Channels.Acting;

/// <summary>
/// Carries an act out once for each request_id. That it begins is durable before it does: an act of which neither an answer nor the
/// end of the process is known is never begun again. What was refused did not happen, and may be asked again under the same id.
/// </summary>
internal sealed class ActOnce(StateDatabase database, TimeProvider clock)
{
    private const string Begun = "begun";

    private readonly Dictionary<(string Scope, string Id), Gate> _gates = [];

    /// <summary>The answer, or that of the earlier call that this one repeats.</summary>
    /// <param name="scope">Tells kinds of calls apart: "chat_ban".</param>
    /// <param name="requestId">Not empty.</param>
    /// <param name="request">What is asked, without what is secret.</param>
    /// <param name="act">
    /// Does it. A refusal means that it was not done: a failed check, a missing capability, or the platform's answer other than
    /// <see cref="FailureKind.OutcomeUnknown"/>. Whoever asked may go away meanwhile, so it does not take their token.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting for an earlier call; the act itself is not broken off.</param>
    /// <exception cref="RequestIdReusedException"/>
    /// <exception cref="AdapterException">OutcomeUnknown, also for an earlier call that did not come to an end.</exception>
    public async Task<T> RunAsync<T>(
        string scope,
        string requestId,
        IMessage request,
        Func<Task<T>> act,
        CancellationToken cancellationToken
    )
        where T : class, IMessage<T>, new()
    {
        var fingerprint = RequestLedger.Fingerprint(request.ToByteArray());
        using var turn = await EnterAsync((scope, requestId), cancellationToken).ConfigureAwait(false);
        if (Begin(scope, requestId, fingerprint) is { } made)
        {
            return KeptAnswer.Read<T>(made)
                ?? throw new AdapterException(
                    FailureKind.OutcomeUnknown,
                    "What became of the first call with this request_id is not known. Look on the platform, then ask with a new one."
                );
        }

        T answer;
        try
        {
            answer = await act().ConfigureAwait(false);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            Drop(scope, requestId);
            throw;
        }

        // It is done. Where this cannot be written, it stays as begun, and is not done a second time.
        End(scope, requestId, KeptAnswer.Of(answer));
        return answer;
    }

    /// <summary>
    /// Puts every kept answer through <paramref name="clean"/>, which changes it in place and says whether it did. Where nobody knows any
    /// more what is in one, it goes whole; its act is not done again for that.
    /// </summary>
    public void Clean(Func<IMessage, bool> clean) =>
        database.Write(c =>
        {
            var answers = c.Rows(
                static r => (Scope: r.GetString(0), Id: r.GetString(1), Kept: r.GetString(2)),
                "SELECT scope, id, resource FROM requests WHERE resource LIKE $kept",
                ("$kept", KeptAnswer.Prefix + "%")
            );
            foreach (var (scope, id, kept) in answers)
            {
                if ((KeptAnswer.Cleaned(kept, clean) ?? Begun) is var cleaned && cleaned != kept)
                {
                    Set(c, scope, id, cleaned);
                }
            }

            return answers.Count;
        });

    // What nobody expects (a disk that is full) may come after the act, and is no proof that it was not done.
    private static bool IsRefusal(Exception failure) =>
        failure is RpcException or CapabilityMissingException or AdapterException { Kind: not FailureKind.OutcomeUnknown };

    // Calls with one id take turns. A gate goes with the last who is at it: ids are without end.
    private async Task<Turn> EnterAsync((string, string) key, CancellationToken cancellationToken)
    {
        Gate gate;
        lock (_gates)
        {
            if (!_gates.TryGetValue(key, out gate!))
            {
                _gates[key] = gate = new();
            }

            gate.Holders++;
        }

        try
        {
            await gate.Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Leave(key, gate);
            throw;
        }

        return new(this, key, gate);
    }

    private void Leave((string, string) key, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Holders == 0)
            {
                _gates.Remove(key);
            }
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Free { get; } = new(1, 1);

        public int Holders { get; set; }
    }

    private sealed class Turn(ActOnce owner, (string, string) key, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Free.Release();
            owner.Leave(key, gate);
        }
    }

    private string? Begin(string scope, string requestId, string fingerprint) =>
        database.Write(c =>
        {
            if (RequestLedger.Find(c, scope, requestId, fingerprint) is { } made)
            {
                return made;
            }

            RequestLedger.Remember(c, scope, requestId, fingerprint, Begun, clock.GetUtcNow());
            return null;
        });

    private void End(string scope, string requestId, string answer) => database.Write(c => Set(c, scope, requestId, answer));

    private static int Set(SqliteConnection connection, string scope, string requestId, string answer) =>
        connection.Run(
            "UPDATE requests SET resource = $answer WHERE scope = $scope AND id = $id",
            ("$answer", answer),
            ("$scope", scope),
            ("$id", requestId)
        );

    private void Drop(string scope, string requestId) =>
        database.Write(c => c.Run("DELETE FROM requests WHERE scope = $scope AND id = $id", ("$scope", scope), ("$id", requestId)));
}
