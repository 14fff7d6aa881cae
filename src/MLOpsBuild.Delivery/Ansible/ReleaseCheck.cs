using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>Holds a package against its own list before it is sent: hosts unpack it with <c>tar</c>, which follows what an archive says.</summary>
internal static class ReleaseCheck
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>Reads the whole package: its archive holds the files that the package lists, byte for byte, and nothing else.</summary>
    /// <exception cref="DeliveryException">It does not, or its bytes are not those of its digests.</exception>
    public static async Task RunAsync(ReleaseOrder order, CancellationToken cancellation)
    {
        try
        {
            var digest = Digest.Parse(order.Digest);
            var manifest = new FileInfo(Path.Combine(order.PackageFolder, "blobs", "sha256", digest.Hex));
            await OciLayout.Open(order.PackageFolder).VerifyAsync(new(Manifest, digest, manifest.Exists ? manifest.Length : 0), cancellation);
        }
        catch (RegistryException refusal) when (refusal.Fault is RegistryFault.Mistake or RegistryFault.Damage)
        {
            throw AnsibleErrors.Unsendable(order, refusal.Message);
        }
    }
}
