using Docker.DotNet;
using Docker.DotNet.Models;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>Has a Docker engine push an image that it built (Docker Engine API, <c>POST /images/{name}/push</c>), with the credentials of a push of ours.</summary>
/// <param name="engine">Where the engine is.</param>
/// <param name="registry">How the registry is reached, and whose credentials the engine is given; its log gets a line about each layer.</param>
public sealed class EngineImagePusher(EngineOptions engine, RemoteOptions registry)
{
    /// <summary>Pushes the image of a release. The name's tag in the registry never becomes another image.</summary>
    /// <param name="pipeline">The pipeline, for messages.</param>
    /// <param name="version">The release.</param>
    /// <param name="image">The image's name with its registry, without tag.</param>
    /// <param name="package">The release's package, which the image must have been made of.</param>
    /// <param name="cancellation">Stops it; what has arrived stays.</param>
    /// <exception cref="DeliveryException">The engine has no such image, is not there or goes away, the name has no registry, or the push is refused.</exception>
    /// <exception cref="RegistryException">The registry refuses, or is out of reach.</exception>
    public async Task<EnginePush> PushAsync(string pipeline, string version, string image, Digest package, CancellationToken cancellation)
    {
        var name = ImageName.Parse(image) ?? throw DeliveryErrors.NoImageRegistry(pipeline, image);
        var tag = ImageTag.Of(version);
        var reference = $"{image}:{tag}";
        using var client = await EngineClient.ConnectAsync(engine, cancellation);
        var built = await InspectAsync(client, reference, cancellation) ?? throw DeliveryErrors.NoImage(pipeline, version);
        if (built.Config.Labels?.TryGetValue(ImageLabels.Package, out var label) is not true || label != package.ToString())
            throw DeliveryErrors.OtherImage(reference, package);

        using var remote = RemoteRegistry.Connect(name.Registry, registry);
        if (await remote.FindAsync(name.Repository, tag, cancellation) is { } there)
        {
            return built.RepoDigests?.Contains($"{image}@{there.Digest}") is true
                ? new(there, 0, built.RootFS.Layers.Count)
                : throw DeliveryErrors.ImageTaken(reference, there.Digest, built.ID);
        }

        var said = await PushAsync(client, name, image, tag, cancellation);
        var pushed = await remote.FindAsync(name.Repository, tag, cancellation);
        return pushed is not null && pushed.Digest.ToString() == said.Digest
            ? new(pushed, said.Sent, said.Present)
            : throw DeliveryErrors.ImagePushFailed(reference, $"the engine says that it pushed {said.Digest ?? "nothing"}, and the registry has {pushed?.Digest.ToString() ?? "nothing"}.");
    }

    private async Task<PushLog> PushAsync(EngineClient client, ImageName name, string image, string tag, CancellationToken cancellation)
    {
        var reference = $"{image}:{tag}";
        var said = new PushLog(registry.Log);
        var credentials = await registry.Credentials.FindAsync(name.Registry, cancellation);
        try
        {
            await client.Api.Images.PushImageAsync(image, new() { Tag = tag }, Auth(name, credentials), said, cancellation);
            cancellation.ThrowIfCancellationRequested(); // the client ends as if all were well
        }
        catch (DockerApiException refusal)
        {
            throw DeliveryErrors.ImagePushFailed(reference, refusal.Message.Trim().TrimEnd('.') + ".");
        }
        catch (Exception exception) when (EngineClient.IsLost(exception))
        {
            cancellation.ThrowIfCancellationRequested();
            throw DeliveryErrors.EngineLostInPush(reference, client.Address, exception);
        }

        if (said.Error is { } error)
            throw DeliveryErrors.ImagePushFailed(reference, error.Trim().TrimEnd('.') + ".");
        return said.Digest is null ? throw DeliveryErrors.EngineLostInPush(reference, client.Address) : said;
    }

    private static AuthConfig Auth(ImageName name, RegistryCredentials? credentials) => new()
    {
        ServerAddress = name.Registry.Split('/')[0],
        Username = credentials is { IsIdentityToken: false } ? credentials.Username : null,
        Password = credentials is { IsIdentityToken: false } ? credentials.Secret : null,
        IdentityToken = credentials is { IsIdentityToken: true } ? credentials.Secret : null,
    };

    private static async Task<ImageInspectResponse?> InspectAsync(EngineClient client, string reference, CancellationToken cancellation)
    {
        try
        {
            return await client.Api.Images.InspectImageAsync(reference, cancellation);
        }
        catch (DockerImageNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>What a push by an engine came to.</summary>
/// <param name="Manifest">The image's manifest as it stands in the registry.</param>
/// <param name="Sent">How many layers were sent.</param>
/// <param name="Present">How many the registry had, in this repository or another.</param>
public sealed record EnginePush(Descriptor Manifest, int Sent, int Present);
