namespace MLOpsBuild.Components;

/// <summary>Checks who vouches for a release.</summary>
public interface IVerify : IHazLocalServer
{
    /// <summary>Says digest, signature, provenance, bill of materials and gates of a release.</summary>
    Target Verify => _ => _
        .Description("Says who signed a release, what it was made from and whether its gates passed: the newest pushed one, or --release")
        .TryAfter<IPush>(x => x.Push)
        .SelectsPipeline(this)
        .Executes(cancellation => Verifications.RunAsync(this, cancellation));
}
