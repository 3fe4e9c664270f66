using LiveIp.Cli.Commands.Posts;
using LiveIp.V1;
using Kind = LiveIp.V1.DeliveryMetric.Types.Kind;

namespace LiveIp.Cli.Tests;

public sealed class DeliveryReturnsTests
{
    [Fact]
    public void Numbers_of_one_kind_add_up_and_what_is_not_told_is_said_and_is_not_zero()
    {
        var delivery = new Delivery
        {
            Metrics =
            {
                new DeliveryMetric { Kind = Kind.Clicks, Value = 0 },
                new DeliveryMetric { Kind = Kind.Shares, Value = 3 },
                new DeliveryMetric { Kind = Kind.Shares, Value = 1 },
                new DeliveryMetric { Kind = Kind.Likes, Value = 12 },
                new DeliveryMetric { Kind = Kind.Views },
            },
        };

        Assert.Equal("12 likes, 4 shares, views not told, 0 clicks", DeliveryReturns.Of(delivery, static (english, _) => english));
        Assert.Equal("12 点赞，4 转发，浏览未提供，0 点击", DeliveryReturns.Of(delivery, static (_, chinese) => chinese));
        Assert.Equal("", DeliveryReturns.Of(new Delivery(), static (english, _) => english));
    }
}
