using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>How far a Deployment's rollout is.</summary>
internal sealed record RolloutState
{
    /// <summary>How many servers there are to be.</summary>
    public required int Wanted { get; init; }

    /// <summary>How many there are, those of earlier templates included.</summary>
    public required int All { get; init; }

    /// <summary>How many are of the newest template.</summary>
    public required int Updated { get; init; }

    /// <summary>How many are ready and have been for long enough.</summary>
    public required int Available { get; init; }

    /// <summary>Whether the cluster has taken note of the newest template.</summary>
    public required bool Observed { get; init; }

    /// <summary>Why the cluster has given up; null where it has not.</summary>
    public string? GivenUp { get; init; }

    /// <summary>Why the cluster makes no pods, such as a quota; null where it does.</summary>
    public string? Refused { get; init; }

    /// <summary>The pods of the newest template.</summary>
    public required IReadOnlyList<JsonObject> Pods { get; init; }

    /// <summary>Whether every server is of the newest template and ready, and none of another is left; the rule of <c>kubectl rollout status</c>.</summary>
    public bool Done => Observed && Updated >= Wanted && All <= Updated && Available >= Updated;

    /// <summary>The state of a Deployment, with the pods among the items that are of its newest template; null without a Deployment.</summary>
    public static RolloutState? Of(JsonObject? deployment, IReadOnlyList<JsonObject> items)
    {
        if (deployment is null)
            return null;
        var revision = deployment.Annotation("deployment.kubernetes.io/revision");
        var newest = items.FirstOrDefault(item => item.Kind() == "ReplicaSet" && IsOwned(item, deployment.Name()) && item.Annotation("deployment.kubernetes.io/revision") == revision);
        return new()
        {
            Wanted = deployment.Number("spec", "replicas") ?? 1,
            All = deployment.Number("status", "replicas") ?? 0,
            Updated = deployment.Number("status", "updatedReplicas") ?? 0,
            Available = deployment.Number("status", "availableReplicas") ?? 0,
            Observed = (deployment.Number("status", "observedGeneration") ?? 0) >= (deployment.Number("metadata", "generation") ?? 0),
            GivenUp = Message(deployment, condition => condition.Text("type") == "Progressing" && condition.Text("reason") == "ProgressDeadlineExceeded"),
            Refused = Message(deployment, condition => condition.Text("type") == "ReplicaFailure" && condition.Text("status") == "True"),
            Pods = newest is null ? [] : [.. items.Where(item => item.Kind() == "Pod" && IsOwned(item, newest.Name()))],
        };
    }

    private static bool IsOwned(JsonObject item, string owner) => item.Items("metadata", "ownerReferences").Any(reference => reference.Text("name") == owner);

    private static string? Message(JsonObject deployment, Func<JsonObject, bool> condition) =>
        deployment.Items("status", "conditions").Where(condition).Select(item => item.Text("message")).FirstOrDefault();
}
