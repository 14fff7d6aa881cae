using System.Text;
using System.Text.Json;

namespace MLOpsBuild.Emitters;

/// <summary>Writes files of sections and options, such as <c>ansible.cfg</c> and systemd units, in which a line is an option.</summary>
internal static class ConfigurationText
{
    /// <exception cref="ArgumentException">A text cannot be written: it ends a line.</exception>
    public static string Write(IEnumerable<ConfigurationSection> sections, string sign, IEnumerable<string> header)
    {
        var text = new StringBuilder();
        foreach (var line in header)
            text.Append("# ").Append(line).Append('\n');
        foreach (var section in sections)
        {
            text.Append("\n[").Append(OneLine(section.Name)).Append("]\n");
            foreach (var (name, value) in section.Options)
                text.Append(OneLine(name)).Append(sign).Append(OneLine(value)).Append('\n');
        }

        return text.ToString();
    }

    private static string OneLine(string text) => text.AsSpan().IndexOfAny('\n', '\r', '\0') < 0 ? text
        : throw new ArgumentException($"An option ends at the end of its line, so that {JsonSerializer.Serialize(text)} cannot be written.", nameof(text));
}
