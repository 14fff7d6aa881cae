using System.ComponentModel;
using System.Globalization;

namespace MLOpsBuild.Targets;

/// <summary>Makes a parameter's value from words, always in the invariant culture.</summary>
internal static class ValueConverter
{
    public static bool IsFlag(Type type) => Plain(type) == typeof(bool);

    public static bool IsList(Type type) => ItemOf(type) is not null;

    public static bool IsDictionary(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, _] && key == typeof(string) && type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()));

    /// <summary>One line on what the type takes, for messages and help.</summary>
    public static string Expected(Type type) =>
        ItemOf(type) is { } item ? $"a list of {Single(item)}" : IsDictionary(type) ? "a list of name=value" : Single(type);

    public static IReadOnlyList<string>? Allowed(Type type)
    {
        var plain = Plain(ItemOf(type) ?? type);
        return plain.IsEnum ? Enum.GetNames(plain)
            : typeof(Enumeration).IsAssignableFrom(plain) ? [.. Enumeration.ValuesOf(plain).Select(it => it.ToString())]
            : plain == typeof(bool) ? ["true", "false"]
            : null;
    }

    /// <summary>The value, or false with nothing when a word cannot be read.</summary>
    public static bool TryConvert(Type type, IReadOnlyList<string> words, string folder, out object? value, out string bad)
    {
        if (ItemOf(type) is { } item)
            return TryList(type, item, words, folder, out value, out bad);
        if (IsDictionary(type))
            return TryDictionary(type, words, folder, out value, out bad);
        bad = words.Count == 1 ? words[0] : string.Join(' ', words);
        value = words.Count == 1 ? One(Plain(type), words[0], folder) : null;
        return value is not null;
    }

    private static bool TryList(Type type, Type item, IReadOnlyList<string> words, string folder, out object? value, out string bad)
    {
        var array = Array.CreateInstance(item, words.Count);
        (value, bad) = (null, "");
        for (var i = 0; i < words.Count; i++)
        {
            if (One(Plain(item), words[i], folder) is not { } element)
            {
                bad = words[i];
                return false;
            }

            array.SetValue(element, i);
        }

        value = type.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(type, array);
        return true;
    }

    private static bool TryDictionary(Type type, IReadOnlyList<string> words, string folder, out object? value, out string bad)
    {
        var arguments = type.GetGenericArguments();
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
        (value, bad) = (dictionary, "");
        foreach (var word in words)
        {
            var parts = word.Split('=', 2);
            if (parts.Length != 2 || One(Plain(arguments[1]), parts[1], folder) is not { } element)
            {
                bad = word;
                return false;
            }

            dictionary[parts[0]] = element;
        }

        return true;
    }

    private static object? One(Type type, string word, string folder)
    {
        var culture = CultureInfo.InvariantCulture;
        if (type == typeof(string))
            return word;
        if (type == typeof(bool))
            return bool.TryParse(word, out var flag) ? flag : null;
        if (type == typeof(int))
            return int.TryParse(word, NumberStyles.AllowLeadingSign, culture, out var number) ? number : null;
        if (type == typeof(long))
            return long.TryParse(word, NumberStyles.AllowLeadingSign, culture, out var number) ? number : null;
        if (type == typeof(double))
            return double.TryParse(word, NumberStyles.Float, culture, out var number) ? number : null;
        if (type == typeof(float))
            return float.TryParse(word, NumberStyles.Float, culture, out var number) ? number : null;
        if (type == typeof(decimal))
            return decimal.TryParse(word, NumberStyles.Float, culture, out var number) ? number : null;
        if (type == typeof(TimeSpan))
            return word.Contains(':') && TimeSpan.TryParse(word, culture, out var time) ? time : Durations.TryParse(word);
        if (type == typeof(AbsolutePath))
            return word.Length == 0 ? null : AbsolutePath.Create(Path.GetFullPath(word, folder));
        if (type == typeof(Partition))
            return Partition.TryParse(word);
        if (type.IsEnum)
            return Enum.GetNames(type).FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse(type, found) : null;
        return Converted(type, word);
    }

    private static object? Converted(Type type, string word)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(word);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            return null;
        }
    }

    private static string Single(Type type)
    {
        var plain = Plain(type);
        return Allowed(plain) is { } allowed ? "one of " + string.Join(", ", allowed)
            : plain == typeof(int) || plain == typeof(long) ? "a whole number"
            : plain == typeof(double) || plain == typeof(float) || plain == typeof(decimal) ? "a number"
            : plain == typeof(TimeSpan) ? "a duration such as 90s, 5m or 01:30:00"
            : plain == typeof(AbsolutePath) ? "a path"
            : plain == typeof(Partition) ? "a part such as 1/3"
            : plain == typeof(string) ? "text"
            : $"a {plain.Name}";
    }

    internal static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    internal static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var item] && Nullable.GetUnderlyingType(type) is null
            && (type.IsAssignableFrom(item.MakeArrayType()) || type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(item)]) is not null)
            ? item
            : null;
}
