namespace MLOpsBuild.Emitters;

/// <summary>How a part of a target in parts is told which one it is.</summary>
internal static class CiParts
{
    /// <summary>The variable with its number.</summary>
    public const string Variable = "PARTITION";

    /// <summary>The name of the axis that CI servers number.</summary>
    public const string Axis = "partition";
}
