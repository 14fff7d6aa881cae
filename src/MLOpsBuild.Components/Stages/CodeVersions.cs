using System.Reflection;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Components;

/// <summary>Versions of the code that makes artifacts: packages as pinned, and the framework's own code by the identity of its deterministic build.</summary>
internal static class CodeVersions
{
    private const string Prefix = "package ";

    /// <summary>The code behind data, training and evaluation.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Learning { get; } =
    [
        new("the framework's learning code", typeof(StageFiles).Module.ModuleVersionId.ToString()),
        .. typeof(CodeVersions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(attribute => attribute.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value ?? "")),
    ];

    /// <summary>The code that writes packages.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Registry { get; } =
        [new("the framework's packaging code", typeof(MLOpsBuild.Registry.ModelPackage).Module.ModuleVersionId.ToString())];

    /// <summary>The assembly of user code, by its identity, where user code takes part.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Custom(Type? type) =>
        type is null ? [] : [new($"the code of {type.Assembly.GetName().Name}", type.Module.ModuleVersionId.ToString())];
}
