using System.Reflection;

namespace MLOpsBuild.Emitters;

/// <summary>The programs of the role, in Python without packages.</summary>
internal static class RolePrograms
{
    /// <summary>Those that a pipeline's role needs, by their path in the role.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of(Pipeline pipeline, ServerWay way) =>
        [.. way.Programs.Concat(pipeline.Push.MustBeSigned ? ["attached.py", "trust.py"] : []).Select(name => KeyValuePair.Create("files/" + name, Read(name)))];

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
