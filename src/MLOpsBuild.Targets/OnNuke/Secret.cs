using System.ComponentModel;
using System.Globalization;

namespace MLOpsBuild.Targets;

/// <summary>A value that prints as its name. NUKE masks no streams: whoever reveals it must not print it.</summary>
[TypeConverter(typeof(SecretConverter))]
public sealed class Secret
{
    private readonly string value;

    private Secret(string name, string value)
    {
        Name = name;
        this.value = value;
    }

    /// <summary>What the secret is called.</summary>
    public string Name { get; }

    /// <summary>A secret that came to be during the run, such as a token just issued.</summary>
    public static Secret Create(string name, string value) => new(name, value);

    /// <summary>The value itself, to hand to whoever needs it.</summary>
    public string Reveal() => value;

    /// <summary>Something built from the secret, which is a secret too.</summary>
    public Secret Map(string name, Func<string, string> build) => new(name, build(value));

    /// <inheritdoc/>
    public override string ToString() => Name;

    private sealed class SecretConverter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => Create("secret", (string)value);
    }
}
