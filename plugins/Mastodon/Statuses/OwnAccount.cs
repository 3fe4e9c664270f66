namespace LiveIp.Plugins.Mastodon.Statuses;

/// <summary>Which account a token is of: that never changes, so it is asked for once.</summary>
internal sealed class OwnAccount
{
    private volatile Known? _known;

    /// <summary>Null where it is not known for these settings.</summary>
    public string? Find(MastodonSettings settings) =>
        _known is { } known && known.Instance == settings.Instance && known.Token == settings.AccessToken ? known.Id : null;

    public void Set(MastodonSettings settings, string id) => _known = new Known(settings.Instance!, settings.AccessToken, id);

    private sealed record Known(Uri Instance, string Token, string Id);
}
