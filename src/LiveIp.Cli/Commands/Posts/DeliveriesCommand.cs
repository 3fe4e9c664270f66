using System.CommandLine;
using System.CommandLine.Parsing;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Posts;

/// <summary><c>liveip deliveries</c>, with <c>cancel</c>, <c>retry</c> and <c>resolve</c></summary>
internal static class DeliveriesCommand
{
    public static Command Create(CommandRunner runner)
    {
        var post = new Argument<string?>("post")
        {
            Description = "posts/{id}, or the id alone; none means all",
            Arity = ArgumentArity.ZeroOrOne,
        };
        post.Validators.Add(RefuseDelivery);
        var watch = new Option<bool>("--watch")
        {
            Description = "Follow them until Ctrl+C: what is on its way now, then every change; with --json a line for each answer",
        };
        var command = new DocumentedCommand(
            "deliveries",
            "What became of posts, on each network; of one post, with what is yours to publish. 查看各渠道的投递结果。",
            "liveip deliveries",
            "liveip deliveries posts/k7m2x9q4ab3c",
            "liveip deliveries --watch",
            "liveip deliveries retry posts/k7m2x9q4ab3c"
        )
        {
            post,
            watch,
        };
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var name = parsed.GetValue(post) is { } given ? PostName(given) : "posts/-";
                if (parsed.GetValue(watch))
                {
                    return await WatchAsync(runner, host, name, listing.IsJson(parsed), say, cancellationToken);
                }

                var all = await Listing.AllAsync(
                    async token =>
                        await host.Posts.ListDeliveriesAsync(
                            new()
                            {
                                Post = name,
                                PageSize = 1000,
                                PageToken = token,
                            },
                            cancellationToken: cancellationToken
                        ),
                    static (all, page) =>
                    {
                        all.Deliveries.Add(page.Deliveries);
                        return page.NextPageToken;
                    }
                );
                var code = await listing.WriteAsync(parsed, all, all.Deliveries, DeliveryView.Columns(say), d => DeliveryView.Row(d, say));
                if (parsed.GetValue(post) is not null && !listing.IsJson(parsed))
                {
                    HandoffView.Write(runner.Console, all.Deliveries, say);
                }

                return code;
            }
        );
        command.Subcommands.Add(
            Decision(
                runner,
                new DocumentedCommand(
                    "cancel",
                    "Take back what has not been sent yet. 取消尚未发送的投递。",
                    "liveip deliveries cancel posts/k7m2x9q4ab3c"
                ),
                async (_, name, host, token) =>
                    (await host.Posts.CancelDeliveriesAsync(new() { Name = name }, cancellationToken: token)).Deliveries
            )
        );
        command.Subcommands.Add(
            Decision(
                runner,
                new DocumentedCommand(
                    "retry",
                    "Send again what failed or expired, and nothing else. 重发失败或过期的投递。",
                    "liveip deliveries retry posts/k7m2x9q4ab3c"
                ),
                async (_, name, host, token) =>
                    (await host.Posts.RetryDeliveriesAsync(new() { Name = name }, cancellationToken: token)).Deliveries
            )
        );
        command.Subcommands.Add(Resolve(runner));
        command.Subcommands.Add(PostChangeCommands.Edit(runner));
        command.Subcommands.Add(PostChangeCommands.Delete(runner));
        return command;
    }

    /// <summary>Until Ctrl+C, which is how it is meant to end.</summary>
    private static async Task<int> WatchAsync(
        CommandRunner runner,
        HostConnection host,
        string name,
        bool json,
        Func<string, string, string> say,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await DeliveryWatch.FollowAsync(
                runner,
                host,
                name,
                async response =>
                {
                    if (json)
                    {
                        await runner.Output.WriteLineAsync(Json.Answer(response));
                        return false;
                    }

                    foreach (var delivery in response.Deliveries)
                    {
                        runner.Console.MarkupLine(string.Join("  ", DeliveryView.Row(delivery, say).Where(static c => c.Length > 0)));
                    }

                    return false;
                },
                cancellationToken
            );
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever broke, broke because the person asked for the end.
        }

        return ExitCodes.Done;
    }

    private static DocumentedCommand Resolve(CommandRunner runner)
    {
        var finding = new Argument<string>("finding")
        {
            Description = "there: it counts as delivered; not-there: it is sent again, and what was handed off is cancelled",
        };
        var uri = new Option<string>("--uri") { Description = "Where it stands, with there" };
        finding.AcceptOnlyFromAmong("there", "not-there");
        var command = Decision(
            runner,
            new DocumentedCommand(
                "resolve",
                "Say what you found out about a delivery that is unconfirmed or yours to publish. 确认未确认或待您发布的投递的实际情况。",
                "liveip deliveries resolve posts/k7m2x9q4ab3c/deliveries/m3n8p5r2tv7w there",
                "liveip deliveries resolve posts/k7m2x9q4ab3c/deliveries/m3n8p5r2tv7w there --uri https://weibo.com/1/x",
                "liveip deliveries resolve posts/k7m2x9q4ab3c/deliveries/m3n8p5r2tv7w not-there"
            ),
            async (parsed, name, host, token) =>
            {
                var request = new ResolveDeliveryRequest
                {
                    Name = name,
                    Finding =
                        parsed.GetValue(finding) == "there"
                            ? ResolveDeliveryRequest.Types.Finding.There
                            : ResolveDeliveryRequest.Types.Finding.NotThere,
                    RemoteUri = parsed.GetValue(uri) ?? "",
                };
                return [(await host.Posts.ResolveDeliveryAsync(request, cancellationToken: token)).Delivery];
            }
        );
        command.Arguments.Add(finding);
        command.Options.Add(uri);
        return command;
    }

    /// <summary>Gives a command that decides about what a name means, and shows the deliveries as they are then.</summary>
    private static DocumentedCommand Decision(
        CommandRunner runner,
        DocumentedCommand command,
        Func<ParseResult, string, HostConnection, CancellationToken, Task<IReadOnlyList<Delivery>>> decide
    )
    {
        var name = new Argument<string>("name")
        {
            Description = "posts/{id} for all of a post, or posts/{id}/deliveries/{id} for one of its deliveries",
        };
        command.Arguments.Add(name);
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var decided = await decide(parsed, PostName(parsed.GetValue(name)!), host, cancellationToken);
                return await listing.WriteAsync(
                    parsed,
                    new ListDeliveriesResponse { Deliveries = { decided } },
                    decided,
                    DeliveryView.Columns(say),
                    d => DeliveryView.Row(d, say)
                );
            }
        );
        return command;
    }

    /// <summary>
    /// For what is of a whole post: the table shows the names of deliveries, and who copies one would else be told of a name that is
    /// malformed, or change what stands on other networks.
    /// </summary>
    public static void RefuseDelivery(ArgumentResult result)
    {
        if (result.Tokens is [var given, ..] && given.Value.IndexOf("/deliveries/", StringComparison.Ordinal) is var end and > 0)
        {
            result.AddError($"'{given.Value}' is one delivery, and this is of a whole post, on all its networks: {given.Value[..end]}");
        }
    }

    /// <summary>"posts/{id}" from the id alone, and from itself.</summary>
    public static string PostName(string given) => given.StartsWith("posts/", StringComparison.Ordinal) ? given : "posts/" + given;
}
