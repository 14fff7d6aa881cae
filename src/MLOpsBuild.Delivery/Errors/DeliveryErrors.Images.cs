using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

internal static partial class DeliveryErrors
{
    public static DeliveryException NoEngine(string address, string why, Exception? inner = null) => new(
        DeliveryCodes.NoEngine, DeliveryFault.Environment,
        $"no Docker engine answers at {address}: {why}",
        "Start one (systemctl start docker), name another by DOCKER_HOST, or make the image without one: --daemonless with a base, by --base or in the definition's Docker(docker => docker.Daemonless(...)).", inner);

    public static DeliveryException BadEngineAddress(string what, string fix, Exception? inner = null) => new(
        DeliveryCodes.BadEngineAddress, DeliveryFault.Environment, what, fix, inner);

    public static DeliveryException ImageBuildFailed(string image, string where, string why, string detail) => new(
        DeliveryCodes.ImageBuildFailed, DeliveryFault.Failed,
        $"the build of {image} failed {where}: {why}",
        "Mend what this step needs and build again; the steps before it are kept by the engine.",
        detail: detail);

    public static DeliveryException EngineLost(string image, string address, string where, Exception? inner = null) => new(
        DeliveryCodes.EngineLost, DeliveryFault.Environment,
        $"the Docker engine at {address} went away while it built {image}, {where}{(inner is null ? "" : $" ({inner.Message})")}.",
        "Nothing was tagged. Look into the engine's log (journalctl -u docker), start it and build again.", inner);

    public static DeliveryException BadDockerfile(string file, string why) => new(
        DeliveryCodes.BadDockerfile, DeliveryFault.Mistake,
        $"'{file}' {why}.",
        "Write it by ./build.sh Generate.");

    public static DeliveryException BadBase(string image, string why, Exception? inner = null) => new(
        DeliveryCodes.BadBase, DeliveryFault.Mistake,
        $"the base '{image}' {why}.",
        "Name it with its digest: docker://mcr.microsoft.com/dotnet/runtime-deps@sha256:... of a registry, oci:FOLDER@sha256:... of an OCI layout, or oci-archive:FILE@sha256:... of an archive of one.", inner);

    public static DeliveryException NoImage(string pipeline, string version) => new(
        DeliveryCodes.NothingToPush, DeliveryFault.Mistake,
        $"no image of {pipeline} {version} is in .mlops/images or in a Docker engine.",
        $"Make it first: ./build.sh Image --pipeline {pipeline} --release {version}.");

    public static DeliveryException OtherImage(string reference, Digest package) => new(
        DeliveryCodes.NothingToPush, DeliveryFault.Mistake,
        $"the Docker engine's image {reference} was not made of the release's package {package}.",
        "Make it again by ./build.sh Image, or remove it from the engine.");

    public static DeliveryException ImageTaken(string reference, Digest there, string built) => new(
        DeliveryCodes.ImageTaken, DeliveryFault.Failed,
        $"{reference} is {there} in the registry, and the Docker engine's image {built} is another one.",
        "The image of a version never becomes another: deploy what is there, or push a new release. An engine makes another image each time it builds; ./build.sh Image --daemonless makes the same one.");

    public static DeliveryException ImagePushFailed(string reference, string why) => new(
        DeliveryCodes.ImagePushFailed, DeliveryFault.Environment,
        $"the Docker engine could not push {reference}: {why}",
        "Mend what it names and push again; layers that have arrived are not sent again.");

    public static DeliveryException EngineLostInPush(string reference, string address, Exception? inner = null) => new(
        DeliveryCodes.EngineLost, DeliveryFault.Environment,
        $"the Docker engine at {address} went away while it pushed {reference}{(inner is null ? "" : $" ({inner.Message})")}.",
        "Look into the engine's log (journalctl -u docker), start it and push again; layers that have arrived are not sent again.", inner);

    public static DeliveryException NoImageRegistry(string pipeline, string image) => new(
        DeliveryCodes.NothingToPush, DeliveryFault.Mistake,
        $"the image of {pipeline} is called '{image}', which names no registry to push it to.",
        "Name one in the definition: .Push(to => to.Registry(\"registry.example/models\")), or .Docker(docker => docker.Image(\"registry.example/models/credit\")).");
}
