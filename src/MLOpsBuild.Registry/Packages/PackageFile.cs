namespace MLOpsBuild.Registry;

/// <summary>One file of a package: its relative name with <c>/</c>, its size in bytes and its digest.</summary>
public sealed record PackageFile(string Name, long Size, Digest Digest);
