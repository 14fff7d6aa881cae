using System.Globalization;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>Why pods are not ready, as the cluster tells it.</summary>
internal static class PodTroubles
{
    private const int Lines = 10;
    private const int LongestLine = 300;
    private const int Events = 3;

    /// <summary>What a container waits for that time alone does not bring.</summary>
    private static readonly string[] Stuck =
        ["CrashLoopBackOff", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError", "RunContainerError"];

    public static bool IsReady(JsonObject pod) => pod.Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    /// <summary>The reason why a pod will hardly become ready; null where it may.</summary>
    public static string? StuckBy(JsonObject pod) => IsReady(pod) ? null : Containers(pod)
        .Select(container => container.Text("state", "waiting", "reason"))
        .FirstOrDefault(reason => Stuck.Contains(reason));

    /// <summary>What the first pod that is not ready says of itself, with its last lines and the cluster's events; empty where all are ready or there is none.</summary>
    public static async Task<string> ToldAsync(Kubectl kubectl, RolloutState servers, CancellationToken cancellation)
    {
        var troubled = servers.Pods.Where(pod => !IsReady(pod)).OrderBy(pod => StuckBy(pod) is null).ToArray();
        if (troubled.Length == 0)
            return (servers.Refused ?? servers.GivenUp) is { } why ? $" {why}" : "";
        var pod = troubled[0];
        return $" Pod {pod.Name()} {Condition(pod)}.{await LogAsync(kubectl, pod, cancellation)}{await EventsAsync(kubectl, pod, cancellation)}";
    }

    /// <summary>A pod's condition as part of a sentence.</summary>
    public static string Condition(JsonObject pod)
    {
        if (Containers(pod).FirstOrDefault(container => container.At("state", "waiting") is not null) is { } waiting)
            return $"waits: {waiting.Text("state", "waiting", "reason")}{Said(waiting.Text("state", "waiting", "message"))}{Ended(waiting.At("lastState", "terminated"), waiting)}";
        if (Containers(pod).FirstOrDefault(container => container.At("state", "terminated") is not null) is { } ended)
            return $"ended{Ended(ended.At("state", "terminated"), ended)}";
        if (pod.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == "PodScheduled" && condition.Text("status") == "False") is { } unscheduled)
            return $"finds no node: {unscheduled.Text("reason")}{Said(unscheduled.Text("message"))}";
        return "runs and is not ready";
    }

    private static IEnumerable<JsonObject> Containers(JsonObject pod) => pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses"));

    private static string Said(string? message) => string.IsNullOrEmpty(message) ? "" : $" ({ClusterErrors.Line(message)})";

    private static string Ended(JsonNode? terminated, JsonObject container) => terminated is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $", exit code {terminated.Number("exitCode") ?? 0} ({terminated.Text("reason") ?? "Error"}), restarted {container.Number("restartCount") ?? 0} times");

    private static async Task<string> LogAsync(Kubectl kubectl, JsonObject pod, CancellationToken cancellation)
    {
        var restarted = Containers(pod).Any(container => container.Number("restartCount") > 0);
        var lines = string.Create(CultureInfo.InvariantCulture, $"--tail={Lines}");
        var log = await kubectl.TryAsync(["logs", pod.Name(), lines, .. restarted ? ["--previous"] : Array.Empty<string>()], cancellation);
        return log.Exit == 0 && log.Output.Trim() is { Length: > 0 } text
            ? "\nThe server's last lines:" + string.Concat(text.Split('\n').TakeLast(Lines).Select(line => $"\n  | {(line.Length > LongestLine ? line[..LongestLine] + "…" : line.TrimEnd('\r'))}"))
            : "";
    }

    private static async Task<string> EventsAsync(Kubectl kubectl, JsonObject pod, CancellationToken cancellation)
    {
        var answer = await kubectl.TryAsync(["get", "events", "--field-selector", $"involvedObject.name={pod.Name()},type=Warning", "--output", "json"], cancellation);
        var told = answer.Exit != 0 ? [] : KubernetesJson.Objects(answer.Output)
            .OrderBy(item => item.Time("lastTimestamp") ?? item.Time("eventTime"))
            .Select(item => $"{item.Text("reason")}: {ClusterErrors.Line(item.Text("message") ?? "")}")
            .Distinct().TakeLast(Events).ToArray();
        return told.Length == 0 ? "" : "\nThe cluster's last events:" + string.Concat(told.Select(line => $"\n  | {line}"));
    }
}
