namespace LiveIp.Plugins.Weibo;

/// <summary>What Weibo's codes say (https://open.weibo.com/wiki/Error_code).</summary>
internal static class WeiboCodes
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>How long to wait where a code says that it is too much; null for all others.</summary>
    public static TimeSpan? Pause(long code) =>
        code switch
        {
            // Of the address, of the account, of the account for this call.
            10022 or 10023 or 10024 => Hour,
            // 30 posts an hour.
            20016 => TimeSpan.FromMinutes(10),
            _ => null,
        };

    /// <summary>Whether it closes the account to all calls, not to this text alone.</summary>
    public static bool IsBudget(long code) => code is 10022 or 10023 or 10024;

    /// <summary>It failed inside, and does not say whether it acted.</summary>
    public static bool IsUnclear(long code) => code is 10001 or 10002 or 10003 or 10009 or 10010 or 10011;

    /// <summary>What is wrong, for a person.</summary>
    public static string Meaning(long code) =>
        code switch
        {
            10017 => "it takes no post without a link under the app's safe domain. Check the domain",
            10014 or 10005 => "the app may not post. Check its permissions",
            20005 => "it takes pictures as JPEG, GIF and PNG",
            20006 => "the picture is larger than it takes",
            20012 or 20013 => "the text is longer than 140 Chinese characters",
            20017 => "it takes the text for one that was posted a moment ago",
            20018 => "the text has a link that Weibo does not allow",
            20019 => "it has this text already, so it may be there from before: look",
            20020 or 20021 => "it does not allow the text",
            21314 or 21315 or 21316 or 21317 or 21319 or 21327 or 21332 => "the access token has ended or is not right. Enter another",
            _ => "it does not take the post",
        };
}
