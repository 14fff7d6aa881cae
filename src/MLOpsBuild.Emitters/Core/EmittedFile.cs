namespace MLOpsBuild.Emitters;

/// <summary>A file to be written.</summary>
/// <param name="Path">Relative to the repository, with <c>/</c>.</param>
/// <param name="Text">The whole text, with <c>\n</c>; UTF-8 on disk, without a byte order mark.</param>
public sealed record EmittedFile(string Path, string Text);
