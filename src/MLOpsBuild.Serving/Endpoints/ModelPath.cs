namespace MLOpsBuild.Serving;

/// <summary>An address below <c>/v2/models/</c>: the model, perhaps its version, and what is asked of it.</summary>
internal readonly record struct ModelPath(string Name, string? Version, string Rest)
{
    public static ModelPath Parse(string path)
    {
        var parts = path["/v2/models/".Length..].Split('/');
        return parts is [var name, "versions", var version, ..]
            ? new(name, version, string.Join('/', parts[3..]))
            : new(parts[0], null, string.Join('/', parts[1..]));
    }
}
