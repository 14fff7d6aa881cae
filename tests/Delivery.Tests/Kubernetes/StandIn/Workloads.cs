using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>How the pods of an image behave.</summary>
internal enum PodBehaviour
{
    /// <summary>Ready at the second look.</summary>
    Ready,

    /// <summary>Ready at the fifth look.</summary>
    Slow,

    /// <summary>Runs and is never ready.</summary>
    NeverReady,

    /// <summary>Its server ends, again and again.</summary>
    CrashLoop,

    /// <summary>Its image is nowhere.</summary>
    NoImage,

    /// <summary>No node has room.</summary>
    NoNode,
}

/// <summary>Plays the controllers of Deployments and ReplicaSets and the kubelet, one step for each look at the pods.</summary>
internal sealed class Workloads(ApiObjects objects, TimeProvider time)
{
    private readonly Dictionary<string, int> _ages = [];
    private int _made;

    /// <summary>How the pods of an image behave, by a part of its name; others are ready.</summary>
    public Dictionary<string, PodBehaviour> Behaviours { get; } = [];

    /// <summary>Says that a Deployment has overrun its deadline, by a part of the image's name.</summary>
    public HashSet<string> PastDeadline { get; } = [];

    public PodBehaviour BehaviourOf(string image) => Behaviours.FirstOrDefault(entry => image.Contains(entry.Key, StringComparison.Ordinal)).Value;

    public void Step()
    {
        foreach (var set in objects.Of("replicasets").Where(set => objects.Find("deployments", Space(set), Owner(set)) is null).ToArray())
        {
            Kill(PodsOf(set));
            objects.Delete(set);
        }

        foreach (var deployment in objects.Of("deployments").ToArray())
            Step(deployment);
    }

    public static string ImageOf(JsonObject pod) => pod.Items("spec", "containers").First().Text("image")!;

    private static bool IsReady(JsonObject pod) => pod.Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    private void Step(JsonObject deployment)
    {
        var newest = Newest(deployment);
        var sets = objects.Of("replicasets", Space(deployment)).Where(set => Owner(set) == deployment.Name()).ToArray();
        var (wanted, behaviour) = (deployment.Number("spec", "replicas") ?? 1, BehaviourOf(ImageOf(newest.At("spec", "template")!.AsObject())));
        foreach (var pod in sets.SelectMany(PodsOf).ToArray())
            Age(pod);
        var old = sets.Where(set => !ReferenceEquals(set, newest)).SelectMany(PodsOf).ToArray();
        var own = PodsOf(newest);
        if (wanted == 0)
            Kill([.. own, .. old]);
        else if (own.Length < wanted && own.Length + old.Length <= wanted)
            Start(newest, behaviour);
        else if (own.Length > wanted)
            Kill([own[^1]]);
        if (old.Length > 0 && own.Count(IsReady) + old.Length > wanted)
            Kill([old[^1]]);
        SetStatus(deployment, newest, sets);
    }

