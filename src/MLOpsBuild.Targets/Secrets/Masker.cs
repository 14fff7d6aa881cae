using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>Knows the secrets of a run in all their forms.</summary>
internal sealed class Masker
{
    public const int SafeLength = 8;
    public static readonly byte[] Mask = "***"u8.ToArray();

    private readonly Lock gate = new();
    private readonly HashSet<string> known = [];
    private Form[]?[] byFirst = new Form[]?[256];

    public bool IsEmpty { get; private set; } = true;

    /// <summary>Called before the first secret is taken in.</summary>
    public Action Starting { get; init; } = () => { };

    /// <summary>Told of a secret that is too short to be masked inside of words.</summary>
    public Action<string> TooShort { get; init; } = _ => { };

    public void Add(string name, string secret)
    {
        lock (gate)
        {
            if (string.IsNullOrWhiteSpace(secret) || !known.Add(secret))
                return;
            if (IsEmpty)
                Starting();
            if (secret.Trim().Length < SafeLength)
                TooShort(name);
            var forms = byFirst.OfType<Form[]>().SelectMany(it => it).Concat(FormsOf(secret));
            var sorted = forms.DistinctBy(it => (it.Text, it.IsWholeToken)).GroupBy(it => it.Bytes[0]);
            var next = new Form[]?[256];
            foreach (var group in sorted)
                next[group.Key] = [.. group.OrderByDescending(it => it.Bytes.Length)];
            byFirst = next;
            IsEmpty = false;
        }
    }

    public Form[]? StartingWith(byte first) => byFirst[first];

    /// <summary>A whole text, masked.</summary>
    public string Apply(string text)
    {
        if (IsEmpty)
            return text;
        var output = new MemoryStream();
        var filter = new MaskingFilter(this, output.Write);
        filter.Write(Encoding.UTF8.GetBytes(text));
        filter.Finish();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static IEnumerable<Form> FormsOf(string secret)
    {
        var isShort = secret.Trim().Length < SafeLength;
        return SecretForms.Of(secret).Where(it => it.Length >= (isShort ? 1 : SafeLength)).Select(it => new Form(it, isShort));
    }

    /// <summary>One form of a secret.</summary>
    internal sealed record Form(string Text, bool IsWholeToken)
    {
        public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Text);
    }
}
