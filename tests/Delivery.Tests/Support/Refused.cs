namespace MLOpsBuild.Delivery.Tests;

/// <summary>A deployment that is expected not to succeed.</summary>
internal static class Refused
{
    public static Task<DeliveryException> ByAsync(Func<Task> work) => Assert.ThrowsAsync<DeliveryException>(work);
}
