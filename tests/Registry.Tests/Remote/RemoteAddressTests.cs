namespace MLOpsBuild.Registry.Tests;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("ghcr.io/acme/models", "https://ghcr.io/", "ghcr.io/acme/models")]
    [InlineData("https://ghcr.io/acme/", "https://ghcr.io/", "ghcr.io/acme")]
    [InlineData("registry.example:5000", "https://registry.example:5000/", "registry.example:5000")]
    [InlineData("http://registry.example/a", "http://registry.example/", "registry.example/a")]
    [InlineData("localhost/a", "http://localhost/", "localhost/a")]
    [InlineData("127.0.0.1:5000/a", "http://127.0.0.1:5000/", "127.0.0.1:5000/a")]
    [InlineData("[::1]:5000/a", "http://[::1]:5000/", "[::1]:5000/a")]
    [InlineData("https://127.0.0.1:5000/a", "https://127.0.0.1:5000/", "127.0.0.1:5000/a")]
    [InlineData("docker.io/acme", "https://registry-1.docker.io/", "docker.io/acme")]
    public void An_address_is_a_host_and_a_path_and_only_this_machine_speaks_plain_HTTP_unasked(string text, string root, string shown)
    {
        var address = RegistryAddress.Parse(text, plainHttp: false);

        Assert.Equal((root, shown), (address.Root.AbsoluteUri, address.ToString()));
    }

    [Fact]
    public void Plain_HTTP_to_another_machine_is_asked_for()
    {
        Assert.True(RegistryAddress.Parse("registry.example/a", plainHttp: true).IsPlain);
        Assert.False(RegistryAddress.Parse("https://registry.example/a", plainHttp: true).IsPlain);
    }

    [Theory]
    [InlineData("")]
    [InlineData("acme/models")]
    [InlineData("ftp://ghcr.io/acme")]
    [InlineData("ghcr.io/Acme")]
    [InlineData("ghcr.io/acme//models")]
    [InlineData("ghcr.io/acme?x=1")]
    [InlineData("ghcr.io:port/acme")]
    public void What_is_no_address_is_refused(string text)
    {
        var refused = Assert.Throws<RegistryException>(() => RemoteRegistry.Connect(text));

        Assert.Equal((RegistryCodes.BadAddress, RegistryFault.Mistake), (refused.Code, refused.Fault));
        Assert.Equal($"REG105: '{text}' is not the address of a registry. Write the host, a port if it needs one, and the path in lower case, for example ghcr.io/acme/models; credentials never belong there.", refused.Message);
    }

    [Fact]
    public void A_password_in_an_address_is_refused_and_not_told()
    {
        var refused = Assert.Throws<RegistryException>(() => RemoteRegistry.Connect("https://me:secret@ghcr.io/acme"));

        Assert.Contains("'ghcr.io/acme' is not the address of a registry (what stands before '@' is left out here)", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }
}