    private void SetStatus(JsonObject deployment, JsonObject newest, JsonObject[] sets)
    {
        var (all, own) = (sets.SelectMany(PodsOf).ToArray(), PodsOf(newest));
        var late = PastDeadline.Any(part => ImageOf(newest.At("spec", "template")!.AsObject()).Contains(part, StringComparison.Ordinal));
        deployment.Map("metadata", "annotations")["deployment.kubernetes.io/revision"] = newest.Annotation("deployment.kubernetes.io/revision");
        deployment["status"] = new JsonObject
        {
            ["observedGeneration"] = deployment.Number("metadata", "generation"),
            ["replicas"] = all.Length,
            ["updatedReplicas"] = own.Length,
            ["availableReplicas"] = all.Count(IsReady),
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Progressing",
                ["status"] = late ? "False" : "True",
                ["reason"] = late ? "ProgressDeadlineExceeded" : "ReplicaSetUpdated",
                ["message"] = late ? $"ReplicaSet \"{newest.Name()}\" has timed out progressing." : $"ReplicaSet \"{newest.Name()}\" is progressing.",
            }),
        };
        objects.Touch(deployment);
    }

    private JsonObject Newest(JsonObject deployment)
    {
        var template = deployment.At("spec", "template")!.AsObject();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template.ToJsonString())))[..10];
        var sets = objects.Of("replicasets", Space(deployment)).Where(set => Owner(set) == deployment.Name()).ToArray();
        var last = sets.Select(set => int.Parse(set.Annotation("deployment.kubernetes.io/revision")!, CultureInfo.InvariantCulture)).DefaultIfEmpty().Max();
        var same = sets.FirstOrDefault(set => set.Label("pod-template-hash") == hash);
        if (same is not null && same.Annotation("deployment.kubernetes.io/revision") == Text(last))
            return same;
        if (same is null)
        {
            same = Owned("apps/v1", "ReplicaSet", $"{deployment.Name()}-{hash}", deployment, template);
            same.Map("metadata", "labels")["pod-template-hash"] = hash;
            same["spec"] = new JsonObject { ["template"] = template.DeepClone() };
            same = objects.Create(Resource("replicasets"), Space(deployment), same, "kube-controller-manager");
        }

        same.Map("metadata", "annotations")["deployment.kubernetes.io/revision"] = Text(last + 1);
        return same;
    }

    private void Start(JsonObject set, PodBehaviour behaviour)
    {
        var template = set.At("spec", "template")!.AsObject();
        var pod = Owned("v1", "Pod", $"{set.Name()}-{Text(++_made)}", set, template);
        pod.Map("metadata", "labels")["pod-template-hash"] = set.Label("pod-template-hash");
        pod["spec"] = template["spec"]!.DeepClone();
        pod = objects.Create(Resource("pods"), Space(set), pod, "kube-controller-manager");
        SetStatus(pod, behaviour, 0);
        if (behaviour is PodBehaviour.NoImage)
            Event(pod, "Failed", $"Failed to pull image \"{ImageOf(pod)}\": not found");
        if (behaviour is PodBehaviour.CrashLoop)
            Event(pod, "BackOff", "Back-off restarting failed container server");
    }

    private void Age(JsonObject pod) => SetStatus(pod, BehaviourOf(ImageOf(pod)), _ages[pod.Name()] = _ages.GetValueOrDefault(pod.Name()) + 1);

    private void SetStatus(JsonObject pod, PodBehaviour behaviour, int age)
    {
        var ready = behaviour switch { PodBehaviour.Ready => age >= 1, PodBehaviour.Slow => age >= 4, _ => false };
        pod["status"] = new JsonObject
        {
            ["phase"] = behaviour is PodBehaviour.NoNode or PodBehaviour.NoImage ? "Pending" : "Running",
            ["startTime"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["conditions"] = new JsonArray(
                new JsonObject { ["type"] = "Ready", ["status"] = ready ? "True" : "False" },
                behaviour is PodBehaviour.NoNode
                    ? new JsonObject { ["type"] = "PodScheduled", ["status"] = "False", ["reason"] = "Unschedulable", ["message"] = "0/3 nodes are available: 3 Insufficient memory." }
                    : new JsonObject { ["type"] = "PodScheduled", ["status"] = "True" }),
            ["containerStatuses"] = behaviour is PodBehaviour.NoNode ? new JsonArray() : new JsonArray(Container(pod, behaviour, ready)),
        };
        objects.Touch(pod);
    }

    private static JsonObject Container(JsonObject pod, PodBehaviour behaviour, bool ready)
    {
        var container = new JsonObject { ["name"] = "server", ["image"] = ImageOf(pod), ["ready"] = ready, ["restartCount"] = 0, ["state"] = new JsonObject { ["running"] = new JsonObject() } };
        if (behaviour is PodBehaviour.NoImage)
            container["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ImagePullBackOff", ["message"] = $"Back-off pulling image \"{ImageOf(pod)}\"" } };
        if (behaviour is PodBehaviour.CrashLoop)
        {
            container["restartCount"] = 3;
            container["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CrashLoopBackOff", ["message"] = "back-off 40s restarting failed container=server" } };
            container["lastState"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 1, ["reason"] = "Error" } };
        }

        return container;
    }

    private void Event(JsonObject pod, string reason, string message) => objects.Create(Resource("events"), Space(pod), new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Event",
        ["metadata"] = new JsonObject { ["name"] = $"{pod.Name()}.{reason.ToLowerInvariant()}" },
        ["involvedObject"] = new JsonObject { ["name"] = pod.Name() },
        ["type"] = "Warning",
        ["reason"] = reason,
        ["message"] = message,
        ["lastTimestamp"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
    }, "kubelet");

    private static JsonObject Owned(string version, string kind, string name, JsonObject owner, JsonObject template) => new()
    {
        ["apiVersion"] = version,
        ["kind"] = kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = template.At("metadata", "labels")!.DeepClone(),
            ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = owner.Kind(), ["name"] = owner.Name(), ["uid"] = owner.Text("metadata", "uid"), ["controller"] = true }),
        },
    };

    private JsonObject[] PodsOf(JsonObject set) => [.. objects.Of("pods", Space(set)).Where(pod => Owner(pod) == set.Name())];

    private void Kill(IEnumerable<JsonObject> pods)
    {
        foreach (var pod in pods.ToArray())
            objects.Delete(pod);
    }

    private static ApiResource Resource(string plural) => ApiResources.All.Single(resource => resource.Plural == plural);

    private static string Space(JsonObject item) => item.Text("metadata", "namespace")!;

    private static string Owner(JsonObject item) => item.Items("metadata", "ownerReferences").First().Text("name")!;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
