namespace MLOpsBuild.Emitters;

/// <summary>Files that cannot be generated from a definition: the user's mistake, found before anything is written.</summary>
public sealed class EmissionException(IEnumerable<Finding> findings)
    : FindingsException("The files cannot be generated:", findings);
