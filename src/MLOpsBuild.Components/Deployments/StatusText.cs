using System.Globalization;
using System.Text;
using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>A deployment as text for people.</summary>
internal static class StatusText
{
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="status">Its deployment.</param>
    /// <param name="by">Who brought what serves; null where that is not recorded.</param>
    public static string Of(string pipeline, DeploymentStatus status, string? by)
    {
        if (status.Health == DeploymentHealth.Nothing)
            return $"{pipeline}: nothing is deployed on this machine. ./build.sh deploys it.";

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{pipeline} {status.Version} on this machine: {status.Health.ToString().ToLowerInvariant()}\n");
        text.Append(CultureInfo.InvariantCulture, $"  digest    {status.Digest}\n");
        if (status.Since is { } since)
            text.Append(CultureInfo.InvariantCulture, $"  since     {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, process {status.Pid}\n");
        if (by is not null)
            text.Append(CultureInfo.InvariantCulture, $"  by        {by}\n");
        if (status.Url is { } url)
            text.Append(CultureInfo.InvariantCulture, $"  answers   {url}predict\n");
        if (status.Note is { } note)
            text.Append(CultureInfo.InvariantCulture, $"  note      {note}\n");
        return text.Append(CultureInfo.InvariantCulture, $"  releases  {string.Join(", ", status.Releases.Select(release => release.Version))}").ToString();
    }
}
