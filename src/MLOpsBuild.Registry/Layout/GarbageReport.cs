using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>What collecting garbage removed: blobs, unfinished writes and the bytes of both; and how many blobs stay.</summary>
public sealed record GarbageReport(ImmutableArray<Digest> Removed, int Unfinished, long Bytes, int Kept);
