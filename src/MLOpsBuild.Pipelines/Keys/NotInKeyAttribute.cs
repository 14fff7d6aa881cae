namespace MLOpsBuild.Pipelines;

/// <summary>Leaves a property out of the canonical text of a definition: it is derived, or tells only where something was written.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInKeyAttribute : Attribute;
