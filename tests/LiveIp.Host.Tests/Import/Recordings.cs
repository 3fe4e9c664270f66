using System.Globalization;

namespace LiveIp.Host.Tests.Import;

/// <summary>Small recordings, written by hand after what each program is known to write.</summary>
internal static class Recordings
{
    public const string Tsv = """
        unix_time	user	message
        1600000000	ann	hello
        1600000000	ann	hello
        1600000061	bob	你好	and a tab

        """;

    public const string Xml = """
        <?xml version="1.0" encoding="utf-8"?>
        <?xml-stylesheet type="text/xsl" href="#s"?>
        <i>
          <!-- a comment with <d> in it -->
          <chatserver>chat.example</chatserver>
          <BililiveRecorder version="2.0.0" />
          <BililiveRecorderRecordInfo roomid="22" shortid="7" name="主播" title="A &amp; B" areanameparent="x" areanamechild="唱歌" start_time="2024-05-01T20:00:00.0000000+08:00" />
          <BililiveRecorderXmlStyle><z:stylesheet version="1.0" xmlns:z="urn:x"><z:template match="/"><html><b>not chat</b></html></z:template></z:stylesheet></BililiveRecorderXmlStyle>
          <d p="1.5,1,25,16777215,1714564801500,0,123,0" user="甲">你好 &lt;3</d>
          <d p="2.5,1,25,16777215,0,0,0,0" user="乙***">masked</d>
          <gift ts="3" user="甲" uid="123" giftname="辣条" giftcount="5" />
          <gift ts="4" user="甲" uid="123" giftname="小花花" giftcount="2" raw="{&quot;tid&quot;:&quot;99&quot;,&quot;coin_type&quot;:&quot;gold&quot;,&quot;total_coin&quot;:2000,&quot;giftId&quot;:31}" />
          <sc ts="5" user="丙" uid="77" price="30" time="60">加油</sc>
          <guard ts="6" user="丁" uid="88" level="3" count="1" raw="{&quot;price&quot;:198000}" />
          <like ts="7" />
        </i>
        """;

    private const string Comments = """
        {"_id":"11111111-aaaa","created_at":"2023-04-05T18:00:10.5Z","channel_id":"42","content_type":"video","content_id":"9001","content_offset_seconds":10.5,"commenter":{"display_name":"Ann","_id":"5","name":"ann","logo":"https://example.org/a.png"},"message":{"body":"hello Kappa","bits_spent":0,"fragments":[{"text":"hello ","emoticon":null},{"text":"Kappa","emoticon":{"emoticon_id":"25"}}],"user_badges":[{"_id":"moderator","version":"1"},{"_id":"subscriber","version":"12"}],"user_color":"#FF0000","emoticons":[{"_id":"25","begin":6,"end":11}]}},
        {"_id":"22222222-bbbb","created_at":"2023-04-05T18:01:00Z","channel_id":"42","content_id":"9001","content_offset_seconds":60,"commenter":{"display_name":"小明","_id":"6","name":"ming"},"message":{"body":"Cheer100 go","bits_spent":100,"fragments":[{"text":"Cheer100 go","emoticon":null}],"user_badges":[]}},
        {"_id":"33333333-cccc","created_at":"2023-04-05T18:02:00Z","channel_id":"42","content_id":"9001","content_offset_seconds":120,"commenter":{"display_name":"Owner","_id":"42","name":"owner"},"message":{"body":"bye","bits_spent":0,"fragments":[],"user_badges":null}}
        """;

    public static string TwitchJson { get; } = Twitch(Comments);

    /// <summary>The file with these comments, each a line of its own.</summary>
    public static string Twitch(string comments) =>
        """{"FileInfo":{"Version":{"Major":1,"Minor":4,"Patch":0}},"streamer":{"name":"Foo","login":"foo","id":42},"video":{"title":"A stream","id":"9001","created_at":"2023-04-05T18:00:00Z","start":0,"end":3600,"length":3600,"game":"Chess","chapters":[]},"comments":["""
        + "\n"
        + comments
        + "\n"
        + """],"embeddedData":{"thirdParty":[{"id":"x","data":"AAAA]}"}]}}""";

    /// <summary>A comment by its number.</summary>
    public static string Comment(int number, string body = "hello") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"_id":"id-{{{number}}}","created_at":"2023-04-05T18:00:{{{number % 60:00}}}Z","channel_id":"42","content_id":"9001","commenter":{"display_name":"Ann","_id":"5","name":"ann"},"message":{"body":"{{{body}}}"}}"""
        );
}
