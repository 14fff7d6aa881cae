using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>What can be wrong with a target graph.</summary>
internal static partial class GraphValidation
{
    public static void Validate(TargetGraph graph, Diagnostics diagnostics)
    {
        foreach (var same in graph.Targets.GroupBy(target => target.Name).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, "targets", "two targets have the same name", same.Key, "Rename one of them.");
        foreach (var same in graph.Parameters.GroupBy(parameter => parameter.Variable).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, "parameters", "two parameters have the same variable", same.Key, "Rename one of them.");
        foreach (var target in graph.Targets.Where(target => !Identifier().IsMatch(target.Name)))
            diagnostics.Add(FindingCodes.Unwritable, "targets", "a target's name is letters, digits and underscores, a letter first", target.Name, "Rename it.");
        foreach (var parameter in graph.Parameters.Where(parameter => !Kebab().IsMatch(parameter.Name)))
            diagnostics.Add(FindingCodes.Unwritable, "parameters", "a parameter's name is lower-case letters, digits and single dashes, a letter first", parameter.Name, "Rename it.");

        foreach (var parameter in graph.Parameters)
            Validate(parameter, diagnostics);

        Names(diagnostics, "goals", graph.Goals, graph.Targets.Select(target => target.Name));
        Names(diagnostics, "operations", graph.Operations, graph.Targets.Select(target => target.Name));
        foreach (var target in graph.Targets)
            Validate(target, graph, diagnostics);
        if (Cycle(graph) is { } cycle)
            diagnostics.Add(FindingCodes.Cycle, "targets", "the targets wait for each other", string.Join(" -> ", cycle), "Remove one of these dependencies.");
    }

    private static void Validate(GraphTarget target, TargetGraph graph, Diagnostics diagnostics)
    {
        var known = graph.Targets.Select(other => other.Name).ToArray();
        Names(diagnostics, target.Name + ".DependsOn", target.DependsOn, known);
        Names(diagnostics, target.Name + ".After", target.After, known);
        Names(diagnostics, target.Name + ".Consumes", target.Consumes, known);
        Names(diagnostics, target.Name + ".Parameters", target.Parameters.Union(target.Requires), graph.Parameters.Select(parameter => parameter.Name));
        foreach (var name in target.Consumes)
        {
            var producer = graph.Targets.FirstOrDefault(other => other.Name == name);
            if (producer is { Executes: false, Produces.IsEmpty: false })
                diagnostics.Add(FindingCodes.NobodyProduces, target.Name + ".Consumes", "a target consumes what is said of one that executes nothing and so leaves nothing", name, $"Consume the target that makes it, or let {name} do something.");
            if (producer is { Produces.IsEmpty: true, PlanFolder: null })
                diagnostics.Add(FindingCodes.NobodyProduces, target.Name + ".Consumes", "a target consumes what nobody produces", name, $"Let {name} say what it Produces, or drop it.");
        }

        if (target.Parts is < 2)
            diagnostics.Add(FindingCodes.Unwritable, target.Name + ".Parts", "a target in parts has two or more", FormattableString.Invariant($"{target.Parts}"), "Give more, or none.");
        if (target.Parts is not null && (target.Reads(GraphParameter.Environment) || target.PlanFolder is not null || target.Pushed is not null))
            diagnostics.Add(FindingCodes.Unwritable, target.Name + ".Parts", "a target that pushes or deploys cannot run in parts, since its parts would meet in one place", FormattableString.Invariant($"{target.Parts}"), "Let it run as a whole.");

        foreach (var path in target.Produces.Concat(target.TestResults).Concat(new[] { target.Record, target.Pushed, target.PlanFolder }.OfType<string>()))
        {
            if (!Folder().IsMatch(path) || path.Split('/').Contains(".."))
                diagnostics.Add(FindingCodes.Unwritable, target.Name + ".Produces", "an artifact is a path inside the repository of letters, digits, dots, dashes, underscores and slashes", path, "Rename it: CI servers take other characters for patterns.");
        }
    }

    private static void Validate(GraphParameter parameter, Diagnostics diagnostics)
    {
        if (parameter.Kind == ParameterKind.Choice && parameter.Values.Any(value => value.Length == 0))
            diagnostics.Add(FindingCodes.Unwritable, parameter.Name, "a choice cannot be empty, which counts as not given", "''", "Name it.");
        var fits = parameter.Default is not { } value || parameter.Kind switch
        {
            ParameterKind.Flag => value is "true" or "false",
            ParameterKind.Number => Number().IsMatch(value),
            ParameterKind.Choice => parameter.Values.Contains(value),
            _ => true,
        };
        if (!fits)
            diagnostics.Add(FindingCodes.Unwritable, parameter.Name, "a parameter's default is not of its kind", parameter.Default, parameter.Kind switch
            {
                ParameterKind.Flag => "Give true or false.",
                ParameterKind.Number => "Give a number, such as 10 or 0.5.",
                _ => $"Give one of {string.Join(", ", parameter.Values)}.",
            });
    }

    private static void Names(Diagnostics diagnostics, string place, IEnumerable<string> names, IEnumerable<string> known)
    {
        foreach (var name in names.Except(known))
            diagnostics.Add(FindingCodes.UnknownTarget, place, "the target graph has no such name", name, $"It has {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>A path that comes back to its start, or null.</summary>
    private static List<string>? Cycle(TargetGraph graph)
    {
        var targets = graph.Targets.DistinctBy(target => target.Name).ToDictionary(target => target.Name);
        var done = new HashSet<string>();
        var path = new List<string>();
        return targets.Keys.Select(Visit).FirstOrDefault(cycle => cycle is not null);

        List<string>? Visit(string name)
        {
            if (path.IndexOf(name) is >= 0 and var start)
                return [.. path[start..], name];
            if (!targets.TryGetValue(name, out var target) || !done.Add(name))
                return null;

            path.Add(name);
            var found = target.Predecessors().Select(Visit).FirstOrDefault(cycle => cycle is not null);
            path.RemoveAt(path.Count - 1);
            return found;
        }
    }

    [GeneratedRegex("^-?[0-9]+(\\.[0-9]+)?\\z")]
    private static partial Regex Number();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,99}\\z")]
    private static partial Regex Identifier();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex Kebab();

    [GeneratedRegex("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*\\z")]
    private static partial Regex Folder();
}
