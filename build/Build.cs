internal sealed class Build : NukeBuild
{
    public static int Main() => Execute<Build>();

    /// <summary>Does nothing: what is left is the cost of starting, for benchmarks/.</summary>
    private Target Empty => _ => _
        .Unlisted()
        .Executes(() => { });
}
