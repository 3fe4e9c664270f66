using LiveIp.Host.Channels.State;

namespace LiveIp.Host.Plugins.Accounts;

/// <summary>
/// The further accounts of distributors, in the state database. Which there are is asked for every delivery, and changes when a person
/// says so: it is held in memory.
/// </summary>
internal sealed class AccountStore
{
    /// <summary>Of all distributors together: a post to all of them is one transaction.</summary>
    public const int Most = 200;

    private readonly StateDatabase _database;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private volatile List<AccountId> _all;

    public AccountStore(StateDatabase database, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        _all = Read();
    }

    /// <summary>Raised after an account came or went, with its id.</summary>
    public event Action<string>? Changed;

    /// <summary>Ordered by id; without those that every distributor has.</summary>
    public IReadOnlyList<AccountId> All => _all;

    /// <summary>False when it is there already.</summary>
    /// <exception cref="TooManyAccountsException"/>
    public bool Add(AccountId account)
    {
        lock (_lock)
        {
            if (_all.Contains(account))
            {
                return false;
            }

            if (_all.Count >= Most)
            {
                throw new TooManyAccountsException();
            }

            _database.Write(c =>
                c.Run(
                    "INSERT INTO distributor_accounts (id, created_at) VALUES ($id, $now)",
                    ("$id", account.ToString()),
                    ("$now", _clock.GetUtcNow().ToUnixTimeMilliseconds())
                )
            );
            _all = Read();
        }

        Changed?.Invoke(account.ToString());
        return true;
    }

    /// <summary>False when there is none.</summary>
    public bool Remove(AccountId account)
    {
        lock (_lock)
        {
            if (_database.Write(c => c.Run("DELETE FROM distributor_accounts WHERE id = $id", ("$id", account.ToString()))) == 0)
            {
                return false;
            }

            _all = Read();
        }

        Changed?.Invoke(account.ToString());
        return true;
    }

    private List<AccountId> Read() =>
        _database.Read(static c => c.Rows(static r => AccountId.Of(r.GetString(0)), "SELECT id FROM distributor_accounts ORDER BY id"));
}

/// <summary>There are as many accounts as there may be.</summary>
internal sealed class TooManyAccountsException() : Exception($"There are {AccountStore.Most} accounts already; remove one first.");
