namespace MLOpsBuild.Delivery;

/// <summary>Where each instruction of a Dockerfile stands: an engine counts instructions, people count lines.</summary>
internal static class DockerfileLines
{
    /// <summary>The line, from 1, at which each instruction begins.</summary>
    public static IReadOnlyList<int> Of(string text)
    {
        var lines = new List<int>();
        var continued = false;
        foreach (var (line, number) in text.Split('\n').Select((line, index) => (line.Trim(), index + 1)))
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            if (!continued)
                lines.Add(number);
            continued = line.EndsWith('\\');
        }

        return lines;
    }
}
