using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.Twitch;

/// <summary>A user of the platform.</summary>
/// <param name="Id">Digits.</param>
/// <param name="Login">Lower-case ASCII, unlike the name.</param>
internal sealed record Person(string Id, string Login, string Name);

/// <summary>Ids and people, derived from the script: the same script with the same salt gives the same ids.</summary>
/// <param name="life">How many processes with the same memory there were before: what is made over the API has other ids in each.</param>
internal sealed class TwitchIds(TwitchEmulatorOptions options, long life = 0)
{
    /// <summary>More than are done over the API in one life.</summary>
    private const long ActsOfOneLife = 1_000_000_000;

    private long _made;

    /// <summary>What is done over the API counts down from here; the script's numbers are positive.</summary>
    public long FirstAct => -life * ActsOfOneLife;

    /// <summary>A new id for something that is made over the API.</summary>
    public string Made(string what) =>
        Uuid($"made/{what}/{(FirstAct - Interlocked.Increment(ref _made)).ToString(CultureInfo.InvariantCulture)}");

    public Person Broadcaster { get; } = new(options.UserId, options.Login, options.DisplayName);

    private Person Bot { get; } = new(options.BotUserId, options.BotLogin, options.BotLogin);

    public Person Of(Viewer viewer)
    {
        if (viewer == Viewer.Bot)
        {
            return Bot;
        }

        var number = viewer.Number.ToString(CultureInfo.InvariantCulture);
        return viewer.Number == 0 ? Broadcaster : new Person("7" + number.PadLeft(8, '0'), "viewer_" + number, viewer.Name);
    }

    /// <summary>A UUID, lower case with dashes, as the platform's ids look.</summary>
    public string Uuid(string of)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.IdSalt}/twitch/{of}")).AsSpan(0, 16).ToArray();
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }

    /// <summary>The id of the chat message which the occurrence with this number wrote.</summary>
    public string ChatMessage(long number) => Uuid($"chat/{number.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Digits, for streams.</summary>
    public static string Numeric(long number) => "40" + number.ToString("D9", CultureInfo.InvariantCulture);
}

internal static class JsonPeople
{
    /// <summary>Adds the usual three fields; null for what is anonymous.</summary>
    public static JsonObject With(this JsonObject json, string prefix, Person? person)
    {
        json[prefix + "_id"] = person?.Id;
        json[prefix + "_login"] = person?.Login;
        json[prefix + "_name"] = person?.Name;
        return json;
    }
}
