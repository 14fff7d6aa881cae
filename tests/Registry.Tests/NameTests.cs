using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class NameTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("Credit")]
    [InlineData("-credit")]
    [InlineData("credit..scoring")]
    [InlineData("credit/")]
    [InlineData("credit:scoring")]
    [InlineData("credit\n")]
    [InlineData("")]
    public async Task A_repository_name_outside_the_rules_of_OCI_is_refused(string name) => Assert.Equal(
        $"REG102: '{name}' is not a repository name. Use lower-case letters and digits, joined by '.', '_', '-' or '/', at most 255 of them, for example credit-scoring.",
        (await Sample.RefusedAsync(() => OciLayout.Open(_temp.Path).ListAsync(name, Sample.Cancellation))).Message);

    [Theory]
    [InlineData(".hidden")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("sha256:abc")]
    [InlineData("")]
    public async Task A_tag_outside_the_rules_of_OCI_is_refused(string tag) => Assert.Equal(
        $"REG103: '{tag}' is not a tag. Use letters, digits, '_', '.' and '-', starting with a letter, digit or '_', at most 128 of them, for example 0.1.0 or champion.",
        (await Sample.RefusedAsync(() => OciLayout.Open(_temp.Path).FindAsync(Sample.Name, tag, Sample.Cancellation))).Message);

    [Theory]
    [InlineData("acme/models/credit-scoring", "v1.0.0-rc.1")]
    [InlineData("a__b", "_")]
    [InlineData("a--b", "A")]
    public async Task A_name_and_a_tag_within_the_rules_are_looked_up(string name, string tag) =>
        Assert.Null(await OciLayout.Open(_temp.Path).FindAsync(name, tag, Sample.Cancellation));

    [Fact]
    public async Task A_tag_of_129_letters_and_a_name_of_256_are_refused()
    {
        var layout = OciLayout.Open(_temp.Path);

        Assert.Equal(RegistryCodes.BadTag, (await Sample.RefusedAsync(() => layout.FindAsync("a", new string('a', 129), Sample.Cancellation))).Code);
        Assert.Equal(RegistryCodes.BadName, (await Sample.RefusedAsync(() => layout.FindAsync(new string('a', 256), "a", Sample.Cancellation))).Code);
    }
}
