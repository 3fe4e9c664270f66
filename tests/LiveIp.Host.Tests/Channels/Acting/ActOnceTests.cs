using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Tests.Channels.Acting;

public sealed class ActOnceTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly StateDatabase _database;
    private readonly ActOnce _acts;
    private int _done;

    public ActOnceTests()
    {
        _database = new StateDatabase(new LiveIpOptions { DataDirectory = _directory.Path });
        _acts = new ActOnce(_database, TimeProvider.System);
    }

    public void Dispose()
    {
        _database.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Calls_with_one_id_at_once_act_once_and_all_get_the_answer()
    {
        var begun = new TaskCompletionSource();
        var calls = Enumerable.Range(0, 8).Select(_ => RunAsync("r", begun.Task)).ToArray();
        begun.SetResult();

        Assert.All(await Task.WhenAll(calls), static answer => Assert.Equal("channels/1", answer.Name));
        Assert.Equal(1, _done);
        await RunAsync("another", Task.CompletedTask);
        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task What_was_refused_may_be_asked_again()
    {
        await Assert.ThrowsAsync<AdapterException>(() => RunAsync("r", Failing(FailureKind.Refused)));

        await RunAsync("r", Task.CompletedTask);

        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task What_may_have_been_done_is_not_done_again()
    {
        await Assert.ThrowsAsync<AdapterException>(() => RunAsync("r", Failing(FailureKind.OutcomeUnknown)));

        var failure = await Assert.ThrowsAsync<AdapterException>(() => RunAsync("r", Task.CompletedTask));

        Assert.Equal((FailureKind.OutcomeUnknown, 0), (failure.Kind, _done));
    }

    [Fact]
    public async Task What_failed_as_nobody_expects_may_have_been_done_and_is_not_done_again()
    {
        var act = () => RunAsync("r", Task.FromException(new InvalidOperationException("The disk is full.")));
        await Assert.ThrowsAsync<InvalidOperationException>(act);

        Assert.Equal(
            FailureKind.OutcomeUnknown,
            (await Assert.ThrowsAsync<AdapterException>(() => RunAsync("r", Task.CompletedTask))).Kind
        );
        Assert.Equal(0, _done);
    }

    [Fact]
    public async Task Cleaned_answers_are_answered_with_and_what_cannot_be_looked_through_is_not()
    {
        var marked = () =>
            _acts.RunAsync(
                "moment_mark",
                "r",
                new CreateMarkerRequest(),
                () => Task.FromResult(new CreateMarkerResponse { Moments = { new Moment { Note = "Ann" } } }),
                TestContext.Current.CancellationToken
            );
        await marked();
        await RunAsync("r", Task.CompletedTask);

        _acts.Clean(static m => m is CreateMarkerResponse answer && (answer.Moments[0].Note = "") is not null);

        Assert.Equal("", (await marked()).Moments[0].Note);
        Assert.Equal(
            FailureKind.OutcomeUnknown,
            (await Assert.ThrowsAsync<AdapterException>(() => RunAsync("r", Task.CompletedTask))).Kind
        );
        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task What_was_done_and_could_not_be_written_down_is_not_done_again()
    {
        Change("CREATE TRIGGER full BEFORE UPDATE ON requests BEGIN SELECT RAISE(ABORT, 'full'); END");
        await Assert.ThrowsAsync<SqliteException>(() => RunAsync("r", Task.CompletedTask));
        Change("DROP TRIGGER full");

        var failure = await Assert.ThrowsAsync<AdapterException>(() => RunAsync("r", Task.CompletedTask));

        Assert.Equal((FailureKind.OutcomeUnknown, 1), (failure.Kind, _done));
    }

    private Task<DeleteChannelRequest> RunAsync(string id, Task act) =>
        _acts.RunAsync(
            "test",
            id,
            new DeleteChannelRequest(),
            async () =>
            {
                await act;
                _done++;
                return new DeleteChannelRequest { Name = "channels/1" };
            },
            TestContext.Current.CancellationToken
        );

    private static Task Failing(FailureKind kind) => Task.FromException(new AdapterException(kind, "no"));

    private void Change(string sql) => _database.Write(c => c.Run(sql));
}
