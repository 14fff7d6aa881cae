namespace MLOpsBuild.Components.Tests;

public sealed class PublicUriTests
{
    [Theory]
    [InlineData("https://github.com/acme/models.git", "git+https://github.com/acme/models.git")]
    [InlineData("https://oauth2:glpat-secret@gitlab.example/acme/models.git?private_token=secret#secret", "git+https://gitlab.example/acme/models.git")]
    [InlineData("https://secret@github.com:8443/acme/models", "git+https://github.com:8443/acme/models")]
    [InlineData("git@github.com:acme/models.git", "git+ssh://github.com/acme/models.git")]
    [InlineData("ssh://git@git.example:2222/~me/models.git", "git+ssh://git.example:2222/~me/models.git")]
    [InlineData("github.com:/acme/models.git", "git+ssh://github.com/acme/models.git")]
    [InlineData("/srv/git/models.git", null)]
    [InlineData("../models", null)]
    [InlineData("file:///srv/git/models.git", null)]
    [InlineData("C:\\git\\models", null)]
    [InlineData("", null)]
    public void A_remote_is_told_without_secrets_and_a_path_on_this_machine_not_at_all(string remote, string? told) =>
        Assert.Equal(told, PublicUri.OfRemote(remote));
}
