using System.Globalization;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>Lets one deploy at a time change an environment on a cluster: a Lease that is changed only where it is still as it was read.</summary>
internal sealed class ClusterLease
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    private readonly Kubectl _kubectl;
    private readonly ClusterTarget _target;
    private readonly KubernetesOptions _options;
    private JsonObject _lease;
    private long _renewed;

    private ClusterLease(Kubectl kubectl, ClusterTarget target, KubernetesOptions options, JsonObject lease)
    {
        _kubectl = kubectl;
        _target = target;
        _options = options;
        _lease = lease;
        _renewed = options.Time.GetTimestamp();
    }

    /// <summary>Takes the lease, or fails at once and says who holds it; one whose holder fell silent is watched for a while before it is taken.</summary>
    public static async Task<ClusterLease> TakeAsync(Kubectl kubectl, ClusterTarget target, KubernetesOptions options, string holder, CancellationToken cancellation)
    {
        var now = options.Time.GetUtcNow();
        var found = await ReadAsync(kubectl, target, cancellation);
        if (found is null)
            return await WriteAsync("create", new(kubectl, target, options, New(target, options, holder, now)), cancellation);
        if (Holder(found) is { } other)
        {
            var heard = found.Time("spec", "renewTime") ?? DateTimeOffset.MinValue;
            if ((now - heard).Duration() < TimeSpan.FromSeconds(found.Number("spec", "leaseDurationSeconds") ?? 0))
                throw ClusterErrors.Locked(kubectl, target.Lease, Told(found, other));

            // The other's clock may be wrong, also ahead; that it says nothing while we watch is not.
            await Task.Delay(options.LeaseDuration / 2, options.Time, cancellation);
            var later = await ReadAsync(kubectl, target, cancellation);
            if (later is not null && later.Text("metadata", "resourceVersion") != found.Text("metadata", "resourceVersion") && Holder(later) is { } alive)
                throw ClusterErrors.Locked(kubectl, target.Lease, Told(later, alive));
            found = later ?? found;
        }

        var taken = New(target, options, holder, options.Time.GetUtcNow());
        taken.Map("metadata")["resourceVersion"] = found.Text("metadata", "resourceVersion");
        return await WriteAsync("replace", new(kubectl, target, options, taken), cancellation);
    }

    /// <summary>Who holds a lease that is there, as part of a sentence; null where nobody does, or fell silent.</summary>
    public static string? HeldBy(JsonObject? lease, DateTimeOffset now) =>
        lease is not null && Holder(lease) is { } holder && now - lease.Time("spec", "renewTime") < TimeSpan.FromSeconds(lease.Number("spec", "leaseDurationSeconds") ?? 0) ? Told(lease, holder) : null;

    /// <summary>Says that this deploy is alive, where that was last said a third of the lease ago.</summary>
    /// <exception cref="DeliveryException">Another has taken over.</exception>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        if (_options.Time.GetElapsedTime(_renewed) < _options.LeaseDuration / 3)
            return;
        _lease.Map("spec")["renewTime"] = Text(_options.Time.GetUtcNow());
        var answer = await _kubectl.TryAsync(["replace", "--filename", "-", "--output", "json"], cancellation, _lease.ToText());
        if (answer.Failure is KubectlFailure.Conflict or KubectlFailure.NotFound)
            throw ClusterErrors.LeaseLost(_kubectl, await ReadAsync(_kubectl, _target, cancellation) is { } taken && Holder(taken) is { } holder ? Told(taken, holder) : "its lease is gone");
        if (answer.Exit == 0)
            (_lease, _renewed) = (KubernetesJson.Objects(answer.Output)[0], _options.Time.GetTimestamp());
    }

    /// <summary>Lets others deploy; a lease that cannot be given back ends by its time.</summary>
    public async Task ReleaseAsync()
    {
        _lease.Map("spec")["holderIdentity"] = "";
        await _kubectl.TryAsync(["replace", "--filename", "-"], CancellationToken.None, _lease.ToText());
    }

    private static async Task<ClusterLease> WriteAsync(string verb, ClusterLease lease, CancellationToken cancellation)
    {
        var answer = await lease._kubectl.TryAsync([verb, "--filename", "-", "--output", "json"], cancellation, lease._lease.ToText());
        if (answer.Failure is KubectlFailure.AlreadyExists or KubectlFailure.Conflict)
            throw ClusterErrors.Locked(lease._kubectl, lease._target.Lease, await ReadAsync(lease._kubectl, lease._target, cancellation) is { } taken && Holder(taken) is { } holder ? Told(taken, holder) : "it came first");
        if (answer.Exit != 0)
            throw ClusterErrors.Of(answer, lease._kubectl);
        lease._lease = KubernetesJson.Objects(answer.Output)[0];
        return lease;
    }

    private static async Task<JsonObject?> ReadAsync(Kubectl kubectl, ClusterTarget target, CancellationToken cancellation) =>
        await kubectl.ReadAsync(["get", "leases.coordination.k8s.io", target.Lease, "--ignore-not-found"], cancellation) is [var lease] ? lease : null;

    private static JsonObject New(ClusterTarget target, KubernetesOptions options, string holder, DateTimeOffset now) => new()
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject
        {
            ["name"] = target.Lease,
            ["labels"] = new JsonObject { [Marks.Name] = target.Pipeline, [Marks.Instance] = target.Environment, [Marks.ManagedBy] = Marks.Manager },
        },
        ["spec"] = new JsonObject
        {
            ["holderIdentity"] = holder,
            ["leaseDurationSeconds"] = (int)Math.Ceiling(options.LeaseDuration.TotalSeconds),
            ["acquireTime"] = Text(now),
            ["renewTime"] = Text(now),
        },
    };

    private static string? Holder(JsonObject lease) => lease.Text("spec", "holderIdentity") is { Length: > 0 } holder ? holder : null;

    private static string Told(JsonObject lease, string holder) => $"{holder}, since {lease.Time("spec", "acquireTime")?.ToString("u", CultureInfo.InvariantCulture) ?? "an unknown time"}";

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
