using System.Linq.Expressions;
using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>All targets of a build, found by reflection, with their relations resolved.</summary>
internal sealed class TargetCatalog
{
    private readonly Dictionary<Delegate, ExecutableTarget> byDelegate = [];
    private readonly Dictionary<string, ExecutableTarget> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ExecutableTarget> all = [];

    private TargetCatalog()
    {
    }

    public IReadOnlyList<ExecutableTarget> All => all;

    public ExecutableTarget? Find(string name) => byName.GetValueOrDefault(name);

    public static TargetCatalog Discover(INukeBuild build, IEnumerable<LambdaExpression> defaults)
    {
        var catalog = new TargetCatalog();
        foreach (var property in TargetProperties.Of(build.GetType()))
            catalog.Add(property, build);
        foreach (var target in catalog.all)
            catalog.Define(target);
        foreach (var target in catalog.all)
            catalog.Relate(target);
        Results.Relate(catalog.all);
        foreach (var expression in defaults)
            catalog.Resolve((Delegate)ExpressionValue.Of(expression, build)!, "Execute").IsDefault = true;
        return catalog;
    }

    private void Add(PropertyInfo property, INukeBuild build)
    {
        var factory = property.GetValue(build) as Delegate
            ?? throw new UserMistakeException($"Target {property.DeclaringType!.Name}.{property.Name} is null: let it return '_ => _'.");
        var name = TargetProperties.NameOf(property);
        if (byDelegate.TryGetValue(factory, out var same))
        {
            if (same.Name != name)
                throw new UserMistakeException($"Targets {same.Name} and {name} are one and the same delegate: let {name} return '_ => _.DependsOn({same.Name})'.");
            return;
        }

        if (byName.TryGetValue(name, out var other))
        {
            throw new UserMistakeException(
                $"Two targets are named {name}: {other.Member.DeclaringType!.Name}.{name} and {property.DeclaringType!.Name}.{name}. Rename one.");
        }

        var target = new ExecutableTarget(new TargetDefinition(property, build), factory);
        byDelegate.Add(factory, target);
        byName.Add(name, target);
        all.Add(target);
    }

    private void Define(ExecutableTarget target)
    {
        _ = target.Factory switch
        {
            Target factory => factory(target.Definition),
            Setup factory => factory(target.Definition),
            _ => ((Cleanup)target.Factory)(target.Definition),
        };
        if (target.Factory is Setup)
            DefineCleanup(target);
    }

    private void DefineCleanup(ExecutableTarget setup)
    {
        var cleanup = all.Find(it => it.Factory is Cleanup && it.Member.DeclaringType == setup.Member.DeclaringType)
            ?? throw Findings.Definition(setup.Definition, $"{setup.Member.DeclaringType!.Name} has a Setup but no Cleanup property.");
        setup.Triggered.Add(cleanup);
        cleanup.TriggeredBy.Add(setup);
    }

    private void Relate(ExecutableTarget target)
    {
        var definition = target.Definition;
        Link(definition.DependsOn, nameof(definition.DependsOn), other => target.Dependencies.Add(other));
        Link(definition.DependentFor, nameof(definition.DependentFor), other => other.Dependencies.Add(target));
        Link(definition.After, nameof(definition.After), other => target.Orders.Add(other));
        Link(definition.Before, nameof(definition.Before), other => other.Orders.Add(target));
        Link(definition.Triggers, nameof(definition.Triggers), other => LinkTrigger(target, other));
        Link(definition.TriggeredBy, nameof(definition.TriggeredBy), other => LinkTrigger(other, target));
        foreach (var (consumed, artifacts) in definition.Consumed)
        {
            var other = Resolve(consumed, $"{target.Name}.Consumes");
            target.Consumed.Add(new ArtifactDependency(other, artifacts.Length > 0 ? artifacts : other.ArtifactProducts));
        }

        void Link(List<Delegate> relation, string name, Action<ExecutableTarget> link)
        {
            foreach (var factory in relation)
            {
                var other = Resolve(factory, $"{target.Name}.{name}");
                if (other == target)
                    throw Findings.Definition(definition, $"{name}({target.Name}) relates it to itself.");
                link(other);
            }
        }
    }

    private static void LinkTrigger(ExecutableTarget source, ExecutableTarget triggered)
    {
        source.Triggered.Add(triggered);
        triggered.TriggeredBy.Add(source);
    }

    private ExecutableTarget Resolve(Delegate factory, string place) =>
        byDelegate.GetValueOrDefault(factory)
        ?? throw new UserMistakeException(
            $"{place} is given a target that is no property of the build. If its property makes a new delegate on each call, keep that in a field.");
}
