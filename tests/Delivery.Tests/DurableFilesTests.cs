using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What changes the files of deployments, journals and ledgers does so in steps that the tests can end a process before, so that a new one is killed at without being listed anywhere.</summary>
public sealed partial class DurableFilesTests
{
    /// <summary>The steps themselves, and the files that hold nothing and are only locked.</summary>
    private static readonly string[] Allowed = ["DurableFiles.cs", "HeldFile.cs", "DeploymentLock.cs"];

    [Theory]
    [InlineData("Local")]
    [InlineData("Ledger")]
    [InlineData("Transactions")]
    public void Files_are_changed_by_steps_only(string folder)
    {
        string[] sources = [.. Directory.EnumerateFiles(Repository.File("src", "MLOpsBuild.Delivery", folder), "*.cs")];
        Assert.NotEmpty(sources);
        Assert.All(sources.Where(source => !Allowed.Contains(Path.GetFileName(source))), source => Assert.Equal([], Change().Matches(File.ReadAllText(source)).Select(match => match.Value)));
    }

    [Fact]
    public void A_folder_is_removed_without_what_its_links_point_to()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("kept"));
        File.WriteAllText(folder.File("kept/file"), "kept");
        Directory.CreateDirectory(folder.File("gone/inside"));
        File.WriteAllText(folder.File("gone/inside/file"), "gone");
        File.CreateSymbolicLink(folder.File("gone/link"), folder.File("kept"));
        var steps = new List<string>();

        new DurableFiles(steps.Add).DeleteFolder(folder.File("gone"));

        Assert.Equal(["kept"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
        Assert.Equal("kept", File.ReadAllText(folder.File("kept/file")));
        Assert.Equal(4, steps.Count);
    }

    [GeneratedRegex(@"(?<![A-Za-z_])(?:File|Directory|FileInfo|DirectoryInfo)\.(?:Write|Append|Move|Delete|Copy|Create|Set|Replace)\w*|new (?:FileStream|StreamWriter)\([^;]*FileMode\.(?:Create|CreateNew|Append|OpenOrCreate|Truncate)\b|LibC\.Rename")]
    private static partial Regex Change();
}
