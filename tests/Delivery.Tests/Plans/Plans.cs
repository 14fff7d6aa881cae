using System.Collections.Immutable;
using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery.Tests.Plans;

/// <summary>Plans of an environment with three hosts, of which tests change a part.</summary>
internal static class Plans
{
    public static readonly Pipeline Pipeline = new global::Pipelines.CreditScoring().Model;

    public static readonly LedgerReading Empty = new([], [], null);

    public static readonly DeployEnvironment Production = new() { Name = "production", Hosts = ["prod-1", "prod-2", "prod-3"], Approvers = ["release-managers"] };

    public static readonly ReleaseEvidence Evidence = new() { Gates = [new("auc >= 0.80", true)], Data = "sha256:data", Commit = "0123abcd", Author = "Ada Lovelace <ada@example.org>" };

    public static PlanInput Input() => new()
    {
        Pipeline = Pipeline,
        Environment = Production,
        Release = new() { Version = "0.1.1", Digest = "sha256:new", Evidence = Evidence },
        Places = [.. Production.Hosts.Select(Place)],
        Schemas = ImmutableDictionary<string, byte[]>.Empty.Add("sha256:old", Schema(("Age", "Number", false))).Add("sha256:new", Schema(("Age", "Number", false))),
        Ledger = Empty,
    };

    public static PlaceState Place(string name) => new() { Place = name, Health = PlaceHealth.Healthy, Version = "0.1.0", Digest = "sha256:old", Since = DateTimeOffset.UnixEpoch };

    public static byte[] Schema(params (string Name, string Kind, bool Optional)[] columns) => Encoding.UTF8.GetBytes(
        "{\"format\":1,\"schema\":{\"columns\":[" + string.Join(',', columns.Select(column => $"{{\"name\":\"{column.Name}\",\"kind\":\"{column.Kind}\",\"role\":\"Feature\",\"optional\":{(column.Optional ? "true" : "false")}}}"))
        + "],\"positive\":\"bad\",\"negative\":\"good\"}}");

    /// <summary>The input with its second place changed.</summary>
    public static PlanInput WithSecond(this PlanInput input, Func<PlaceState, PlaceState> change) => input with { Places = input.Places.SetItem(1, change(input.Places[1])) };
}
