namespace MLOpsBuild.Registry;

/// <summary>Reads as much of a bill of materials as there is to tell.</summary>
internal static class BomComponents
{
    /// <summary>The components that it lists, nested ones included.</summary>
    public static int Count(ReadOnlyMemory<byte> bytes)
    {
        var root = JsonPlace.Parse(bytes, "the bill of materials");
        InTotoStatement.RequireText(root, "bomFormat", "CycloneDX");
        return CountIn(root);
    }

    private static int CountIn(JsonPlace place) => place.Member("components")?.Items().Sum(component => 1 + CountIn(component)) ?? 0;
}
