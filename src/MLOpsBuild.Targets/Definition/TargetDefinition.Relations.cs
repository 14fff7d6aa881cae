using System.Linq.Expressions;

namespace MLOpsBuild.Targets;

internal sealed partial class TargetDefinition
{
    public List<Delegate> DependsOn { get; } = [];

    public List<Delegate> DependentFor { get; } = [];

    public List<Delegate> Before { get; } = [];

    public List<Delegate> After { get; } = [];

    public List<Delegate> Triggers { get; } = [];

    public List<Delegate> TriggeredBy { get; } = [];

    ITargetDefinition ITargetDefinition.DependsOn(params Target[] targets) => Relate(DependsOn, targets);

    ITargetDefinition ITargetDefinition.DependsOn<T>(params Func<T, Target>[] targets) => Relate(DependsOn, targets);

    ITargetDefinition ITargetDefinition.TryDependsOn<T>(params Func<T, Target>[] targets) => TryRelate(DependsOn, targets);

    ITargetDefinition ITargetDefinition.DependentFor(params Target[] targets) => Relate(DependentFor, targets);

    ITargetDefinition ITargetDefinition.DependentFor<T>(params Func<T, Target>[] targets) => Relate(DependentFor, targets);

    ITargetDefinition ITargetDefinition.TryDependentFor<T>(params Func<T, Target>[] targets) => TryRelate(DependentFor, targets);

    ITargetDefinition ITargetDefinition.Before(params Target[] targets) => Relate(Before, targets);

    ITargetDefinition ITargetDefinition.Before<T>(params Func<T, Target>[] targets) => Relate(Before, targets);

    ITargetDefinition ITargetDefinition.TryBefore<T>(params Func<T, Target>[] targets) => TryRelate(Before, targets);

    ITargetDefinition ITargetDefinition.After(params Target[] targets) => Relate(After, targets);

    ITargetDefinition ITargetDefinition.After<T>(params Func<T, Target>[] targets) => Relate(After, targets);

    ITargetDefinition ITargetDefinition.TryAfter<T>(params Func<T, Target>[] targets) => TryRelate(After, targets);

    ITargetDefinition ITargetDefinition.Triggers(params Target[] targets) => Relate(Triggers, targets);

    ITargetDefinition ITargetDefinition.Triggers<T>(params Func<T, Target>[] targets) => Relate(Triggers, targets);

    ITargetDefinition ITargetDefinition.TryTriggers<T>(params Func<T, Target>[] targets) => TryRelate(Triggers, targets);

    ITargetDefinition ITargetDefinition.TriggeredBy(params Target[] targets) => Relate(TriggeredBy, targets);

    ITargetDefinition ITargetDefinition.TriggeredBy<T>(params Func<T, Target>[] targets) => Relate(TriggeredBy, targets);

    ITargetDefinition ITargetDefinition.TryTriggeredBy<T>(params Func<T, Target>[] targets) => TryRelate(TriggeredBy, targets);

    ITargetDefinition ITargetDefinition.Consumes(params Target[] targets)
    {
        foreach (var target in targets)
            Consumed.Add((target, []));
        return this;
    }

    ITargetDefinition ITargetDefinition.Consumes<T>(params Func<T, Target>[] targets)
    {
        foreach (var target in Resolve(targets))
            Consumed.Add((target, []));
        return this;
    }

    ITargetDefinition ITargetDefinition.Consumes(Target target, params string[] artifacts) =>
        Set(it => it.Consumed.Add((target, artifacts)));

    ITargetDefinition ITargetDefinition.Consumes<T>(Func<T, Target> target, params string[] artifacts) =>
        Set(it => it.Consumed.Add((target(Component<T>()), artifacts)));

    ITargetDefinition ITargetDefinition.Consumes<T>(params string[] artifacts) =>
        Set(it => it.Consumed.Add((OnlyTargetOf<T>(), artifacts)));

    ITargetDefinition ITargetDefinition.DependsOnContext<T>()
    {
        DependsOn.Add(TargetProperties.Only<T, Setup>(this, Component<T>()));
        Before.Add(TargetProperties.Only<T, Cleanup>(this, Component<T>()));
        return this;
    }

    ITargetDefinition ITargetDefinition.Base()
    {
        var overridden = TargetProperties.Overridden(Member, ++baseDepth)
            ?? throw Findings.Definition(this, "Base() finds no overridden property in a base class. For an interface's default use Inherit<T>().");
        return ((ITargetDefinition)this).Inherit((Target)NonVirtual.Get(overridden, build));
    }

    ITargetDefinition ITargetDefinition.Inherit(params Target[] targets)
    {
        foreach (var target in targets)
            target(this);
        return this;
    }

    ITargetDefinition ITargetDefinition.Inherit<T>(params Expression<Func<T, Target>>[] targets)
    {
        var component = Component<T>()!;
        var properties = targets.Length == 0
            ? [TargetProperties.OnlyProperty<T, Target>(this)]
            : targets.Select(target => ExpressionValue.Member(target)).OfType<System.Reflection.PropertyInfo>();
        foreach (var property in properties)
            ((Target)NonVirtual.Get(property, component))(this);
        return this;
    }

    private TargetDefinition Relate(List<Delegate> relation, Target[] targets)
    {
        relation.AddRange(targets);
        return this;
    }

    private TargetDefinition Relate<T>(List<Delegate> relation, Func<T, Target>[] targets)
    {
        relation.AddRange(Resolve(targets));
        return this;
    }

    private TargetDefinition TryRelate<T>(List<Delegate> relation, Func<T, Target>[] targets) =>
        build is T ? Relate(relation, targets) : this;

    private IEnumerable<Target> Resolve<T>(Func<T, Target>[] targets) =>
        targets.Length == 0 ? [OnlyTargetOf<T>()] : targets.Select(target => target(Component<T>()));

    private Target OnlyTargetOf<T>() => (Target)TargetProperties.Only<T, Target>(this, Component<T>());

    private T Component<T>() =>
        build is T component
            ? component
            : throw Findings.Definition(this, $"it refers to {typeof(T).Name}, which {build.GetType().Name} does not implement. Add the interface to the class, or use the Try form.");
}
