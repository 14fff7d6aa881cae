using System.Globalization;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>A release as the cluster keeps it: what it is, how it went, and the manifests that brought it, so that going back needs nothing else.</summary>
internal sealed record ClusterRelease
{
    private const string ManifestKey = "manifests.json";
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ssZ";

    /// <summary>Its place in the order of the deploys, from 1.</summary>
    public required int Number { get; init; }

    public required string Version { get; init; }

    public required string Digest { get; init; }

    public required string Image { get; init; }

    /// <summary>The digest of its manifests without the image.</summary>
    public required string Configuration { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required string By { get; init; }

    public required ReleaseState State { get; init; }

    /// <summary>The manifests, as they are applied.</summary>
    public required ClusterManifest Manifest { get; init; }

    /// <summary>Whether it served once, so that it can be gone back to.</summary>
    public bool HasServed => State is ReleaseState.Good or ReleaseState.LeftBehind;

    /// <summary>The annotations that tell it, on the Deployment too.</summary>
    public IEnumerable<KeyValuePair<string, string>> Annotations =>
    [
        new(Marks.Number, Number.ToString(CultureInfo.InvariantCulture)),
        new(Marks.Version, Version),
        new(Marks.Digest, Digest),
        new(Marks.Image, Image),
        new(Marks.Configuration, Configuration),
        new(Marks.Since, Since.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)),
        new(Marks.By, By),
    ];

    public static string NameOf(ClusterTarget target, int number) => string.Create(CultureInfo.InvariantCulture, $"{target.Pipeline}-release-{number}");

    /// <summary>The ConfigMap that keeps it.</summary>
    public JsonObject ToObject(ClusterTarget target) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = NameOf(target, Number),
            ["labels"] = new JsonObject
            {
                [Marks.Name] = target.Pipeline,
                [Marks.Instance] = target.Environment,
                [Marks.ManagedBy] = Marks.Manager,
                [Marks.Record] = "release",
            },
            ["annotations"] = new JsonObject([.. Annotations.Append(new(Marks.State, State.ToString())).Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value))]),
        },
        ["data"] = new JsonObject { [ManifestKey] = Manifest.ToText() },
    };

    /// <summary>The release that a ConfigMap keeps; null where it is none, or one of a later build.</summary>
    public static ClusterRelease? Of(JsonObject item)
    {
        if (item.Label(Marks.Record) != "release"
            || !int.TryParse(item.Annotation(Marks.Number), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !Enum.TryParse<ReleaseState>(item.Annotation(Marks.State), out var state)
            || item.Text("data", ManifestKey) is not { } manifest
            || item.Annotation(Marks.Version) is not { } version)
        {
            return null;
        }

        return new()
        {
            Number = number,
            Version = version,
            Digest = item.Annotation(Marks.Digest) ?? "",
            Image = item.Annotation(Marks.Image) ?? "",
            Configuration = item.Annotation(Marks.Configuration) ?? "",
            Since = item.Time("metadata", "annotations", Marks.Since) ?? DateTimeOffset.UnixEpoch,
            By = item.Annotation(Marks.By) ?? "",
            State = state,
            Manifest = new(KubernetesJson.Objects(manifest)),
        };
    }
}

/// <summary>How a release went.</summary>
internal enum ReleaseState
{
    /// <summary>It is being rolled out, or the rollout was interrupted.</summary>
    Pending,

    /// <summary>It served.</summary>
    Good,

    /// <summary>Its rollout failed and was undone.</summary>
    Failed,

    /// <summary>A rollback went away from it.</summary>
    LeftBehind,
}
