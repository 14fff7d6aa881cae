namespace MLOpsBuild.Emitters;

/// <summary>Choices among which people need not choose: GitHub knows no empty one, so that a word stands for it.</summary>
internal static class InputChoices
{
    public const string NotGiven = "(not given)";

    /// <summary>The options of a choice, in order.</summary>
    public static ImmutableArray<string> Options(GraphParameter parameter) =>
        parameter.Kind != ParameterKind.Choice ? [] : parameter.Default is null ? [NotGiven, .. parameter.Values] : parameter.Values;

    /// <summary>The expression of what was given; empty where nothing was.</summary>
    public static string Expression(GraphParameter parameter) => parameter is { Kind: ParameterKind.Choice, Default: null }
        ? $"${{{{ inputs.{parameter.Name} != '{NotGiven}' && inputs.{parameter.Name} || '' }}}}"
        : $"${{{{ inputs.{parameter.Name} }}}}";
}
