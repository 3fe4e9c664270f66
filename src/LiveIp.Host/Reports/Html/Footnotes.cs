namespace LiveIp.Host.Reports.Html;

/// <summary>Notes below a table, each once however often it is pointed to.</summary>
internal sealed class Footnotes
{
    private readonly List<string> _notes = [];

    /// <summary>From 1.</summary>
    public int Number(string note)
    {
        if (_notes.IndexOf(note) is >= 0 and var known)
        {
            return known + 1;
        }

        _notes.Add(note);
        return _notes.Count;
    }

    public Markup List() =>
        MarkupBuilder.Of(b =>
        {
            if (_notes.Count == 0)
            {
                return;
            }

            b.Add($"""<ol class="notes">""");
            _notes.ForEach(note => b.Add($"<li>{note}</li>"));
            b.Add($"</ol>");
        });
}
