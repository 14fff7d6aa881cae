using System.Reflection;

namespace MLOpsBuild.Emitters;

/// <summary>The programs of the role, in Python without packages: modules, which Ansible runs on hosts, what these share, and files that are run as they are.</summary>
internal static class RolePrograms
{
    private static readonly string[] Modules = ["model_server_look.py", "model_server_record.py", "model_server_settings.py", "model_server_start.py", "model_server_try.py", "model_server_unpack.py"];
    private static readonly string[] Shared = ["model_server_answers.py", "model_server_files.py", "model_server_unit.py"];

    /// <summary>Those that a pipeline's role needs, by their path in the role.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Of(Pipeline pipeline, ServerWay way) =>
    [
        .. way.Programs.Concat(pipeline.Push.MustBeSigned ? ["attached.py", "trust.py"] : []).Select(name => In("files", name)),
        .. Modules.Select(name => In("library", name)),
        .. Shared.Select(name => In("module_utils", name)),
    ];

    private static KeyValuePair<string, string> In(string folder, string name) => KeyValuePair.Create($"{folder}/{name}", Read(name));

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
