namespace MLOpsBuild.Targets;

/// <summary>Sets up the masking of a run.</summary>
internal static class Masking
{
    public static Masker For(BuildWorld world, Action<Masker> start)
    {
        Masker? masker = null;
        masker = new Masker
        {
            Starting = () => start(masker!),
            TooShort = name => world.Error.WriteLine(Findings.ShortSecret(name)),
        };
        return masker;
    }
}
