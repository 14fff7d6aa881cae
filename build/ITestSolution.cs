using CliWrap;

/// <summary>Runs every test of this repository.</summary>
internal interface ITestSolution : INukeBuild
{
    /// <summary>Takes a skipped test for a failure, as CI does: there every service is installed.</summary>
    [Parameter("Takes a skipped test for a failure.")]
    bool RequireServices => TryGetValue<bool?>(() => RequireServices) ?? false;

    /// <summary>Builds the solution, runs each test program, or those of one part, and leaves the totals in <c>artifacts/tests</c>.</summary>
    Target TestSolution => _ => _
        .Description("Runs every test of this repository")
        .Partition(TestShare.Parts)
        .Uses(Resource.ExclusiveCpu)
        .Executes(async cancellation =>
        {
            var results = RootDirectory / "artifacts" / "tests";
            if (Directory.Exists(results))
                Directory.Delete(results, recursive: true);
            Directory.CreateDirectory(results);

            await RunAsync("dotnet", ["build", RootDirectory / "MLOpsBuild.sln", "--nologo", "--verbosity", "quiet"], cancellation);
            // Side by side: tests with hosts wait for these half of the time.
            var shares = Partition.GetCurrent(TestShare.Of(TestShare.Projects(RootDirectory / "tests"))).ToArray();
            await Task.WhenAll(shares.Select(async share =>
            {
                foreach (var name in share.Select(Path.GetFileNameWithoutExtension))
                    await RunAsync("dotnet", [RootDirectory / ".build" / "own" / "bin" / name! / "debug" / (name + ".dll"), "-noColor", "-noLogo", "-xml", results / (name + ".xml")], cancellation, throws: false);
            }));

            var total = new TestTotals();
            foreach (var name in shares.SelectMany(share => share).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal))
                total = total.With(name!, results / (name + ".xml"));

            File.WriteAllText(results / "totals.txt", total + "\n");
            foreach (var skip in total.Skips)
                Console.WriteLine($"skipped: {skip}");
            this.ReportSummary(summary => total.Report(summary));
            total.RequireGood(RequireServices);
        });

    private static Task RunAsync(string program, string[] arguments, CancellationToken cancellation, bool throws = true) => Cli.Wrap(program)
        .WithArguments(arguments)
        .WithStandardOutputPipe(PipeTarget.ToDelegate(Console.Out.WriteLine))
        .WithStandardErrorPipe(PipeTarget.ToDelegate(Console.Error.WriteLine))
        .WithValidation(throws ? CommandResultValidation.ZeroExitCode : CommandResultValidation.None)
        .ExecuteAsync(cancellation);
}
