using System.Globalization;
using MLOpsBuild.Learning;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>The bill of materials of a package, from what the stages left.</summary>
internal static class PackageBill
{
    private const string ServerProgram = "MLOpsBuild.Serving";

    public static async Task<BillOfMaterials> MakeAsync(StageScope scope, OciLayout registry, TaggedDescriptor pushed, DateTimeOffset now, CancellationToken cancellation)
    {
        var config = await registry.ReadConfigAsync(pushed.Descriptor, cancellation);
        return new()
        {
            Pipeline = scope.Pipeline.Name,
            Package = pushed.Descriptor.Digest,
            Version = pushed.Tag,
            Timestamp = now,
            ToolVersion = typeof(PackageBill).Assembly.GetName().Version!.ToString(3),
            Files = config.Files,
            Data = Data(scope),
            Server = await ProgramInventory.ReadAsync(scope.ServerFolder, ServerProgram, cancellation),
            Card = ModelCards.Make(scope, config.Task),
        };
    }

    private static DataSet Data(StageScope scope)
    {
        var prepared = PrepareReport.Read(Path.Combine(scope.Artifacts.Folder("prepare"), StageFiles.Prepared));
        return new(prepared.Data, Digest.Parse("sha256:" + prepared.DataSha256))
        {
            Properties = Annotation.None
                .Add("rows", Text(prepared.Rows))
                .Add("rows set aside", Text(prepared.BadRows))
                .Add("rows to train on", Text(prepared.Train.Rows))
                .Add("rows to test on", Text(prepared.Test.Rows)),
            Sensitive = [.. scope.Pipeline.Rows.Sensitive.Select(column => column.Name)],
        };
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
