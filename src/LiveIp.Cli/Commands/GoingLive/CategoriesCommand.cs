using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary><c>liveip categories</c></summary>
internal static class CategoriesCommand
{
    private static readonly string[] Platforms = ["youtube", "twitch", "bilibili"];

    public static Command Create(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "categories",
            "The categories of 'golive', and what each is on the platforms. 列出分类及其在各平台上的对应。",
            "liveip categories",
            "liveip categories --json"
        );
        var listing = new Listing(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Broadcasts.ListCategoriesAsync(new(), cancellationToken: cancellationToken);
                string[] columns = ["category", "name", "名称", "YouTube", "Twitch", "Bilibili"];
                return await listing.WriteAsync(parsed, answer, answer.Categories, columns, Row);
            }
        );
        return command;
    }

    private static string[] Row(Category category) =>
        [
            Tone.Text(category.Id),
            Tone.Text(category.Name),
            Tone.Text(category.NameZh),
            .. Platforms.Select(p => On(category.Platforms.FirstOrDefault(c => c.Platform == p))),
        ];

    private static string On(CategoryOnPlatform? there) =>
        there is null ? "[grey]none[/]" : Tone.Text(there.Manual ? $"{there.Name} (by hand)" : there.Name);
}
