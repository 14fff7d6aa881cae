using System.Diagnostics;
using System.Globalization;
using MLOpsBuild.Benchmarks.Training;
using MLOpsBuild.Learning;
using Pipelines;

// Without arguments: the comparison. With "train prepared trained": the framework's side of it, as a process of its own.
if (args is ["train", var prepared, var trained])
{
    var result = TrainStage.Run(new CreditScoring().Model, prepared, trained, StageContext.Silent);
    Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
    return result.Passed ? 0 : 1;
}

var rounds = args is [var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 15;
using var comparison = Comparison.Prepare();
comparison.RequireTheSameModel();
comparison.Run(rounds, Console.Out);
return 0;
