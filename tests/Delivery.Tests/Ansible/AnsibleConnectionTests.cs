namespace MLOpsBuild.Delivery.Tests;

/// <summary>What the environment says of how hosts are reached.</summary>
public sealed class AnsibleConnectionTests
{
    [Theory]
    [InlineData(null, 10)]
    [InlineData("", 10)]
    [InlineData("45", 45)]
    public void A_host_may_take_as_long_as_Ansible_is_told(string? seconds, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), From(seconds).ConnectTimeout);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1m")]
    public void A_time_that_is_none_is_refused_by_its_name(string seconds)
    {
        var refused = Assert.Throws<DeliveryException>(() => From(seconds));
        Assert.Equal(DeliveryFault.Mistake, refused.Fault);
        Assert.Contains($"ANSIBLE_TIMEOUT is '{seconds}', which is no time. Give whole seconds above 0", refused.Message, StringComparison.Ordinal);
    }

    private static AnsibleConnection From(string? timeout) => AnsibleConnection.From(name => name == "ANSIBLE_TIMEOUT" ? timeout : null);
}
