using System.Text;
using System.Text.Json.Nodes;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Images of releases, where the playbooks of a test look for them.</summary>
internal static class HostImages
{
    /// <summary>Makes the images of releases, each with the server of a folder.</summary>
    public static async Task<OciLayout> MakeAsync(Fleet fleet, params (Release Release, string Server)[] all)
    {
        using var temp = new TemporaryFolder();
        var images = OciLayout.Open(Path.Combine(fleet.Checkout, ".mlops", "images"));
        var basis = await LeanBaseAsync(temp.File("base"));
        foreach (var (release, server) in all)
            await new OciImageBuilder(images, temp.Path, temp.File("scratch")).BuildAsync(await ImageOrder.RequestAsync(release, server), basis, TestContext.Current.CancellationToken);
        return images;
    }

    /// <summary>What a server needs of a system: less to send than a whole one.</summary>
    private static async Task<string> LeanBaseAsync(string folder)
    {
        var archive = folder + ".tar";
        await Shell.RunAsync("bash", "-c", "docker run --rm --network none \"$0\" tar -C / -c bin lib lib64 usr/lib64 usr/lib/x86_64-linux-gnu usr/bin/sh usr/bin/dash >\"$1\"", DockerEngine.Base, archive);
        var layout = OciLayout.Open(folder);
        var manifest = await layout.WriteAsync("base", "1", async writer =>
        {
            var layer = await writer.WriteAsync(OciJson.Layer, async stream =>
            {
                await using var file = File.OpenRead(archive);
                await file.CopyToAsync(stream);
            });
            var config = await writer.WriteAsync(OciJson.Config, Encoding.UTF8.GetBytes($$$"""{"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/bin"]},"rootfs":{"type":"layers","diff_ids":["{{{layer.Digest}}}"]}}"""));
            return await writer.WriteAsync(OciJson.Manifest, OciJson.Bytes(new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = OciJson.Manifest,
                ["config"] = OciJson.Node(config),
                ["layers"] = new JsonArray(OciJson.Node(layer)),
            }));
        });
        return $"oci:{folder}@{manifest.Digest}";
    }
}
