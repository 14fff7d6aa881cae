using System.Globalization;
using MLOpsBuild.Emitters;

namespace MLOpsBuild.Components;

/// <summary>What would be done, or has been done, to a generated file, in words.</summary>
internal static class ChangeText
{
    public static string Done(FileChange change) => change.Kind switch
    {
        FileChangeKind.Create => $"wrote    {change.Path}",
        FileChangeKind.Update => $"replaced {change.Path}",
        FileChangeKind.Remove => $"removed  {change.Path}, which no definition makes any more",
        _ => $"left     {change.Path}, which somebody else made",
    };

    public static string Diff(FileChange change) => change.Diff.TrimEnd('\n');

    public static string Difference(FileChange change) => change.Kind switch
    {
        FileChangeKind.Create => $"{change.Path} is missing.",
        FileChangeKind.Remove => $"{change.Path} bears our header, but no definition makes it any more.",
        FileChangeKind.Foreign => $"{change.Path} was not generated, and stands where a generated file is to be.",
        _ => $"{change.Path} was edited by hand, or its definition has changed since.",
    } + string.Concat(EditMeaning.Of(change).Select(sentence => $"\n  - {sentence}")) + "\n" + Diff(change);

    public static string Count(int files) => files == 1 ? "1 file differs" : files.ToString(CultureInfo.InvariantCulture) + " files differ";
}
