using System.Text;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class RemoteAuthorizationTests(SharedRegistry shared) : IDisposable
{
    private static readonly RegistryCredentials Right = new(DockerRegistrySettings.Username, DockerRegistrySettings.Password);
    private static readonly RegistryCredentials Wrong = new(DockerRegistrySettings.Username, "wrong secret");

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_registry_with_passwords_takes_the_right_one_and_names_who_refuses_a_wrong_one()
    {
        await using var registry = await DockerRegistry.StartAsync(new() { HtpasswdFile = _temp.Write("htpasswd", DockerRegistrySettings.HtpasswdLine) });
        var (layout, pushed) = await Sample.RegistryAsync(_temp);

        using var right = Connect(registry.Host, CredentialSources.Fixed(Right));
        using var wrong = Connect(registry.Host, CredentialSources.Fixed(Wrong));
        using var none = Connect(registry.Host, CredentialSources.None);
        await right.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        var refused = await Sample.RefusedAsync(() => wrong.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation));
        var missing = await Sample.RefusedAsync(() => none.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation));

        Assert.Equal(pushed.Descriptor.Digest, (await right.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation))!.Digest);
        Assert.All([refused, missing], error => Assert.Equal(RegistryFault.Mistake, error.Fault));
        Assert.Equal(
            $"REG902: The credentials of 'tester' for the registry {registry.Host} are refused by {registry.Host}. "
            + "Run docker login, or set MLOPSBUILD_REGISTRY_USERNAME and MLOPSBUILD_REGISTRY_PASSWORD in the environment, with a password or token that is still good.",
            refused.Message);
        Assert.Equal(
            $"REG901: The registry {registry.Host} asks for credentials, and none are known for it. "
            + "Run docker login, or set MLOPSBUILD_REGISTRY_USERNAME and MLOPSBUILD_REGISTRY_PASSWORD in the environment; never write them into the definition or the command line.",
            missing.Message);
    }

    [Fact]
    public async Task The_login_that_docker_left_is_used()
    {
        await using var registry = await DockerRegistry.StartAsync(new() { HtpasswdFile = _temp.Write("htpasswd", DockerRegistrySettings.HtpasswdLine) });
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Right.Username}:{Right.Secret}"));
        _temp.Write("docker/config.json", $$"""{ "auths": { "{{registry.Host}}": { "auth": "{{auth}}" } } }""");
        var (layout, pushed) = await Sample.RegistryAsync(_temp);

        using var remote = Connect(registry.Host, CredentialSources.Docker(_temp.File("docker")));
        var report = await remote.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        Assert.Equal(3, report.Sent);
    }

    [Fact]
    public async Task Tokens_are_fetched_once_for_each_right_and_anew_when_one_is_refused_midway()
    {
        await using var tokens = new TokenServer();
        await using var registry = await DockerRegistry.StartAsync(new() { Token = (tokens.Realm, tokens.CertificateFile) });
        var refusedOnce = false;
        await using var proxy = await FaultProxy.StartAsync(registry.Host, request =>
        {
            if (refusedOnce || request is not { Method: "PUT", IsUpload: true })
                return null;
            refusedOnce = true;
            return new Fault.Answer(401, $"WWW-Authenticate: Bearer realm=\"{tokens.Realm}\",service=\"test-registry\",error=\"invalid_token\"");
        });
        var (layout, pushed) = await Sample.RegistryAsync(_temp);

        using var remote = Connect(proxy.Host, CredentialSources.Fixed(Right));
        await remote.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await remote.PullAsync(OciLayout.Open(_temp.File("elsewhere")), Sample.Name, "0.1.0", Sample.Cancellation);

        Assert.True(refusedOnce);
        Assert.Equal(3, tokens.Issued); // to pull, to push, and to push once more
    }

    [Fact]
    public async Task An_identity_token_that_docker_left_is_exchanged_for_tokens()
    {
        await using var tokens = new TokenServer();
        await using var registry = await DockerRegistry.StartAsync(new() { Token = (tokens.Realm, tokens.CertificateFile) });
        var (layout, pushed) = await Sample.RegistryAsync(_temp);
        _temp.Write("docker/config.json", $$"""{ "auths": { "{{registry.Host}}": { "identitytoken": "{{TokenServer.Identity}}" } } }""");
        _temp.Write("other/config.json", $$"""{ "auths": { "{{registry.Host}}": { "identitytoken": "another token" } } }""");

        using var remote = Connect(registry.Host, CredentialSources.Docker(_temp.File("docker")));
        Assert.Equal(3, (await remote.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation)).Sent);

        using var unknown = Connect(registry.Host, CredentialSources.Docker(_temp.File("other")));
        var refused = await Sample.RefusedAsync(() => unknown.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation));
        Assert.Equal(RegistryCodes.CredentialsRefused, refused.Code);
        Assert.DoesNotContain("another token", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_does_not_allow_to_push_is_told_as_the_accounts_lack_of_rights()
    {
        await using var tokens = new TokenServer { Allow = actions => actions.Split(',').Where(action => action != "push") };
        await using var registry = await DockerRegistry.StartAsync(new() { Token = (tokens.Realm, tokens.CertificateFile) });
        var (layout, pushed) = await Sample.RegistryAsync(_temp);

        using var remote = Connect(registry.Host, CredentialSources.Fixed(Right));
        var denied = await Sample.RefusedAsync(() => remote.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation));

        Assert.Equal((RegistryCodes.NotAllowed, RegistryFault.Mistake), (denied.Code, denied.Fault));
        Assert.Contains($"The registry {registry.Host} does not let 'tester' do this: POST http://{registry.Host}/v2/acme/credit-scoring/blobs/uploads/", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_server_that_refuses_the_password_is_named()
    {
        await using var tokens = new TokenServer();
        await using var registry = await DockerRegistry.StartAsync(new() { Token = (tokens.Realm, tokens.CertificateFile) });

        using var remote = Connect(registry.Host, CredentialSources.Fixed(Wrong));
        var refused = await Sample.RefusedAsync(() => remote.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation));

        Assert.Equal((RegistryCodes.CredentialsRefused, RegistryFault.Mistake), (refused.Code, refused.Fault));
        Assert.DoesNotContain(Wrong.Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_a_registry_repeats_in_its_refusal_is_not_told()
    {
        await using var registry = await DockerRegistry.StartAsync(new() { HtpasswdFile = _temp.Write("htpasswd", DockerRegistrySettings.HtpasswdLine) });
        await using var proxy = await FaultProxy.StartAsync(registry.Host, request => request.Header("Authorization") is null
            ? null
            : new Fault.Answer(403) { Body = $$"""{"errors":[{"code":"DENIED","message":"no access with {{Right.Secret}}"}]}""" });

        using var remote = Connect(proxy.Host, CredentialSources.Fixed(Right));
        var denied = await Sample.RefusedAsync(() => remote.TagsAsync(Sample.Name, Sample.Cancellation));

        Assert.Contains("(DENIED: no access with ***)", denied.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Right.Secret, denied.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_do_not_follow_to_the_host_that_a_registry_hands_on_to()
    {
        await using var registry = await DockerRegistry.StartAsync(new() { HtpasswdFile = _temp.Write("htpasswd", DockerRegistrySettings.HtpasswdLine) });
        var (layout, pushed) = await Sample.RegistryAsync(_temp);
        var open = await shared.ConnectAsync();
        await open.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await using var storage = await FaultProxy.StartAsync(await shared.HostAsync());
        await using var front = await FaultProxy.StartAsync(registry.Host, request => request.IsBlobRead
            ? new Fault.Answer(307, $"Location: http://{storage.Host}/v2/{open.Address[(open.Address.IndexOf('/', StringComparison.Ordinal) + 1)..]}/credit-scoring{request.Path[request.Path.IndexOf("/blobs/", StringComparison.Ordinal)..]}")
            : null);

        using var remote = Connect(front.Host, CredentialSources.Fixed(Right));
        await remote.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await remote.PullAsync(OciLayout.Open(_temp.File("elsewhere")), Sample.Name, "0.1.0", Sample.Cancellation);

        Assert.Contains(front.Requests, request => request.Header("Authorization") is not null);
        Assert.NotEmpty(storage.Requests);
        Assert.All(storage.Requests, request => Assert.Null(request.Header("Authorization")));
    }

    [Fact]
    public async Task A_registry_with_a_certificate_of_ones_own_authority_is_trusted_when_that_is_named()
    {
        using var certificates = new TestCertificates();
        using var strangers = new TestCertificates();
        await using var registry = await DockerRegistry.StartAsync(new() { Tls = (certificates.CertificateFile, certificates.KeyFile) });
        var (layout, pushed) = await Sample.RegistryAsync(_temp);
        RemoteRegistry Trusting(string? file, string host) => RemoteRegistry.Connect($"https://{host}/acme", SharedRegistry.Quick with { AuthorityFile = file });

        using var trusted = Trusting(certificates.AuthorityFile, registry.Host);
        using var untrusted = Trusting(null, registry.Host);
        using var other = Trusting(strangers.AuthorityFile, registry.Host);
        using var wrongName = Trusting(certificates.AuthorityFile, registry.Host.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await trusted.PushAsync(layout, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        Assert.NotNull(await trusted.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation));
        foreach (var remote in (RemoteRegistry[])[untrusted, other, wrongName])
        {
            var refused = await Sample.RefusedAsync(() => remote.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation));
            Assert.Equal((RegistryCodes.NotTrusted, RegistryFault.Environment), (refused.Code, refused.Fault));
            Assert.Contains("MLOPSBUILD_REGISTRY_CA", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_registry_in_plain_HTTP_that_is_asked_by_HTTPS_is_told_with_the_way_out()
    {
        using var remote = RemoteRegistry.Connect($"https://{await shared.HostAsync()}/acme", SharedRegistry.Quick);

        var refused = await Sample.RefusedAsync(() => remote.TagsAsync(Sample.Name, Sample.Cancellation));

        Assert.Equal(RegistryCodes.NotTrusted, refused.Code);
        Assert.Contains($"write http://{remote.Address} if it speaks plain HTTP", refused.Message, StringComparison.Ordinal);
    }

    private static RemoteRegistry Connect(string host, ICredentialSource credentials) =>
        RemoteRegistry.Connect($"{host}/acme", SharedRegistry.Quick with { Credentials = credentials });
}
