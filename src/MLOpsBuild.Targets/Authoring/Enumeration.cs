using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>A closed set of named values: public static fields of the deriving class.</summary>
public abstract class Enumeration : IEquatable<Enumeration>
{
    /// <summary>The value's name on the command line.</summary>
    protected internal string Value { get; set; } = "";

    /// <inheritdoc/>
    public bool Equals(Enumeration? other) => other?.GetType() == GetType() && other.Value == Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Enumeration other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static IReadOnlyList<Enumeration> ValuesOf(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Enumeration>()];
}

/// <summary>Reads an <see cref="Enumeration"/> from its name, without regard to case.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public class TypeConverter<T> : TypeConverter
    where T : Enumeration
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text
            ? Enumeration.ValuesOf(typeof(T)).FirstOrDefault(item => string.Equals(item.Value, text, StringComparison.OrdinalIgnoreCase))
                ?? throw new FormatException($"'{text}' is none of {string.Join(", ", Enumeration.ValuesOf(typeof(T)))}")
            : base.ConvertFrom(context, culture, value);
}
