using System.Globalization;
using System.Text;

namespace MLOpsBuild.Benchmarks.Targets;

/// <summary>Build classes of many targets, as source text.</summary>
internal static class SampleBuilds
{
    /// <summary>Each target needs the one before.</summary>
    public static string Chain(int count) =>
        Class(count, i => i == 0 ? [] : [i - 1], "() => { }", [count - 1]);

    /// <summary>Each target needs three of the layer before.</summary>
    public static string Layers(int count, int layers)
    {
        var width = count / layers;
        return Class(count, i => i < width ? [] : [.. Enumerable.Range(0, 3).Select(k => (((i / width) - 1) * width) + ((i + (k * 7)) % width))], "() => { }", [.. Enumerable.Range(count - width, width)]);
    }

    /// <summary>Targets that need nothing and wait for one second.</summary>
    public static string Waits(int count) =>
        Class(count, _ => [], "async token => await System.Threading.Tasks.Task.Delay(1000, token)", [.. Enumerable.Range(0, count)]);

    private static string Class(int count, Func<int, int[]> needs, string action, int[] defaults)
    {
        var text = new StringBuilder("using MLOpsBuild.Targets;\n\ninternal sealed class Build : NukeBuild\n{\n");
        text.Append(CultureInfo.InvariantCulture, $"    public static int Main() => Execute<Build>({string.Join(", ", defaults.Select(i => $"x => x.T{i}"))});\n");
        for (var i = 0; i < count; i++)
        {
            var dependencies = needs(i).Distinct().Select(it => $"T{it}").ToList();
            text.Append(CultureInfo.InvariantCulture, $"\n    private Target T{i} => _ => _{(dependencies.Count == 0 ? "" : $".DependsOn({string.Join(", ", dependencies)})")}.Executes({action});\n");
        }

        return text.Append("}\n").ToString();
    }
}
