namespace MLOpsBuild.Delivery;

/// <summary>A deployment that was refused or failed: what happened, where, the offending value and the way out, with a code of <see cref="DeliveryCodes"/>.</summary>
public sealed class DeliveryException : Exception
{
    internal DeliveryException(string code, DeliveryFault fault, string what, string fix, Exception? inner = null, string detail = "")
        : base($"{code}: {what} {fix}{detail}", inner)
    {
        Code = code;
        Fault = fault;
        What = what;
        Fix = fix;
    }

    /// <summary>The code of the finding, such as <c>DEL602</c>.</summary>
    public string Code { get; }

    /// <summary>Who has to act.</summary>
    public DeliveryFault Fault { get; }

    /// <summary>What happened, without code and fix.</summary>
    internal string What { get; }

    /// <summary>What to do about it; also in the message.</summary>
    public string Fix { get; }
}
