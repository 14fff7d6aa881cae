using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace MLOpsBuild.Targets;

/// <summary>Evaluates the small expressions of target definitions by walking them: compiling one costs more than a whole run.</summary>
internal static class ExpressionValue
{
    /// <summary>The expression's value; what its code throws comes out as it was thrown.</summary>
    public static object? Of(LambdaExpression lambda, object? argument = null)
    {
        try
        {
            return Of(lambda.Body, lambda, argument);
        }
        catch (TargetInvocationException exception) when (Thrown(exception) is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
    }

    public static MemberInfo Member(LambdaExpression lambda) =>
        Strip(lambda.Body) is MemberExpression member
            ? member.Member
            : throw new ArgumentException($"'{lambda}' names no member: write () => Member or x => x.Member.");

    public static MemberInfo? TryMember(LambdaExpression lambda) => (Strip(lambda.Body) as MemberExpression)?.Member;

    private static Exception? Thrown(Exception exception) =>
        exception is TargetInvocationException ? exception.InnerException is { } inner ? Thrown(inner) ?? inner : null : exception;

    private static Expression Strip(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert
            ? Strip(convert.Operand)
            : expression;

    private static object? Of(Expression expression, LambdaExpression whole, object? argument) => Strip(expression) switch
    {
        ParameterExpression => argument,
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(Instance(member, whole, argument)),
        MemberExpression { Member: PropertyInfo property } member => property.GetValue(Instance(member, whole, argument)),
        _ when whole.Parameters.Count == 0 => Expression.Lambda(expression).Compile(preferInterpretation: true).DynamicInvoke(),
        _ => Expression.Lambda(expression, whole.Parameters).Compile(preferInterpretation: true).DynamicInvoke(argument),
    };

    private static object? Instance(MemberExpression member, LambdaExpression whole, object? argument) =>
        member.Expression is null ? null : Of(member.Expression, whole, argument);
}
