using System.Linq.Expressions;
using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>Checks what the planned targets require before anything runs.</summary>
internal static class Requirements
{
    public static string NameOf(LambdaExpression requirement) =>
        ExpressionValue.TryMember(requirement) is { } member ? member.Name : requirement.Body.ToString();

    public static void Check(IEnumerable<ExecutableTarget> targets, ParameterCatalog parameters, INukeBuild build, List<string> mistakes)
    {
        foreach (var target in targets)
        {
            foreach (var requirement in target.Definition.Requirements)
                Collect(() => Check(target, requirement, parameters, mistakes), mistakes);
        }

        foreach (var parameter in parameters.All.Where(it => it.IsRequired && IsMissing(Read(it.Member, build))))
            mistakes.Add(Findings.MissingParameter("any", parameter.Name, parameter.Ways));
    }

    /// <summary>The parameters that are required and have no value.</summary>
    public static IReadOnlyList<ParameterDeclaration> Missing(IEnumerable<ExecutableTarget> targets, ParameterCatalog parameters, INukeBuild build) =>
        [.. targets.SelectMany(target => target.Definition.Requirements)
            .Where(requirement => ExpressionValue.TryMember(requirement) is not null && IsMissing(ExpressionValue.Of(requirement)))
            .Select(requirement => parameters.Of(ExpressionValue.TryMember(requirement)!))
            .Concat(parameters.All.Where(it => it.IsRequired && IsMissing(Read(it.Member, build))))
            .OfType<ParameterDeclaration>()
            .Distinct()];

    /// <summary>A requirement may say itself what the mistake is.</summary>
    private static void Collect(Action check, List<string> mistakes)
    {
        try
        {
            check();
        }
        catch (UserMistakeException exception)
        {
            mistakes.AddRange(exception.Mistakes);
        }
    }

    private static void Check(ExecutableTarget target, LambdaExpression requirement, ParameterCatalog parameters, List<string> mistakes)
    {
        var value = ExpressionValue.Of(requirement);
        if (value is false && requirement.ReturnType == typeof(bool))
            mistakes.Add(Findings.UnmetRequirement(target.Name, NameOf(requirement)));
        else if (IsMissing(value))
            mistakes.Add(Missing(target, requirement, parameters));
    }

    private static string Missing(ExecutableTarget target, LambdaExpression requirement, ParameterCatalog parameters) =>
        ExpressionValue.TryMember(requirement) is { } member && parameters.Of(member) is { } parameter
            ? Findings.MissingParameter(target.Name, parameter.Name, parameter.Ways)
            : Findings.UnmetRequirement(target.Name, NameOf(requirement));

    private static object? Read(MemberInfo member, object build) =>
        member is FieldInfo field ? field.GetValue(build) : ((PropertyInfo)member).GetValue(build);

    private static bool IsMissing(object? value) => value is null or "";
}
