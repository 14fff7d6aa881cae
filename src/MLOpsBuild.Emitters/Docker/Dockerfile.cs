namespace MLOpsBuild.Emitters;

/// <summary>A Dockerfile in Docker's own words; what a <c>Customize</c> changes.</summary>
/// <param name="Arguments">Arguments before the first stage.</param>
/// <param name="Stages">The stages; the last one is the image.</param>
public sealed record Dockerfile(ImmutableArray<DockerArgument> Arguments, ImmutableArray<DockerStage> Stages);

/// <summary>A stage of a build.</summary>
/// <param name="Base">The image to start from; it may use an argument.</param>
/// <param name="Name">A name for <c>COPY --from</c>; null for none.</param>
/// <param name="Instructions">What is done, in order.</param>
public sealed record DockerStage(string Base, string? Name, ImmutableArray<DockerInstruction> Instructions);

/// <summary>One instruction.</summary>
public abstract record DockerInstruction;

/// <summary>A value that who builds may give.</summary>
/// <param name="Name">The name.</param>
/// <param name="Default">The value where none is given.</param>
public sealed record DockerArgument(string Name, string Default) : DockerInstruction;

/// <summary>Names and values in the image, expanded by Docker where they use an argument: <c>ENV</c> or <c>LABEL</c>.</summary>
/// <param name="Keyword"><c>ENV</c> or <c>LABEL</c>.</param>
/// <param name="Values">By name, in order.</param>
public sealed record DockerValues(string Keyword, ImmutableArray<DockerValue> Values) : DockerInstruction;

/// <summary>A value of the image.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">The text, as it is.</param>
/// <param name="Argument">The argument whose value it is instead; null for the text.</param>
public sealed record DockerValue(string Name, string Text, string? Argument = null);

/// <summary>Copies files in.</summary>
/// <param name="Source">A path in the context, or in the stage.</param>
/// <param name="Target">A path in the image.</param>
/// <param name="From">The stage; null for the context.</param>
public sealed record DockerCopy(string Source, string Target, string? From = null) : DockerInstruction;

/// <summary>A script that makes a layer.</summary>
/// <param name="Lines">Commands, each of which must succeed.</param>
public sealed record DockerRun(ImmutableArray<string> Lines) : DockerInstruction;

/// <summary>An instruction with a plain word: <c>USER</c>, <c>WORKDIR</c>, <c>EXPOSE</c>, <c>STOPSIGNAL</c>.</summary>
/// <param name="Keyword">The instruction.</param>
/// <param name="Word">Its word.</param>
public sealed record DockerWord(string Keyword, string Word) : DockerInstruction;

/// <summary>A program and its arguments, without a shell: <c>ENTRYPOINT</c>, <c>CMD</c>, <c>SHELL</c> or, with options, <c>HEALTHCHECK</c>.</summary>
/// <param name="Keyword">The instruction, with its options.</param>
/// <param name="Words">The program and its arguments.</param>
public sealed record DockerCommand(string Keyword, ImmutableArray<string> Words) : DockerInstruction;
