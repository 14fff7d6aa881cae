using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>A layer that was written.</summary>
/// <param name="Name">What it brings.</param>
/// <param name="Descriptor">The blob, not compressed.</param>
internal sealed record ImageLayer(string Name, Descriptor Descriptor);
