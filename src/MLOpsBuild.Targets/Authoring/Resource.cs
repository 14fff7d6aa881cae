namespace MLOpsBuild.Targets;

/// <summary>Something of which only so many targets may make use at once.</summary>
/// <param name="Name">As shown in plans.</param>
/// <param name="Capacity">How many targets may hold it at once; 1 or more.</param>
public sealed record Resource(string Name, int Capacity = 1)
{
    /// <summary>All cores: two trainers at once on few cores are far slower than one after the other.</summary>
    public static Resource ExclusiveCpu { get; } = new("exclusive-cpu");
}
