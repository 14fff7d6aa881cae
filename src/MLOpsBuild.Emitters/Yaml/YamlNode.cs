using System.Diagnostics.CodeAnalysis;

namespace MLOpsBuild.Emitters;

/// <summary>A YAML document as data, before it is text.</summary>
public abstract record YamlNode
{
    /// <summary>A text, which reads back as that text whatever it looks like; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator YamlNode?(string? text) => text is null ? null : new YamlScalar(text);

    /// <summary>A whole number.</summary>
    public static implicit operator YamlNode(int number) => FromInt32(number);

    /// <summary>True or false.</summary>
    public static implicit operator YamlNode(bool flag) => FromBoolean(flag);

    /// <summary>A whole number.</summary>
    public static YamlNode FromInt32(int number) => new YamlLiteral(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>True or false.</summary>
    public static YamlNode FromBoolean(bool flag) => new YamlLiteral(flag ? "true" : "false");

    /// <summary>A text.</summary>
    public static YamlNode FromString(string text) => text;
}

/// <summary>A text.</summary>
/// <param name="Text">The text as it must read back.</param>
/// <param name="Comment">A remark on the same line, for people; null for none.</param>
public sealed record YamlScalar(string Text, string? Comment = null) : YamlNode;

/// <summary>A number or a truth value, written plain.</summary>
internal sealed record YamlLiteral(string Text) : YamlNode;

/// <summary>Nodes in order.</summary>
public sealed record YamlList(ImmutableArray<YamlNode> Items) : YamlNode
{
    /// <summary>A list of texts.</summary>
    public static YamlList Of(IEnumerable<string> texts) => new([.. texts.Select(YamlNode.FromString)]);
}

/// <summary>Nodes by key, in order.</summary>
public sealed record YamlMap(ImmutableArray<YamlEntry> Entries) : YamlNode
{
    /// <summary>A map of these entries; those without a value are left out.</summary>
    public static YamlMap Of(params ReadOnlySpan<(string Key, YamlNode? Value)> entries)
    {
        var kept = ImmutableArray.CreateBuilder<YamlEntry>();
        foreach (var (key, value) in entries)
        {
            if (value is not null)
                kept.Add(new(key, value));
        }

        return new(kept.ToImmutable());
    }

    /// <summary>A map of texts; null where there is none.</summary>
    public static YamlMap? OfTexts(IEnumerable<KeyValuePair<string, string>> texts)
    {
        var entries = texts.Select(pair => new YamlEntry(pair.Key, pair.Value)).ToImmutableArray();
        return entries.IsEmpty ? null : new(entries);
    }
}

/// <summary>A key and what it stands for.</summary>
public sealed record YamlEntry(string Key, YamlNode Value);
