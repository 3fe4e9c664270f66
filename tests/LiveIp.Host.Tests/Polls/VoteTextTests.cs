using LiveIp.Host.Polls.Votes;

namespace LiveIp.Host.Tests.Polls;

public sealed class VoteTextTests
{
    [Theory]
    [InlineData("1", 0)]
    [InlineData("2", 1)]
    [InlineData(" 3 ", 2)]
    [InlineData("１", 0)]
    [InlineData("投1", 0)]
    [InlineData("投２", 1)]
    public void A_number_is_a_vote(string text, int option) => Assert.Equal(option, VoteText.OptionOf(text, 3));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("4")]
    [InlineData("11")]
    [InlineData("1!")]
    [InlineData("投")]
    [InlineData("投票1")]
    [InlineData("投投1")]
    [InlineData("1投")]
    [InlineData("option 1")]
    [InlineData("①")]
    [InlineData("一")]
    [InlineData("²")]
    [InlineData("+1")]
    public void Anything_else_is_talk(string text) => Assert.Null(VoteText.OptionOf(text, 3));
}
