namespace MLOpsBuild.Delivery;

internal static partial class DeliveryErrors
{
    public static DeliveryException NoEngine(string address, string why, Exception? inner = null) => new(
        DeliveryCodes.NoEngine, DeliveryFault.Environment,
        $"no Docker engine answers at {address}: {why}",
        "Start one (systemctl start docker), name another by DOCKER_HOST, or make the image without one: --daemonless with a base, by --base or in the definition's Docker(docker => docker.Daemonless(base: ...)).", inner);

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
        "Name an OCI layout or an archive of one with its digest, as in oci:bases/runtime-deps@sha256:... or oci-archive:base.tar@sha256:...; skopeo copy docker://IMAGE oci:FOLDER makes a layout.", inner);
}
