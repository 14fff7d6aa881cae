using Docker.DotNet;
using Docker.DotNet.Models;

namespace MLOpsBuild.Delivery;

/// <summary>Builds a container image from the generated Dockerfile by a Docker engine, with its classic builder (Docker Engine API 1.24 and later).</summary>
/// <param name="options">Where the engine is.</param>
/// <param name="root">The checkout with <c>pipelines/</c>.</param>
public sealed class EngineImageBuilder(EngineOptions options, string root)
{
    /// <summary>Asks whether the engine is there.</summary>
    /// <exception cref="DeliveryException">None answers (<see cref="DeliveryCodes.NoEngine"/>), or its address cannot be used.</exception>
    public async Task PingAsync(CancellationToken cancellation)
    {
        using var engine = await EngineClient.ConnectAsync(options, cancellation);
    }

    /// <summary>Builds and tags the image. The engine keeps what it did of a build that failed or was cancelled, and tags nothing.</summary>
    /// <param name="request">What image to make.</param>
    /// <param name="baseImage">The image to build on, by tag or, better, by digest; null for what the Dockerfile says.</param>
    /// <param name="log">Gets each line that the engine says, as it says it.</param>
    /// <param name="cancellation">Stops the build, in the engine too.</param>
    /// <exception cref="DeliveryException">There is no engine, it went away, or a step failed.</exception>
    public async Task<ImageResult> BuildAsync(ImageRequest request, string? baseImage, Action<string> log, CancellationToken cancellation)
    {
        var context = await BuildContext.OfAsync(request, root, cancellation);
        using var engine = await EngineClient.ConnectAsync(options, cancellation);
        var said = new BuildLog(log);
        try
        {
            await using var archive = context.Open(cancellation);
            await engine.Api.Images.BuildImageFromDockerfileAsync(Parameters(request, context, baseImage), archive, [], new Dictionary<string, string>(), said, cancellation);
            cancellation.ThrowIfCancellationRequested(); // the client ends as if all were well
            if (said.Error is { } error)
                throw DeliveryErrors.ImageBuildFailed(request.Reference, Where(said, context), Sentence(error), said.Tail);
            if (!said.Built)
                throw DeliveryErrors.EngineLost(request.Reference, engine.Address, Where(said, context));
            return await InspectAsync(engine, request, said, cancellation);
        }
        catch (DockerApiException refusal)
        {
            throw DeliveryErrors.ImageBuildFailed(request.Reference, Where(said, context), Sentence(refusal.Message), said.Tail);
        }
        catch (Exception exception) when (EngineClient.IsLost(exception))
        {
            cancellation.ThrowIfCancellationRequested();
            throw DeliveryErrors.EngineLost(request.Reference, engine.Address, Where(said, context), exception);
        }
    }

    private static ImageBuildParameters Parameters(ImageRequest request, BuildContext context, string? baseImage)
    {
        var arguments = new Dictionary<string, string> { ["RELEASE"] = request.Version, ["DIGEST"] = request.Package.Digest.ToString() };
        if (request.Revision is { } revision)
            arguments["REVISION"] = revision;
        if (baseImage is not null)
            arguments["BASE"] = baseImage;
        return new()
        {
            Dockerfile = context.Dockerfile,
            Tags = [request.Reference],
            BuildArgs = arguments,
            Labels = new Dictionary<string, string>([.. (baseImage ?? context.Base) is { } named ? ImageLabels.OfBase(named) : [], new(ImageLabels.Package, request.Package.Digest.ToString())]),
            Remove = true,
            ForceRemove = true,
        };
    }

    private static async Task<ImageResult> InspectAsync(EngineClient engine, ImageRequest request, BuildLog said, CancellationToken cancellation)
    {
        var image = await engine.Api.Images.InspectImageAsync(request.Reference, cancellation);
        return new()
        {
            Reference = request.Reference,
            Digest = image.ID,
            Size = image.Size,
            Parts = [.. said.Steps.Select(step => new ImagePart(step.Short, step.Cached))],
        };
    }

    private static string Where(BuildLog said, BuildContext context) => said.Steps is [.., var step]
        ? FormattableString.Invariant($"in step {step.Number} of {step.Count}, {context.Dockerfile}{(step.Number <= context.Lines.Count ? FormattableString.Invariant($":{context.Lines[step.Number - 1]}") : "")} `{step.Short}`")
        : $"before its first step ({context.Dockerfile})";

    private static string Sentence(string text) => text.Trim().TrimEnd('.') + ".";
}
