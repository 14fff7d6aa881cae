namespace MLOpsBuild.Delivery;

/// <summary>The address of a Docker engine that this library can speak to.</summary>
internal static class EngineAddress
{
    private const string Unix = "unix:///var/run/docker.sock";
    private const string Windows = "npipe://./pipe/docker_engine";

    /// <exception cref="DeliveryException">The address cannot be used.</exception>
    public static Uri Of(EngineOptions options)
    {
        var text = options.Host ?? (OperatingSystem.IsWindows() ? Windows : Unix);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
            throw Refuse(text, "is no address", "Write it as unix:///var/run/docker.sock or tcp://host:2376.");
        return address.Scheme switch
        {
            "ssh" => throw Refuse(text, "is reached over SSH, which the Engine API's client does not speak", "Forward the socket (ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock HOST) and set DOCKER_HOST=unix:///tmp/docker.sock."),
            "unix" or "npipe" => address,
            "tcp" or "http" or "https" when address.Port > 0 => address,
            "tcp" or "http" or "https" => throw Refuse(text, "names no port", "Add it, as in tcp://host:2376."),
            _ => throw Refuse(text, "is of a kind that is not known", "Write it as unix:///var/run/docker.sock or tcp://host:2376."),
        };
    }

    private static DeliveryException Refuse(string text, string why, string fix) => DeliveryErrors.BadEngineAddress($"DOCKER_HOST '{text}' {why}.", fix);
}
