using System.Security.Cryptography;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class SigningKeyTests : IDisposable
{
    private static readonly byte[] Message = "what is signed"u8.ToArray();
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Without_a_variable_there_is_no_key()
    {
        Assert.Null(Keys.Find());
        Assert.Null(Keys.Find((SigningKeySource.KeyVariable, "  ")));
    }

    [Fact]
    public async Task A_key_is_found_by_its_path_from_the_checkout_or_as_its_PEM_also_with_line_ends_written_as_two_letters()
    {
        var pem = Keys.NewPem();
        _temp.Write("keys/ci.pem", pem);
        using var byPath = Keys.Find(_temp.Path, (SigningKeySource.KeyVariable, "keys/ci.pem"))!;
        using var byText = Keys.Find((SigningKeySource.KeyVariable, pem))!;
        using var byLetters = Keys.Find((SigningKeySource.KeyVariable, pem.Replace("\n", "\\n", StringComparison.Ordinal)))!;

        Assert.Equal(byPath.PublicKey.Id, byText.PublicKey.Id);
        Assert.Equal(byPath.PublicKey.Id, byLetters.PublicKey.Id);
        Assert.True(byPath.PublicKey.Verifies(Message, await byText.SignAsync(Message, Sample.Cancellation)));
    }

    [Fact]
    public async Task A_key_that_openssl_made_signs_and_its_id_is_the_hash_of_the_public_key_that_openssl_writes()
    {
        var openssl = Services.Require("openssl");
        await Shell.RunAsync(openssl, "ecparam", "-name", "prime256v1", "-genkey", "-out", _temp.File("sec1.pem"));
        await Shell.RunAsync(openssl, "pkey", "-in", _temp.File("sec1.pem"), "-pubout", "-out", _temp.File("key.pub"));
        using var key = Keys.Find((SigningKeySource.KeyVariable, _temp.File("sec1.pem")))!;

        Assert.Equal(await File.ReadAllTextAsync(_temp.File("key.pub"), Sample.Cancellation), key.PublicKey.Pem);
        Assert.Equal(Digest.OfBytes(await File.ReadAllBytesAsync(_temp.File("key.pub"), Sample.Cancellation)).Hex, key.PublicKey.Id);
        Assert.True(key.PublicKey.Verifies(Message, await key.SignAsync(Message, Sample.Cancellation)));
    }

    [Fact]
    public async Task An_encrypted_key_opens_with_its_passphrase()
    {
        using var key = Keys.Find((SigningKeySource.KeyVariable, Keys.NewEncryptedPem()), (SigningKeySource.PassphraseVariable, Keys.Passphrase))!;

        Assert.True(key.PublicKey.Verifies(Message, await key.SignAsync(Message, Sample.Cancellation)));
    }

    [Fact]
    public void A_wrong_passphrase_is_told_and_not_repeated()
    {
        var refused = Refused((SigningKeySource.KeyVariable, Keys.NewEncryptedPem()), (SigningKeySource.PassphraseVariable, "Tr0ub4dor&3"));

        Assert.Equal("REG701: MLOPSBUILD_SIGNING_KEY cannot be used: the passphrase does not open it. Set MLOPSBUILD_SIGNING_PASSPHRASE to the passphrase that it was encrypted with.", refused.Message);
        Assert.DoesNotContain("Tr0ub4dor", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_encrypted_key_without_a_passphrase_says_which_variable_to_set() => Assert.Equal(
        "REG701: MLOPSBUILD_SIGNING_KEY cannot be used: it is encrypted and there is no passphrase. Set MLOPSBUILD_SIGNING_PASSPHRASE.",
        Refused((SigningKeySource.KeyVariable, Keys.NewEncryptedPem())).Message);

    [Fact]
    public async Task A_key_in_OpenSSLs_old_encryption_says_how_to_convert_it()
    {
        var openssl = Services.Require("openssl");
        _temp.Write("plain.pem", Keys.NewPem());
        await Shell.RunAsync(openssl, "ec", "-in", _temp.File("plain.pem"), "-aes128", "-passout", "pass:old", "-out", _temp.File("old.pem"));

        Assert.Equal(
            "REG701: MLOPSBUILD_SIGNING_KEY cannot be used: it is encrypted in OpenSSL's old way. Convert it by: openssl pkcs8 -topk8 -in OLD -out NEW.",
            Refused((SigningKeySource.KeyVariable, _temp.File("old.pem"))).Message);
    }

    [Fact]
    public void A_key_on_another_curve_or_of_another_kind_or_without_its_private_half_is_refused()
    {
        using var rsa = RSA.Create(2048);
        using var ours = Keys.New();

        Assert.Contains("it is on another curve than P-256 (prime256v1)", Refused((SigningKeySource.KeyVariable, Keys.NewPem(ECCurve.NamedCurves.nistP384))).Message, StringComparison.Ordinal);
        Assert.Contains("it is not the PEM of a private key on an elliptic curve", Refused((SigningKeySource.KeyVariable, rsa.ExportPkcs8PrivateKeyPem())).Message, StringComparison.Ordinal);
        Assert.Contains("it holds a public key only", Refused((SigningKeySource.KeyVariable, ours.PublicKey.Pem)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_neither_PEM_nor_path_is_not_repeated_because_it_may_be_a_damaged_key()
    {
        var body = Keys.NewPem().Split('\n')[1];
        var refused = Refused((SigningKeySource.KeyVariable, body));

        Assert.Equal(
            "REG701: MLOPSBUILD_SIGNING_KEY cannot be used: its value is neither a PEM nor the path of a file that can be read. Give the path of a PEM file, or the PEM with its first and last line.",
            refused.Message);
        Assert.DoesNotContain(body, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_and_a_command_at_once_are_refused() => Assert.Equal(
        "REG701: MLOPSBUILD_SIGNING_COMMAND cannot be used: MLOPSBUILD_SIGNING_KEY is set as well. Set one of them.",
        Refused((SigningKeySource.KeyVariable, Keys.NewPem()), (SigningKeySource.CommandVariable, "sign")).Message);

    private static RegistryException Refused(params (string Name, string Value)[] variables) => Assert.Throws<RegistryException>(() => Keys.Find(variables));
}
