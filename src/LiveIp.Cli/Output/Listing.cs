using System.CommandLine;
using Google.Protobuf;
using LiveIp.Cli.Commands;
using Spectre.Console;

namespace LiveIp.Cli.Output;

/// <summary>An answer as a table for people, or with <c>--json</c> as it came.</summary>
internal sealed class Listing
{
    private readonly CommandRunner _runner;
    private readonly Option<bool> _json = Json.Option();

    /// <param name="runner">Where it is written.</param>
    /// <param name="command">Gets the option.</param>
    public Listing(CommandRunner runner, Command command)
    {
        _runner = runner;
        command.Options.Add(_json);
    }

    /// <summary>All pages of a list in one answer.</summary>
    /// <param name="ask">Asks for the page that begins at the token.</param>
    /// <param name="add">Adds a page to the answer, and tells where the next one begins; empty behind the last.</param>
    public static async Task<T> AllAsync<T>(Func<string, Task<T>> ask, Func<T, T, string> add)
        where T : class, new()
    {
        var all = new T();
        var next = "";
        do
        {
            next = add(all, await ask(next));
        } while (next.Length > 0);

        return all;
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync<TAnswer, TRow>(
        ParseResult parsed,
        TAnswer answer,
        IEnumerable<TRow> rows,
        string[] columns,
        Func<TRow, string[]> row
    )
        where TAnswer : IMessage
    {
        if (IsJson(parsed))
        {
            await _runner.Output.WriteLineAsync(Json.Answer(answer));
            return ExitCodes.Done;
        }

        var table = new Table().AddColumns(columns);
        foreach (var item in rows)
        {
            table.AddRow(row(item));
        }

        _runner.Console.Write(table);
        return ExitCodes.Done;
    }
}
