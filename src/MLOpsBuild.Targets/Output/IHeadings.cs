namespace MLOpsBuild.Targets;

/// <summary>Marks where the output of a target begins and ends.</summary>
internal interface IHeadings
{
    void Begin(TextWriter output, string target);

    void End(TextWriter output, string target);
}

/// <summary>No marks.</summary>
internal sealed class NoHeadings : IHeadings
{
    public void Begin(TextWriter output, string target)
    {
    }

    public void End(TextWriter output, string target)
    {
    }
}

/// <summary>One line before.</summary>
internal sealed class PlainHeadings(Style style) : IHeadings
{
    public void Begin(TextWriter output, string target) => output.WriteLine(style.Bold($"== {target}"));

    public void End(TextWriter output, string target)
    {
    }
}

/// <summary>Log groups of GitHub Actions.</summary>
internal sealed class GitHubHeadings : IHeadings
{
    public void Begin(TextWriter output, string target) => output.WriteLine($"::group::{target}");

    public void End(TextWriter output, string target) => output.WriteLine("::endgroup::");
}
