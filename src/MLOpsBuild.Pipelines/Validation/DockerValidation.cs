using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with how a model is made a container image.</summary>
internal static partial class DockerValidation
{
    private const int LongestImage = 255;

    public static void Validate(DockerSettings settings, FindingList findings)
    {
        CiValidation.Image(findings, settings.Location, settings.Base, "Base(\"mcr.microsoft.com/dotnet/aspnet:10.0@sha256:...\")");
        if (settings.Image is { } image && !IsImageName(image))
            findings.Add(FindingCodes.BadLabel, settings.Location, "an image is named without tag and digest, which each release has of its own", $"'{image}'", "Name it with its registry, as in Image(\"registry.example/models/credit\").");
        if (settings.DaemonlessBase is { } @base && !Layout().IsMatch(@base))
            findings.Add(FindingCodes.BadLabel, settings.Location, "the base of an image that is made without an engine is an image of a registry or of an OCI layout, by digest", $"'{@base}'", "Name one, as in Daemonless(\"docker://mcr.microsoft.com/dotnet/runtime-deps@sha256:...\").");
    }

    /// <summary>Whether a text is an image's name, with its registry or without, and without tag and digest.</summary>
    public static bool IsImageName(string text) => text.Length <= LongestImage && ImageName().IsMatch(text);

    [GeneratedRegex("^([a-z0-9]+([.-]+[a-z0-9]+)*(:[0-9]{1,5})?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*\\z")]
    private static partial Regex ImageName();

    [GeneratedRegex("^(oci:|oci-archive:|docker://)[^@\\x00-\\x1f]+@sha256:[a-f0-9]{64}\\z")]
    private static partial Regex Layout();
}
