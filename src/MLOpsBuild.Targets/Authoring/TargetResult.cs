namespace MLOpsBuild.Targets;

/// <summary>A value that one target returns and others take: keep it in a field of the build class.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="otherwise">Gives the value when the target that returns it does not run, say from the file it left; null (the default): the takers need it to run.</param>
public sealed class TargetResult<T>(Func<T>? otherwise = null) : ITargetResult
{
    private (bool IsThere, T? Content) value;

    /// <summary>The value. Read it in an action of a target that says <c>Takes</c>.</summary>
    /// <exception cref="TargetFailedException">No target has returned it, and there is no other way to have it.</exception>
    public T Value
    {
        get
        {
            if (!value.IsThere)
            {
                value = (true, otherwise is null
                    ? throw new TargetFailedException($"A result of type {typeof(T).Name} has no value: the target that returns it did not do its work in this run. Name the target that reads it in Takes(...), or say in the result how to have it otherwise.")
                    : otherwise());
            }

            return value.Content!;
        }
        internal set => this.value = (true, value);
    }

    bool ITargetResult.HasOtherWay => otherwise is not null;
}

/// <summary>A result, whatever its type.</summary>
internal interface ITargetResult
{
    /// <summary>True where the value can be had without running the target.</summary>
    bool HasOtherWay { get; }
}
