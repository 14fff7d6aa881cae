namespace MLOpsBuild.Testing;

/// <summary>What a <see cref="DockerRegistry"/> asks of its clients; nothing by default.</summary>
public sealed record DockerRegistrySettings
{
    /// <summary>The user that an <see cref="HtpasswdFile"/> of ours knows.</summary>
    public const string Username = "tester";

    /// <summary>That user's password.</summary>
    public const string Password = "correct horse battery";

    /// <summary>A line of htpasswd with bcrypt, which is all that docker-registry reads.</summary>
    public const string HtpasswdLine = "tester:$2y$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.\n";

    /// <summary>A file of users and passwords.</summary>
    public string? HtpasswdFile { get; init; }

    /// <summary>Whether it takes nothing new.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>PEM files of certificate and key.</summary>
    public (string Certificate, string Key)? Tls { get; init; }

    /// <summary>The token server's address, and the PEM file of the certificate that it signs with.</summary>
    public (Uri Realm, string Certificate)? Token { get; init; }

    internal Dictionary<string, object> ToConfig(string data)
    {
        var http = new Dictionary<string, object> { ["addr"] = "127.0.0.1:0", ["secret"] = "of one test" };
        if (Tls is { } tls)
            http["tls"] = new Dictionary<string, object> { ["certificate"] = tls.Certificate, ["key"] = tls.Key };
        var config = new Dictionary<string, object>
        {
            ["version"] = "0.1",
            ["log"] = new Dictionary<string, object> { ["accesslog"] = new Dictionary<string, object> { ["disabled"] = true }, ["level"] = "info" },
            ["storage"] = new Dictionary<string, object>
            {
                ["filesystem"] = new Dictionary<string, object> { ["rootdirectory"] = data },
                ["maintenance"] = new Dictionary<string, object> { ["readonly"] = new Dictionary<string, object> { ["enabled"] = ReadOnly } },
                ["delete"] = new Dictionary<string, object> { ["enabled"] = true },
            },
            ["http"] = http,
        };
        if (HtpasswdFile is not null)
            config["auth"] = new Dictionary<string, object> { ["htpasswd"] = new Dictionary<string, object> { ["realm"] = "test", ["path"] = HtpasswdFile } };
        if (Token is { } token)
        {
            config["auth"] = new Dictionary<string, object>
            {
                ["token"] = new Dictionary<string, object>
                {
                    ["realm"] = token.Realm.ToString(), ["service"] = "test-registry", ["issuer"] = "test-issuer", ["rootcertbundle"] = token.Certificate,
                },
            };
        }
        return config;
    }
}
