namespace MLOpsBuild.Targets;

/// <summary>The parameter may also be given as a bare word among the targets, where the word is a path: <c>./build.sh Predict rows.csv</c>.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class PositionalAttribute : Attribute;
