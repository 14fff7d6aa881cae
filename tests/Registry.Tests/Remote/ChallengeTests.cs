using System.Net.Http.Headers;
using CsCheck;

namespace MLOpsBuild.Registry.Tests;

public sealed class ChallengeTests
{
    [Fact]
    public void A_bearer_challenge_is_preferred_and_read_with_its_quotes()
    {
        var chosen = Challenge.Choose([
            new AuthenticationHeaderValue("Basic", "realm=\"x\""),
            new AuthenticationHeaderValue("Bearer", "realm=\"https://auth.example/token?a=b,c\",service=registry.example, scope=\"repository:a/b:pull,push\""),
        ]);

        Assert.True(chosen!.IsBearer);
        Assert.Equal(
            ["realm=https://auth.example/token?a=b,c", "scope=repository:a/b:pull,push", "service=registry.example"],
            chosen.Parameters.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_challenge_of_another_kind_is_none() =>
        Assert.Null(Challenge.Choose([new AuthenticationHeaderValue("Negotiate"), new AuthenticationHeaderValue("Bearer", "service=x")]));

    [Fact]
    public void Whatever_is_quoted_is_read_back() => Gen.String[Gen.Char[' ', '~'], 0, 20].Sample(value =>
        Challenge.ParseParameters($"a=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\", b=c") is var read
        && read["a"] == value && read["b"] == "c");

    [Fact]
    public void Whatever_is_sent_is_read_without_failing() => Gen.String[Gen.Char["ab=\",\\ \t"], 0, 30].Sample(text => Challenge.ParseParameters(text) is not null);
}
