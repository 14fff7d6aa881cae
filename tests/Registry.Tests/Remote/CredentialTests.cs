using System.Text;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class CredentialTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("ghcr.io/acme", "ghcr.io")]
    [InlineData("ghcr.io", "https://ghcr.io")]
    [InlineData("ghcr.io/acme/models", "ghcr.io/acme")]
    [InlineData("docker.io/acme", "https://index.docker.io/v1/")]
    [InlineData("registry.example:5000", "registry.example:5000")]
    public async Task A_login_is_found_under_the_names_that_tools_write(string registry, string key)
    {
        Write($$"""{ "auths": { "elsewhere.example": { "auth": "{{Pair("b:no")}}" }, "{{key}}": { "auth": "{{Pair("a:pass:word")}}" } } }""");

        var found = await FindAsync(registry);

        Assert.Equal(("a", "pass:word", false), (found!.Username, found.Secret, found.IsIdentityToken));
        Assert.Equal("a", found.ToString());
    }

    [Fact]
    public async Task An_unknown_registry_an_empty_login_and_no_configuration_at_all_are_no_credentials()
    {
        Assert.Null(await FindAsync("ghcr.io"));
        Write("""{ "auths": { "ghcr.io": {} } }""");
        Assert.Null(await FindAsync("ghcr.io"));
        Assert.Null(await FindAsync("quay.io"));
    }

    [Fact]
    public async Task An_identity_token_is_known_as_one()
    {
        Write($$"""{ "auths": { "acme.azurecr.io": { "auth": "{{Pair("00000000-0000-0000-0000-000000000000:")}}", "identitytoken": "the token" } } }""");

        Assert.Equal(new RegistryCredentials("", "the token") { IsIdentityToken = true }, await FindAsync("acme.azurecr.io"));
    }

    [Theory]
    [InlineData("""{ "credHelpers": { "ghcr.io": "mlops-test" } }""")]
    [InlineData("""{ "credsStore": "mlops-test" }""")]
    public async Task A_helper_is_asked_for_the_registry_by_its_name(string config)
    {
        Write(config);
        using var path = await HelperAsync("""read registry; [ "$1" = get ] && [ "$registry" = ghcr.io ] && echo '{"ServerURL":"ghcr.io","Username":"a","Secret":"kept"}'""");

        Assert.Equal(new RegistryCredentials("a", "kept"), await FindAsync("ghcr.io/acme"));
    }

    [Fact]
    public async Task A_helper_that_knows_nothing_leaves_the_word_to_the_file()
    {
        Write($$"""{ "credsStore": "mlops-test", "auths": { "ghcr.io": { "auth": "{{Pair("a:b")}}" } } }""");
        using var path = await HelperAsync("echo 'credentials not found in native keychain'; exit 1");

        Assert.Equal(new RegistryCredentials("a", "b"), await FindAsync("ghcr.io"));
    }

    [Fact]
    public async Task A_helper_that_fails_says_nothing_of_what_it_said()
    {
        Write("""{ "credsStore": "mlops-test" }""");
        using var path = await HelperAsync("echo 'the secret is open sesame' >&2; exit 3");

        var refused = await Sample.RefusedAsync(() => FindAsync("ghcr.io"));

        Assert.Equal(
            "REG906: docker-credential-mlops-test, which Docker's configuration names, does not hand out credentials: it ended with 3. "
            + "Install or unlock it, or set MLOPSBUILD_REGISTRY_USERNAME and MLOPSBUILD_REGISTRY_PASSWORD in the environment.",
            refused.Message);
        Assert.Equal(RegistryFault.Environment, refused.Fault);
    }

    [Theory]
    [InlineData("no-such-helper-anywhere", "it cannot be started.")]
    [InlineData("../evil", "its name is not that of a program.")]
    public async Task A_helper_that_is_not_there_is_named(string name, string reason)
    {
        Write($$"""{ "credsStore": "{{name}}" }""");

        var refused = await Sample.RefusedAsync(() => FindAsync("ghcr.io"));

        Assert.Equal(RegistryCodes.HelperFailed, refused.Code);
        Assert.Contains($"docker-credential-{name}, which Docker's configuration names, does not hand out credentials: {reason}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "it is not JSON.")]
    [InlineData("""{ "auths": { "ghcr.io": { "auth": "not base64" } } }""", "$.auths.ghcr.io.auth is not the base64 of 'name:password'.")]
    [InlineData("""{ "auths": { "ghcr.io": { "auth": "bm9wZQ==" } } }""", "$.auths.ghcr.io.auth is not the base64 of 'name:password'.")]
    public async Task A_configuration_that_is_broken_is_named_with_the_place(string config, string reason)
    {
        Write(config);

        var refused = await Sample.RefusedAsync(() => FindAsync("ghcr.io"));

        Assert.Equal((RegistryCodes.BadDockerConfig, RegistryFault.Mistake), (refused.Code, refused.Fault));
        Assert.Contains($"{_temp.File("config.json")} cannot be read: {reason}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_comes_first_and_half_of_it_is_a_mistake()
    {
        Write($$"""{ "auths": { "ghcr.io": { "auth": "{{Pair("file:b")}}" } } }""");
        async Task<RegistryCredentials?> With(string? name, string? secret) => await CredentialSources.First(
            new EnvironmentCredentials(variable => variable == EnvironmentCredentials.Username ? name : secret), CredentialSources.Docker(_temp.Path)).FindAsync("ghcr.io", Sample.Cancellation);

        Assert.Equal("environment", (await With("environment", "secret"))!.Username);
        Assert.Equal("file", (await With(null, null))!.Username);
        Assert.Equal("file", (await With("", ""))!.Username);
        Assert.Equal("REG904: MLOPSBUILD_REGISTRY_USERNAME is set and MLOPSBUILD_REGISTRY_PASSWORD is not. Set both, or none of them.", (await Sample.RefusedAsync(() => With("a", null))).Message);
        Assert.Equal("REG904: MLOPSBUILD_REGISTRY_PASSWORD is set and MLOPSBUILD_REGISTRY_USERNAME is not. Set both, or none of them.", (await Sample.RefusedAsync(() => With(null, "b"))).Message);
    }

    private static string Pair(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void Write(string config) => _temp.Write("config.json", config);

    private Task<RegistryCredentials?> FindAsync(string registry) => CredentialSources.Docker(_temp.Path).FindAsync(registry, Sample.Cancellation);

    private async Task<SearchPath> HelperAsync(string script)
    {
        await Shell.RunAsync("chmod", "+x", _temp.Write("bin/docker-credential-mlops-test", "#!/bin/sh\n" + script + "\n"));
        return new SearchPath(_temp.File("bin"));
    }

    /// <summary>Puts a folder on the PATH of this process; no other test looks for the helper in it.</summary>
    private sealed class SearchPath : IDisposable
    {
        private readonly string _folder;

        public SearchPath(string folder)
        {
            _folder = folder;
            Environment.SetEnvironmentVariable("PATH", $"{folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}");
        }

        public void Dispose() => Environment.SetEnvironmentVariable("PATH",
            Environment.GetEnvironmentVariable("PATH")!.Replace(_folder + Path.PathSeparator, "", StringComparison.Ordinal));
    }
}
