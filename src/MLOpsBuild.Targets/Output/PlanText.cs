using System.Globalization;
using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>What <c>--plan</c> prints: the targets in running order, wave by wave, each with why it is there and what would become of it.</summary>
internal static class PlanText
{
    public static string Write(ExecutionPlan plan, Style style)
    {
        if (plan.Steps.Count == 0)
            return "Nothing to run.\n";
        var width = plan.Steps.Max(step => step.Target.Name.Length);
        var why = plan.Steps.Max(step => step.Reason.Length);
        var text = new StringBuilder();
        foreach (var step in plan.Steps)
        {
            var number = (step.Index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(3);
            var line = $"{number}. {style.Bold(step.Target.Name.PadRight(width))}  {step.Reason.PadRight(why)}  {Says(step, style)}";
            text.Append(line.TrimEnd()).Append('\n');
            var after = step.Predecessors.Select(place => plan.Steps[place].Target.Name).ToList();
            if (after.Count > 0)
                text.Append("     ").Append(style.Dim($"wave {step.Wave}, after {string.Join(", ", after)}")).Append('\n');
        }

        return text.Append("Nothing was run: this is the plan.\n").ToString();
    }

    private static string Says(PlannedTarget step, Style style) => Verdict.Of(step) switch
    {
        ("skip", var reason) => style.Dim($"would skip: {reason}"),
        ("up-to-date", var reason) => style.Green($"up to date: {reason}"),
        ("collective", _) => style.Dim("stands for what it depends on"),
        (_, null) => "would run",
        (_, var reason) => $"would run: {reason}",
    };
}
