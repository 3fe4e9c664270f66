using System.Xml.Linq;
using LiveIp.V1;

namespace LiveIp.Contracts.Tests.Rules;

/// <summary>Who may reference whom: Contracts &lt;- Scoring; Contracts &lt;- Api &lt;- Host, Cli; plugins Contracts alone; emulators nothing.</summary>
public sealed class DependencyRuleTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["LiveIp.Contracts"] = [],
        ["LiveIp.Scoring"] = ["LiveIp.Contracts"],
        ["LiveIp.Api"] = ["LiveIp.Contracts"],
        ["LiveIp.Testing"] = ["LiveIp.Contracts"],
        ["LiveIp.Cli"] = ["LiveIp.Api", "LiveIp.Contracts"],
        ["LiveIp.Host"] = ["LiveIp.Api", "LiveIp.Contracts", "LiveIp.Scoring"],
    };

    public static TheoryData<string> Projects =>
        [
            .. new[] { "src", "plugins", "emulators", "samples" }
                .Select(static d => Path.Combine(Repository.Root, d))
                .Where(Directory.Exists)
                .SelectMany(static d => Directory.EnumerateFiles(d, "*.csproj", SearchOption.AllDirectories))
                .Select(static p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/')),
        ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_what_it_may(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var allowed = project.Split('/')[0] switch
        {
            "src" => Allowed.GetValueOrDefault(name) ?? throw new InvalidOperationException($"Say in this test what {name} may reference."),
            "plugins" or "samples" => ["LiveIp.Contracts"],
            _ => [],
        };

        Assert.Empty(References(project).Except(allowed));
    }

    [Fact]
    public void Plugins_get_the_contract_and_nothing_else_from_their_folder() =>
        Assert.Equal(["LiveIp.Contracts"], References("plugins/Directory.Build.props"));

    [Fact]
    public void The_assemblies_say_the_same()
    {
        Assert.Empty(Ours(typeof(ILiveIpPlugin)));
        Assert.Equal(["LiveIp.Contracts"], Ours(typeof(PluginService)));
    }

    [Fact]
    public void The_assembly_version_of_the_contract_stays() =>
        // A plugin built against a higher one is silently not shared.
        Assert.Equal(new Version(1, 0, 0, 0), typeof(ILiveIpPlugin).Assembly.GetName().Version);

    [Theory]
    [InlineData(typeof(ILiveIpPlugin), "Configure")]
    [InlineData(typeof(IPlatformAdapter), "ResolveAsync", "RunAsync")]
    [InlineData(typeof(IOAuthPlatform), "get_OAuth")]
    [InlineData(typeof(IDistributor), "DeliverAsync")]
    [InlineData(typeof(IChatSender), "SendAsync", "get_ChatLimits")]
    [InlineData(typeof(IChatAnnouncer), "AnnounceAsync", "get_AnnouncementLimits")]
    [InlineData(typeof(IMessageRemover), "RemoveMessageAsync")]
    [InlineData(typeof(IPersonBanner), "BanAsync", "UnbanAsync", "get_MaxTimeout")]
    public void What_plugins_implement_never_gains_an_abstract_member(Type contract, params string[] members) =>
        // It would make every type of an older plugin unreadable; the contract grows by new optional interfaces.
        Assert.Equal(
            members,
            contract.GetMethods().Where(static m => m.IsAbstract).Select(static m => m.Name).Order(StringComparer.Ordinal)
        );

    private static string[] References(string file) =>
        [
            .. XDocument
                .Load(Path.Combine(Repository.Root, file))
                .Descendants()
                .Where(static e => e.Name.LocalName is "ProjectReference" or "Reference" or "PackageReference")
                // Build order alone is no reference.
                .Where(static e => (string?)e.Attribute("ReferenceOutputAssembly") != "false")
                .SelectMany(static e => ((string?)e.Attribute("Include") ?? "").Split(';'))
                .Select(static i =>
                    i.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(i.Replace('\\', '/')) : i
                )
                .Where(static n => IsOurs(n)),
        ];

    private static string[] Ours(Type type) => [.. type.Assembly.GetReferencedAssemblies().Select(static a => a.Name!).Where(IsOurs)];

    private static bool IsOurs(string name) => name.StartsWith("LiveIp.", StringComparison.Ordinal) || PluginProjects.Contains(name);

    private static readonly HashSet<string> PluginProjects =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "plugins"), "*.csproj", SearchOption.AllDirectories)
            .Select(static p => Path.GetFileNameWithoutExtension(p)),
    ];
}
