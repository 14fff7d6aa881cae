namespace MLOpsBuild.Components;

/// <summary>Makes container images of releases.</summary>
public interface IImage : IHazLocalServer
{
    /// <summary>Whether <see cref="Image"/> needs no Docker engine; where the definition has a base for that, it does without one by itself when there is none.</summary>
    [Parameter("Makes the image without a Docker engine: the same bytes wherever it is made.")]
    bool Daemonless => TryGetValue<bool?>(() => Daemonless) ?? false;

    /// <summary>The image to build on: for an engine by tag or digest, without one by digest; the definition's where none is given.</summary>
    [Parameter("The image to build on, by digest; without an engine docker://HOST/IMAGE@sha256:..., oci:FOLDER@sha256:... or oci-archive:FILE@sha256:...; the definition's by default.", Name = "base")]
    string? BaseImage => TryGetValue(() => BaseImage);

    /// <summary>Where an image, made without an engine, is put as an archive for <c>docker load</c> besides; nowhere by default.</summary>
    [Parameter("Makes the image without an engine and puts it into an archive too, which docker load reads.")]
    AbsolutePath? Export => TryGetValue(() => Export);

    /// <summary>Leaves the image of a release in the engine or, without one, in <c>.mlops/images</c>.</summary>
    Target Image => _ => _
        .Description("Makes the container image of a release: the newest pushed one, or --release; --daemonless needs no engine")
        .TryAfter<IPush>(x => x.Push)
        .SelectsPipeline(this)
        .Requires(() => Images.AreMade(this))
        .Executes(cancellation => Images.MakeAsync(this, cancellation));

    /// <summary>Pushes the image of a release: what <see cref="Image"/> makes in the same run, else the one in <c>.mlops/images</c>, else the Docker engine's; layers that the registry has are not sent.</summary>
    Target PushImage => _ => _
        .Description("Pushes the image of a release, made by Image, to the registry of the definition")
        .After(Image)
        .SelectsPipeline(this)
        .Requires(() => Images.AreMade(this))
        .Executes(cancellation => Images.PushAsync(this, cancellation));
}
