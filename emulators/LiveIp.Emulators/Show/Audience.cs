namespace LiveIp.Emulators.Show;

/// <summary>Somebody writes in the chat.</summary>
/// <param name="Viewer">A number from 1 on; the same number is the same person.</param>
internal sealed record Word(string Platform, int Viewer, string Text);

/// <summary>So many viewers vote in the poll that was started over the API.</summary>
/// <param name="Option">From 1.</param>
internal sealed record Votes(string Platform, int Option, int Count = 1);
