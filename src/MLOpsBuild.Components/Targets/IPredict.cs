namespace MLOpsBuild.Components;

/// <summary>Scores a file with a release, without a server.</summary>
public interface IPredict : IHazLocalServer
{
    /// <summary>The CSV file to score; the label's column may be missing.</summary>
    [Parameter("The CSV file to score; the label's column may be missing."), Positional]
    AbsolutePath? Rows => TryGetValue(() => Rows);

    /// <summary>Where the scored rows go; beside the input, with <c>.predictions.csv</c>, by default.</summary>
    [Parameter("Where the scored rows go; beside the input by default.")]
    AbsolutePath? Output => TryGetValue(() => Output);

    /// <summary>Writes each row's probability and label.</summary>
    Target Predict => _ => _
        .Description("Scores a CSV file with a release: ./build.sh Predict rows.csv")
        .SelectsPipeline(this)
        .Requires(() => Rows)
        .Executes(cancellation => Predictions.RunAsync(this, cancellation));
}
