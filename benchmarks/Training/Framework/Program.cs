using System.Diagnostics;
using System.Globalization;
using MLOpsBuild.Benchmarks.Training;
using MLOpsBuild.Learning;
using Pipelines;

// [rounds [copies]]: the comparison, 15 rounds by default, each training row so many times. "train prepared trained": the framework's side, as a process of its own.
if (args is ["train", var prepared, var trained])
{
    var result = TrainStage.Run(new CreditScoring().Model, prepared, trained, StageContext.Silent);
    Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
    return result.Passed ? 0 : 1;
}

int[] numbers = [.. args.Select(text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture))];
using var comparison = Comparison.Prepare(copies: numbers.ElementAtOrDefault(1) is > 0 and var copies ? copies : 1);
comparison.RequireTheSameModel();
comparison.Run(numbers.FirstOrDefault() is > 0 and var rounds ? rounds : 15, Console.Out);
return 0;
