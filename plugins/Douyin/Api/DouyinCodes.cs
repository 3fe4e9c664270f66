namespace LiveIp.Plugins.Douyin.Api;

/// <summary>Codes of Douyin's answers. It answers 200 also when it refuses.</summary>
internal static class DouyinCodes
{
    /// <summary>The token has ended, or is none.</summary>
    public static bool IsToken(long code) => code is 2190002 or 2190008 or 10008 or 28001003 or 28001008;

    /// <summary>The account or the app has used up what it has.</summary>
    public static bool IsBudget(long code) => code is 2190001;

    /// <summary>It failed inside; whether it acted before is not said.</summary>
    public static bool IsUnclear(long code) => code is 2100004;
}
