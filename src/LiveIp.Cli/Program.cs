using System.Text;
using LiveIp.Cli;
using Spectre.Console;

// Chat is in every script there is; a Windows console begins with a code page of its own.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Cli.RunAsync(args, AnsiConsole.Console, Console.Out, Console.Error, CancellationToken.None);
