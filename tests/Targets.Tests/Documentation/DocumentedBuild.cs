namespace MLOpsBuild.Targets.Tests.Documentation;

internal sealed class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Train);

    [Parameter("How many rows to keep")]
    private readonly int rows = 1000;

    [Parameter, Secret]
    private readonly string? token;

    private readonly TargetResult<string> digest = new();

    private Target Prepare => _ => _
        .Description("Fetches and checks the data")
        .Requires(() => token)
        .Retry(2, "the store is sometimes busy")
        .Returns(digest, async cancellation => await Fetch(token!, rows, cancellation));

    private Target Train => _ => _
        .Description("Fits the model")
        .Takes(digest)
        .Uses(Resource.ExclusiveCpu)
        .Timeout(TimeSpan.FromMinutes(10))
        .Produces("artifacts/model.zip")
        .Executes(() =>
        {
            Fit(digest.Value);
            ReportSummary(_ => _.AddPair("rows", rows));
        });

    private static Task<string> Fetch(string token, int rows, CancellationToken cancellation) => Task.FromResult($"{token.Length + rows} {cancellation.CanBeCanceled}");

    private static void Fit(string digest) => Console.WriteLine($"fitted on {digest}");
}
