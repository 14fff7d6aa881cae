using System.Collections.Immutable;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>A release as notes tell of it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Provenance">How it was made; null where that is not known.</param>
/// <param name="Materials">What it was made of, and how it performed; null where that is not known.</param>
/// <param name="Gates">What its gates said; null where that is not known.</param>
internal sealed record NotedRelease(string Version, string Digest, BuildProvenance? Provenance, BillFacts? Materials, GateVerdict? Gates);

/// <summary>What notes tell: a release, what it is compared with, and the commits between.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Release">The release.</param>
/// <param name="Before">The one before; null for the first.</param>
/// <param name="Commits">A line for each commit since then, newest first; null where git does not know them.</param>
internal sealed record Notes(string Pipeline, NotedRelease Release, NotedRelease? Before, ImmutableArray<string>? Commits);
