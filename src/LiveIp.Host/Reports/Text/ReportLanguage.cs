namespace LiveIp.Host.Reports.Text;

/// <summary>In which language people are spoken to. Both stand side by side where a sentence is written, so that neither is forgotten.</summary>
internal sealed class ReportLanguage
{
    private readonly bool _chinese;

    private ReportLanguage(string code, bool chinese) => (Code, _chinese) = (code, chinese);

    public static ReportLanguage English { get; } = new("en", chinese: false);

    public static ReportLanguage Chinese { get; } = new("zh", chinese: true);

    /// <summary>"en" or "zh".</summary>
    public string Code { get; }

    /// <summary>For the lang attribute of HTML.</summary>
    public string HtmlCode => _chinese ? "zh-CN" : "en";

    /// <summary>Null when there is no such language; empty means English.</summary>
    public static ReportLanguage? Find(string code) =>
        code switch
        {
            "" or "en" => English,
            "zh" => Chinese,
            _ => null,
        };

    public string Say(string english, string chinese) => _chinese ? chinese : english;
}
