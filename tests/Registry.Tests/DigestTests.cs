using CsCheck;

namespace MLOpsBuild.Registry.Tests;

public sealed class DigestTests
{
    [Fact]
    public void A_digest_is_read_back_from_its_text() => Gen.Byte.Array.Sample(bytes =>
        Digest.Parse(Digest.OfBytes(bytes).ToString()) == Digest.OfBytes(bytes));

    [Fact]
    public async Task A_stream_and_its_bytes_have_the_same_digest()
    {
        using var stream = new MemoryStream("abc"u8.ToArray());

        var digest = await Digest.OfStreamAsync(stream, TestContext.Current.CancellationToken);

        Assert.Equal("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", digest.ToString());
        Assert.Equal(Digest.OfBytes("abc"u8), digest);
        Assert.Equal("sha256", digest.Algorithm);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a/")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n")]
    public void What_is_no_digest_is_refused_with_the_form_it_should_have(string text) => Assert.Equal(
        $"REG101: '{text}' is not a digest. Write sha256: and 64 lower-case hexadecimal digits.",
        Assert.Throws<RegistryException>(() => Digest.Parse(text)).Message);
}
