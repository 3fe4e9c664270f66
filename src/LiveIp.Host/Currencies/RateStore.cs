using System.Globalization;
using LiveIp.Host.Channels.State;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Currencies;

/// <summary>The reporting currency and the rates that people gave, in <c>state.db</c>. A write is durable when it returns.</summary>
internal sealed class RateStore(StateDatabase database)
{
    /// <summary>Rates kept. Twenty years of thirty currencies are less than half of it.</summary>
    public const int Most = 500_000;

    private RateTable? _table;

    /// <summary>As it is now; read when it is asked for, so that many writes cost no reading.</summary>
    public RateTable Table => Volatile.Read(ref _table) ?? Load();

    /// <param name="currency">ISO 4217; empty for none.</param>
    public void SetReporting(string currency)
    {
        database.Write(c =>
        {
            Volatile.Write(ref _table, null);
            return c.Run("INSERT OR REPLACE INTO reporting_currency VALUES (1, $currency)", ("$currency", currency));
        });
    }

    /// <summary>Stores each; a rate of the same pair and day takes the earlier one's place.</summary>
    /// <exception cref="TooManyRatesException">There would be more than <see cref="Most"/>; nothing was stored.</exception>
    public void Save(IEnumerable<CurrencyRate> rates)
    {
        database.Write(c =>
        {
            Volatile.Write(ref _table, null);
            foreach (var rate in rates)
            {
                c.Run(
                    "INSERT OR REPLACE INTO currency_rates VALUES ($base, $currency, $day, $rate, $source)",
                    ("$base", rate.Base),
                    ("$currency", rate.Currency),
                    ("$day", rate.Date.DayNumber),
                    ("$rate", rate.PerBase),
                    ("$source", rate.Source)
                );
            }

            return c.Count("SELECT count(*) FROM currency_rates") <= Most ? true : throw new TooManyRatesException();
        });
    }

    /// <summary>Removes the rates of a pair, those of one day or all. Answers how many there were.</summary>
    public int Remove(string baseCurrency, string currency, DateOnly? day)
    {
        return database.Write(c =>
        {
            Volatile.Write(ref _table, null);
            return c.Run(
                "DELETE FROM currency_rates WHERE base = $base AND currency = $currency AND ($day < 0 OR day = $day)",
                ("$base", baseCurrency),
                ("$currency", currency),
                ("$day", day?.DayNumber ?? -1)
            );
        });
    }

    /// <summary>By pair and day, the newest first; <paramref name="after"/> is what the page before ended with.</summary>
    public IReadOnlyList<CurrencyRate> List(string currency, CurrencyRate? after, int most) =>
        database.Read(c =>
            c.Rows(
                Row,
                """
                SELECT base, currency, day, rate, source FROM currency_rates
                WHERE ($only = '' OR base = $only OR currency = $only)
                  AND (base, currency, -day) > ($base, $currency, $day)
                ORDER BY base, currency, day DESC LIMIT $most
                """,
                ("$only", currency),
                ("$base", after?.Base ?? ""),
                ("$currency", after?.Currency ?? ""),
                ("$day", -(after?.Date.DayNumber ?? 0)),
                ("$most", most)
            )
        );

    // Kept before the database's lock is given back: what is written after it makes it go again.
    private RateTable Load() =>
        database.Read(c =>
        {
            var table = new RateTable(
                c.Rows(static r => r.GetString(0), "SELECT currency FROM reporting_currency") is [var chosen] ? chosen : "",
                c.Rows(Row, "SELECT base, currency, day, rate, source FROM currency_rates")
            );
            Volatile.Write(ref _table, table);
            return table;
        });

    private static CurrencyRate Row(SqliteDataReader row) =>
        new()
        {
            Base = row.GetString(0),
            Currency = row.GetString(1),
            Date = DateOnly.FromDayNumber(row.GetInt32(2)),
            PerBase = row.GetDouble(3),
            Source = row.GetString(4),
        };
}

/// <summary>There is no room for these rates.</summary>
internal sealed class TooManyRatesException()
    : Exception(string.Create(CultureInfo.InvariantCulture, $"At most {RateStore.Most} rates are kept; remove some first."));
