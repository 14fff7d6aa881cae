namespace MLOpsBuild.Registry;

/// <summary>A bearer token and when it ends.</summary>
internal sealed record AccessToken(string Text, DateTimeOffset Ends)
{
    /// <summary>How long a token lives whose server does not say, as the distribution project's token specification has it.</summary>
    public const int UsualSeconds = 60;

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    public bool IsGoodAt(DateTimeOffset now) => now + Margin < Ends;

    public override string ToString() => "a token";
}
