namespace MLOpsBuild.Delivery;

/// <summary>Who has to act on a <see cref="DeliveryException"/>.</summary>
public enum DeliveryFault
{
    /// <summary>The caller asked for something impossible: an unknown release, a port outside its range.</summary>
    Mistake,

    /// <summary>The release is at fault: it did not start, or it answered wrongly. What served before serves again.</summary>
    Failed,

    /// <summary>The machine refuses: a port in use, a full disk, no dotnet, another deploy at work.</summary>
    Environment,
}
