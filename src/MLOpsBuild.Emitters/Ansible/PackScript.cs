using System.Reflection;

namespace MLOpsBuild.Emitters;

/// <summary>The program that packs the compiled server where Ansible runs.</summary>
internal static class PackScript
{
    /// <summary>Its text.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("pack.py")!);
        return reader.ReadToEnd();
    }
}
