using System.Reflection;
using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpPage
{
    /// <summary>The values parameters have when nobody gives one, as text.</summary>
    public static IReadOnlyDictionary<ParameterDeclaration, string> Defaults(ParameterCatalog parameters, NukeBuild build)
    {
        var defaults = new Dictionary<ParameterDeclaration, string>();
        foreach (var parameter in parameters.All.Where(it => it.Listed && !it.IsSecret))
        {
            if (TryRead(parameter.Member, build) is { } value && value is not false)
                defaults[parameter] = value is System.Collections.IEnumerable list and not string ? string.Join(' ', list.Cast<object>()) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
        }

        return defaults;
    }

    public static string Write(TargetCatalog catalog, ParameterCatalog parameters, ParameterText written)
    {
        var text = new StringBuilder("Usage: ./build.sh [Target...] [--option value...]\n\nTargets\n");
        foreach (var line in ListPage.Text(catalog).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.Append("  ").Append(line).Append('\n');
        var listed = parameters.All.Where(it => it.Listed).OrderBy(it => it.Option, StringComparer.Ordinal).ToList();
        if (listed.Count > 0)
            text.Append("\nParameters (the first place that has a value counts: command line, MLOPSBUILD_NAME, .nuke/parameters.PROFILE.json of --profile, .nuke/parameters.json)\n");
        ParameterText.Columns(text, listed.Select(it => new[] { ParameterText.Option(it), written.About(it) }));
        text.Append("\nOptions\n");
        ParameterText.Columns(text, BuiltInOptions.All.Where(it => it.Listed).Select(it => new[] { it.Option, it.Kind == OptionKind.Flag ? it.Description : $"{it.Description} ({it.Expected})" }));
        var example = catalog.All.FirstOrDefault(it => it.IsDefault) ?? catalog.All.FirstOrDefault(it => it.Listed);
        if (example is not null)
            text.Append("\nExamples\n").Append(Example(example, "")).Append(Example(example, " --plan")).Append(Example(example, " --skip")).Append(Example(example, " --help"));
        return text.Append("\nExit codes: 0 done, 1 work failed, 2 your mistake, 3 the environment lacks something, 130 interrupted.\n").ToString();
    }

    private static string Example(ExecutableTarget target, string option) => "  ./build.sh " + target.Name + option + "\n";

    private static object? TryRead(MemberInfo member, object build)
    {
        try
        {
            return member is FieldInfo field ? field.GetValue(build) : ((PropertyInfo)member).GetValue(build);
        }
        catch (TargetInvocationException)
        {
            // A default that cannot be had yet is no reason to withhold the help page.
            return null;
        }
    }
}
