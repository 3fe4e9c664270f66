using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Host.Plugins.Settings;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Plugins;

public sealed class SettingsTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("liveip-settings-").FullName;
    private readonly SecretVault _vault;
    private readonly ExtensionSettings _settings;
    private readonly Sample _sample = new();

    public SettingsTests()
    {
        var options = new LiveIpOptions { DataDirectory = _data };
        _vault = new SecretVault(options, NullLogger<SecretVault>.Instance);
        _settings = new ExtensionSettings(new SettingsStore(options), _vault);
    }

    [Fact]
    public void Values_are_bound_to_their_types_and_the_rest_keeps_its_defaults()
    {
        var updated = new List<string>();
        _settings.Updated += updated.Add;

        Assert.Empty(
            Update(("sample.apiKey", "k-1"), ("baseUri", "http://127.0.0.1:8080/x"), ("interval", "2.5"), ("count", "7"), ("mode", "fast"))
        );

        var bound = (SampleSettings)_settings.Bind(_sample);
        Assert.Equal(
            ("k-1", 7, TimeSpan.FromSeconds(2.5), Mode.Fast, true),
            (bound.ApiKey, bound.Count, bound.Interval, bound.Mode, bound.Enabled)
        );
        Assert.Equal(new Uri("http://127.0.0.1:8080/x"), bound.BaseUri);
        Assert.Equal(["sample"], updated);
    }

    [Fact]
    public void A_secret_reads_back_as_a_mask_which_keeps_it_and_an_empty_value_resets()
    {
        Update(("apiKey", "k-1"), ("count", "7"));
        Assert.Equal(ExtensionSettings.Mask, _settings.Read(_sample)["apiKey"]);
        Assert.Equal("k-1", _vault.Read("settings/sample", "apiKey"));

        Assert.Empty(Update(("apiKey", ExtensionSettings.Mask), ("count", "")));
        Assert.Equal("k-1", _vault.Read("settings/sample", "apiKey"));
        Assert.Equal("3", _settings.Read(_sample)["count"]);

        Update(("apiKey", ""));
        Assert.Equal("", _settings.Read(_sample)["apiKey"]);
        var refused = Assert.Throws<AdapterException>(() => _settings.Bind(_sample));
        Assert.Equal(FailureKind.Refused, refused.Kind);
        Assert.Contains("'apiKey' (API key) is not set", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "x", "has no setting 'nothing'. It has: apiKey, baseUri")]
    [InlineData("count", "many", "must be a whole number")]
    [InlineData("count", "11", "from 1 to 10")]
    [InlineData("interval", "-1", "of at least 0.1")]
    [InlineData("mode", "warp", "must be one of Slow, Fast")]
    [InlineData("enabled", "yes", "must be true or false")]
    [InlineData("baseUri", "http://example.com/", "must use https: http is for loopback addresses only")]
    [InlineData("baseUri", "ws://10.0.0.1/", "must use wss")]
    [InlineData("baseUri", "/relative", "must be an absolute https or wss address")]
    [InlineData("baseUri", "file:///etc/passwd", "must be an absolute https or wss address")]
    public void What_does_not_fit_is_refused_by_key_and_nothing_is_stored(string key, string value, string sentence)
    {
        var before = _settings.Read(_sample);

        var violation = Assert.Single(Update((key, value), ("apiKey", "k-1")));

        Assert.Equal(key, violation.Key);
        Assert.Contains(sentence, violation.Description, StringComparison.Ordinal);
        Assert.Equal(before, _settings.Read(_sample));
    }

    [Fact]
    public void The_plugins_own_rules_speak_once_all_that_is_required_is_set()
    {
        Assert.Empty(Update(("count", "9"), ("mode", "Fast")));

        var violation = Assert.Single(Update(("apiKey", "k-1")));

        Assert.Equal(("count", "Count must stay below 9 in fast mode."), (violation.Key, violation.Description));
        Assert.Empty(Update(("apiKey", "k-1"), ("count", "8")));
    }

    [Fact]
    public void A_required_number_without_a_default_counts_as_not_set()
    {
        var form = SettingsForm.Of<RequiredNumber>();

        Assert.Equal("", form.Defaults["appId"]);
        Assert.Equal("appId", Assert.Single(form.Bind(new Dictionary<string, string>()).Problems).Key);
        Assert.Empty(form.Bind(new Dictionary<string, string> { ["appId"] = "1651388990835" }).Problems);
    }

    [Fact]
    public void The_schema_is_what_a_form_needs()
    {
        using var schema = JsonDocument.Parse(SettingsSchema.Of(_sample));
        var root = schema.RootElement;
        var properties = root.GetProperty("properties");

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", root.GetProperty("$schema").GetString());
        Assert.Equal(["apiKey"], root.GetProperty("required").EnumerateArray().Select(static r => r.GetString()!));
        var key = properties.GetProperty("apiKey");
        Assert.True(key.GetProperty("x-secret").GetBoolean());
        Assert.Equal("API 密钥", key.GetProperty("x-title-zh").GetString());
        Assert.False(key.TryGetProperty("default", out _));
        Assert.Equal("uri", properties.GetProperty("baseUri").GetProperty("format").GetString());
        Assert.Equal(3, properties.GetProperty("count").GetProperty("default").GetInt32());
        Assert.Equal(10, properties.GetProperty("count").GetProperty("maximum").GetDouble());
        Assert.Equal("number", properties.GetProperty("interval").GetProperty("type").GetString());
        Assert.True(properties.GetProperty("interval").GetProperty("x-advanced").GetBoolean());
        Assert.Equal(
            ["Slow", "Fast"],
            properties.GetProperty("mode").GetProperty("enum").EnumerateArray().Select(static r => r.GetString()!)
        );
    }

    [Fact]
    public void What_was_readable_before_the_plugin_called_it_a_secret_is_taken_into_the_vault()
    {
        var store = new SettingsStore(new LiveIpOptions { DataDirectory = _data });
        store.Write("sample", new Dictionary<string, string?> { ["apiKey"] = "k-1" });

        Assert.Equal("k-1", ((SampleSettings)_settings.Bind(_sample)).ApiKey);
        Assert.Equal(ExtensionSettings.Mask, _settings.Read(_sample)["apiKey"]);
        Assert.Equal(("k-1", false), (_vault.Read("settings/sample", "apiKey"), store.Read("sample").ContainsKey("apiKey")));
    }

    [Fact]
    public void What_is_taken_into_the_vault_does_not_replace_what_is_newer()
    {
        var store = new SettingsStore(new LiveIpOptions { DataDirectory = _data });
        store.Write("sample", new Dictionary<string, string?> { ["apiKey"] = "old" });
        var vault = new MemoryVault();
        var settings = new ExtensionSettings(store, vault);
        var update = new Thread(() => settings.Update(_sample, new Dictionary<string, string> { ["apiKey"] = "new" }));
        vault.Fails = _ =>
        {
            vault.Fails = static _ => false;
            update.Start();
            // Until it is over, or waits for its turn.
            SpinWait.SpinUntil(() => !update.IsAlive || update.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Deadline.Limit);
            return false;
        };

        settings.Read(_sample);

        Assert.True(update.Join(Deadline.Limit));
        Assert.Equal("new", vault.Read("settings/sample", "apiKey"));
    }

    [Fact]
    public void An_address_can_be_a_secret()
    {
        var secret = new SecretAddress();
        Assert.Empty(_settings.Update(secret, new Dictionary<string, string> { ["address"] = "https://example.org/hook/key" }));

        Assert.Equal(ExtensionSettings.Mask, _settings.Read(secret)["address"]);
        Assert.Equal(new Uri("https://example.org/hook/key"), ((AddressSettings)_settings.Bind(secret)).Address);
    }

    public void Dispose()
    {
        _vault.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private IReadOnlyList<SettingViolation> Update(params (string Key, string Value)[] values) =>
        _settings.Update(_sample, values.ToDictionary(static v => v.Key, static v => v.Value));

    private sealed class AddressSettings
    {
        [Setting("Address", Secret = true)]
        public Uri? Address { get; set; }
    }

    private sealed class SecretAddress : IConfigurable
    {
        public string Id => "secret-address";

        public SettingsForm Form { get; } = SettingsForm.Of<AddressSettings>();

        public IReadOnlyList<string> Validate(object values) => [];
    }

    private enum Mode
    {
        Slow,
        Fast,
    }

    private sealed class RequiredNumber
    {
        [Setting("Application id", Required = true)]
        public long AppId { get; set; }
    }

    private sealed class SampleSettings
    {
        [Setting("API key", LabelZh = "API 密钥", Secret = true, Required = true)]
        public string? ApiKey { get; set; }

        [Setting("Address")]
        public Uri BaseUri { get; set; } = new("https://example.com/");

        [Setting("Count", Minimum = 1, Maximum = 10)]
        public int Count { get; set; } = 3;

        [Setting("Interval", Advanced = true, Minimum = 0.1)]
        public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

        [Setting("Mode")]
        public Mode Mode { get; set; }

        [Setting("Enabled")]
        public bool Enabled { get; set; } = true;
    }

    private sealed class Sample : IConfigurable
    {
        public string Id => "sample";

        public SettingsForm Form { get; } = SettingsForm.Of<SampleSettings>();

        public IReadOnlyList<string> Validate(object values) =>
            values is SampleSettings { Mode: Mode.Fast, Count: >= 9 } ? ["Count must stay below 9 in fast mode."] : [];
    }
}
