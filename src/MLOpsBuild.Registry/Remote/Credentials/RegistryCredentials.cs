namespace MLOpsBuild.Registry;

/// <summary>A user's name with a password or token; as text only the name.</summary>
/// <param name="Username">The name.</param>
/// <param name="Secret">The password, or an identity token where <see cref="IsIdentityToken"/> says so.</param>
public sealed record RegistryCredentials(string Username, string Secret)
{
    /// <summary>Whether <see cref="Secret"/> is an OAuth 2 refresh token, as <c>docker login</c> leaves with some registries.</summary>
    public bool IsIdentityToken { get; init; }

    /// <summary>The name; never the secret.</summary>
    public override string ToString() => Username;
}
