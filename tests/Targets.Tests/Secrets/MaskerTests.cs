using System.Text;
using CsCheck;

namespace MLOpsBuild.Targets.Tests.Secrets;

public sealed class MaskerTests
{
    private static readonly Gen<string> Text = Gen.Char["abcdefgh sécret<&'\"%+/=\n"].Array[0, 40].Select(letters => new string(letters));

    [Fact]
    public void A_secret_is_masked_however_the_text_is_cut() =>
        Gen.Select(Text, Text, Gen.Char["xyz<&'\"%+/é123"].Array[8, 30].Select(letters => new string(letters)), Gen.Int[1, 9]).Sample((before, after, secret, size) =>
        {
            var masker = new Masker();
            masker.Add("s", secret);
            var output = new MemoryStream();
            var filter = new MaskingFilter(masker, output.Write);
            foreach (var chunk in Encoding.UTF8.GetBytes(before + secret + after).Chunk(size))
                filter.Write(chunk);
            filter.Finish();
            Assert.Equal($"{before}***{after}", Encoding.UTF8.GetString(output.ToArray()));
        }, iter: 2000);

    [Fact]
    public void Innocent_text_passes_as_it_is() =>
        Gen.Select(Text, Gen.Int[1, 9]).Sample((text, size) =>
        {
            var masker = new Masker();
            masker.Add("s", "xyzzyxyzzy");
            masker.Add("short", "xy");
            var output = new MemoryStream();
            var filter = new MaskingFilter(masker, output.Write);
            foreach (var chunk in Encoding.UTF8.GetBytes(text).Chunk(size))
                filter.Write(chunk);
            filter.Finish();
            Assert.Equal(text, Encoding.UTF8.GetString(output.ToArray()));
        }, iter: 2000);

    [Fact]
    public void Base64_of_any_text_around_a_secret_shows_nothing_of_it() =>
        Gen.Select(Gen.Byte.Array[0, 7], Gen.Byte.Array[0, 7], Gen.Char["abcdefghijklmnop"].Array[9, 60].Select(letters => new string(letters))).Sample((before, after, secret) =>
        {
            var masker = new Masker();
            masker.Add("s", secret);
            var masked = masker.Apply(Convert.ToBase64String([.. before, .. Encoding.UTF8.GetBytes(secret), .. after]));
            Assert.Contains("***", masked);
            Assert.True(masked.Length <= (before.Length + after.Length + 4) * 2 + 3 + 4);
        }, iter: 2000);

    [Theory]
    [InlineData("pin 1234.", "pin ***.")]
    [InlineData("1234", "***")]
    [InlineData("x1234 12345 1234_ é1234", "x1234 12345 1234_ é1234")]
    [InlineData("(1234)\n1234,1234", "(***)\n***,***")]
    public void A_short_secret_is_masked_as_a_whole_word_only(string text, string expected)
    {
        var masker = new Masker();
        masker.Add("pin", "1234");
        Assert.Equal(expected, masker.Apply(text));
    }

    [Fact]
    public void A_short_secret_is_told_about()
    {
        var told = new List<string>();
        var masker = new Masker { TooShort = told.Add };
        masker.Add("Pin", "1234567");
        masker.Add("Token", "12345678");
        Assert.Equal(["Pin"], told);
    }

    [Fact]
    public void Each_line_of_a_key_is_masked()
    {
        var masker = new Masker();
        masker.Add("key", "-----BEGIN-----\nMIIEpAIBAAKCAQEA\nq8Qx9Zk3Lw0vT5nB\n-----END-----\n");
        Assert.Equal("a *** b", masker.Apply("a MIIEpAIBAAKCAQEA b"));
    }

    [Fact]
    public void The_longest_secret_wins()
    {
        var masker = new Masker();
        masker.Add("a", "password-one");
        masker.Add("b", "password-one-and-more");
        Assert.Equal("*** ***x", masker.Apply("password-one-and-more password-onex"));
    }

    [Fact]
    public void A_secret_prints_as_its_name()
    {
        var secret = Secret.Create("DeployKey", "hunter2hunter2");
        Assert.Equal("DeployKey", $"{secret}");
        Assert.Equal("hunter2hunter2", secret.Reveal());
        Assert.Equal("Bearer hunter2hunter2", secret.Map("header", it => $"Bearer {it}").Reveal());
    }
}
