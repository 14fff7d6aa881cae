using System.Reflection;
using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>What <c>--help</c> prints of a target that is named before it.</summary>
internal static class TargetHelpPage
{
    public static string Write(IEnumerable<ExecutableTarget> targets, ParameterCatalog parameters, ParameterText written) =>
        string.Join('\n', targets.Select(target => Of(target, parameters, written))) + "\n./build.sh --help lists all targets, parameters and options.\n";

    private static string Of(ExecutableTarget target, ParameterCatalog parameters, ParameterText written)
    {
        var text = new StringBuilder($"Usage: ./build.sh {target.Name} [--option value...]\n");
        if (target.Description is { } description)
            text.Append('\n').Append(description).Append('\n');
        text.Append('\n');
        ParameterText.Columns(text, Relations(target).Select(relation => new[] { relation.Name, relation.Targets }));
        var taken = Taken(target, parameters);
        if (taken.Count > 0)
            text.Append("\nParameters (the first place that has a value counts: command line, variable, .nuke/parameters.PROFILE.json of --profile, .nuke/parameters.json)\n");
        ParameterText.Columns(text, taken.Select(parameter => new[] { ParameterText.Option(parameter), parameter.Variable, written.About(parameter) }));
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Targets)> Relations(ExecutableTarget target)
    {
        yield return ("Depends on", target.Dependencies.Count == 0 ? "nothing" : string.Join(", ", Chain(target).Where(other => other != target).Select(other => other.Name)));
        if (target.Orders.Count > 0)
            yield return ("Runs after", Names(target.Orders) + ", where that runs too");
        if (target.Triggered.Count > 0)
            yield return ("Followed by", Names(target.Triggered));
    }

    private static string Names(IEnumerable<ExecutableTarget> targets) => string.Join(", ", targets.Select(target => target.Name).Distinct());

    /// <summary>The target after all that run before it because of it.</summary>
    private static List<ExecutableTarget> Chain(ExecutableTarget target)
    {
        var (chain, seen) = (new List<ExecutableTarget>(), new HashSet<ExecutableTarget>());
        Visit(target);
        return chain;

        void Visit(ExecutableTarget next)
        {
            if (!seen.Add(next))
                return;
            next.Dependencies.ForEach(Visit);
            chain.Add(next);
        }
    }

    /// <summary>The parameters that stand where the target or one that it runs does: in its component and those that this extends, or in its class; and those that it requires.</summary>
    private static List<ParameterDeclaration> Taken(ExecutableTarget target, ParameterCatalog parameters)
    {
        var chain = Chain(target).Concat(target.Triggered).ToList();
        var places = chain.SelectMany(other => Places(other.Member.DeclaringType!)).ToHashSet();
        var required = chain.SelectMany(other => other.Definition.Requirements).Select(ExpressionValue.TryMember).OfType<MemberInfo>().Select(parameters.Of).OfType<ParameterDeclaration>().ToHashSet();
        return [.. parameters.All.Where(it => it.Listed && (it.IsRequired || required.Contains(it) || places.Contains(it.Member.DeclaringType!))).OrderBy(it => it.Option, StringComparer.Ordinal)];
    }

    private static IEnumerable<Type> Places(Type declaring)
    {
        if (declaring.IsInterface)
            return declaring.GetInterfaces().Append(declaring);
        var classes = new List<Type>();
        for (var type = declaring; type is not null; type = type.BaseType)
            classes.Add(type);
        return classes;
    }
}
