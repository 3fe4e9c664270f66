using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.Host.Plugins;
using LiveIp.Host.Plugins.Accounts;
using LiveIp.Host.Plugins.Settings;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>DistributorAccountService: several accounts of one network, and how each is paced.</summary>
internal sealed class DistributorAccountServiceApi(
    IExtensionRegistry registry,
    AccountStore accounts,
    ExtensionSettings settings,
    OutboxStore outbox,
    TimeZones zones
) : DistributorAccountService.DistributorAccountServiceBase
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    public override Task<CreateDistributorAccountResponse> CreateDistributorAccount(
        CreateDistributorAccountRequest request,
        ServerCallContext context
    )
    {
        var id = AccountId.Of(request.Id);
        if (!AccountId.IsName(id.Name))
        {
            throw RpcErrors.InvalidArgument(
                ("id", "must be distributor/name, as discord/fans; the name is 1 to 32 of a-z, 0-9 and '-', with none of these at its ends")
            );
        }

        if (registry.FindDistributor(id.Distributor) is null)
        {
            throw RpcErrors.InvalidArgument(("id", $"There is no distributor '{id.Distributor}'."));
        }

        // Values that a crash left of an earlier account of that name are not to become this one's.
        if (!accounts.All.Contains(id))
        {
            settings.Forget(request.Id);
        }

        try
        {
            return accounts.Add(id)
                ? Task.FromResult(new CreateDistributorAccountResponse { Account = Describe(Find(request.Id)) })
                : throw RpcErrors.AlreadyExists(ErrorReasons.AccountExists, $"There is an account '{request.Id}' already.");
        }
        catch (TooManyAccountsException e)
        {
            throw RpcErrors.ResourceExhausted(ErrorReasons.TooManyAccounts, e.Message);
        }
    }

    public override Task<ListDistributorAccountsResponse> ListDistributorAccounts(
        ListDistributorAccountsRequest request,
        ServerCallContext context
    ) => Task.FromResult(new ListDistributorAccountsResponse { Accounts = { registry.Distributors.Select(Describe) } });

    public override Task<UpdateDistributorAccountResponse> UpdateDistributorAccount(
        UpdateDistributorAccountRequest request,
        ServerCallContext context
    )
    {
        var checks = new FieldChecks();
        var rules = outbox.RulesOf(request.Id);
        if (request.LeastInterval is { } interval)
        {
            rules = rules with { LeastInterval = Interval(interval, checks) };
        }

        if (request.QuietHours is { } hours)
        {
            rules = rules with { Quiet = Quiet(hours, checks) };
        }

        checks.ThrowIfAny();
        var account = Find(request.Id);
        outbox.SetRules(request.Id, rules);
        return Task.FromResult(new UpdateDistributorAccountResponse { Account = Describe(account) });
    }

    public override Task<DeleteDistributorAccountResponse> DeleteDistributorAccount(
        DeleteDistributorAccountRequest request,
        ServerCallContext context
    )
    {
        var id = AccountId.Of(request.Id);
        if (id.Name.Length == 0)
        {
            throw RpcErrors.InvalidArgument(
                ("id", "must be distributor/name: the account without a name is there as long as its plugin is")
            );
        }

        if (!accounts.All.Contains(id))
        {
            throw NotFound(request.Id);
        }

        // The account itself goes last: after a crash in between it is there, not set up, and can be deleted again.
        settings.Forget(request.Id);
        var cancelled = outbox.RemoveAccount(request.Id);
        accounts.Remove(id);
        return Task.FromResult(new DeleteDistributorAccountResponse { Cancelled = cancelled });
    }

    private DistributorExtension Find(string id) => registry.FindDistributor(id) ?? throw NotFound(id);

    private static RpcException NotFound(string id) =>
        RpcErrors.NotFound(ErrorReasons.AccountNotFound, $"There is no account '{id}'. List the accounts to see which there are.");

    private DistributorAccount Describe(DistributorExtension distributor)
    {
        var (id, rules, hold) = (AccountId.Of(distributor.Id), outbox.RulesOf(distributor.Id), outbox.HoldOf(distributor.Id));
        return new DistributorAccount
        {
            Id = distributor.Id,
            Distributor = id.Distributor,
            Account = id.Name,
            SetUp = distributor.IsSetUp,
            LeastInterval = rules.LeastInterval.ToDuration(),
            QuietHours = rules.Quiet,
            HeldUntil = hold?.Until.ToTimestamp(),
            HeldReason = hold is null ? "" : AccountHold.Say(hold.Kind),
            Waiting = outbox.WaitingFor(distributor.Id),
        };
    }

    private static TimeSpan Interval(Duration interval, FieldChecks checks)
    {
        try
        {
            if (interval.ToTimeSpan() is var time && time >= TimeSpan.Zero && time <= LongestInterval)
            {
                return time;
            }
        }
        catch (InvalidOperationException)
        {
            // Said below, as any other that cannot be.
        }

        checks.Add("least_interval", "must be from 0 to a day");
        return TimeSpan.Zero;
    }

    private QuietHours? Quiet(QuietHours hours, FieldChecks checks)
    {
        if (hours.From.Length + hours.To.Length == 0)
        {
            return null;
        }

        var (from, to) = (QuietTimes.Parse(hours.From), QuietTimes.Parse(hours.To));
        checks.Require(from is not null, "quiet_hours.from", "must be a time of the day, as 23:00");
        checks.Require(to is not null && to != from, "quiet_hours.to", "must be a time of the day, as 08:00, and not that of from");
        checks.Require(System.Enum.IsDefined(hours.Policy), "quiet_hours.policy", "is not known here");
        ZoneChecks.Zone(zones, hours.TimeZone, "quiet_hours.time_zone", checks);
        return hours;
    }
}
