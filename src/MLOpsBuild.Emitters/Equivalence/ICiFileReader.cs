namespace MLOpsBuild.Emitters;

/// <summary>Reads a CI file back, whoever wrote it; written apart from the emitter.</summary>
public interface ICiFileReader
{
    /// <summary>Whether files of this path are of its kind.</summary>
    /// <param name="path">Relative to the repository, with <c>/</c>.</param>
    bool Reads(string path);

    /// <summary>What the file does.</summary>
    /// <exception cref="CiFileException">The text is none that the server would take.</exception>
    CiGraph Read(string text);
}

/// <summary>A CI file that its server would not take.</summary>
/// <param name="line">One-based line; 0 where the whole file is meant.</param>
/// <param name="what">What is wrong, a clause.</param>
public sealed class CiFileException(int line, string what) : Exception(line == 0 ? what : FormattableString.Invariant($"line {line}: {what}"))
{
    /// <summary>One-based line; 0 where the whole file is meant.</summary>
    public int Line { get; } = line;
}
