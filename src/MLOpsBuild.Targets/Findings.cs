namespace MLOpsBuild.Targets;

/// <summary>The catalogue of what this engine finds wrong: each with a code, what, where, the value and the fix.</summary>
internal static class Findings
{
    public static UserMistakeException Definition(TargetDefinition target, string problem) =>
        new($"T100 Target {target.Member.DeclaringType!.Name}.{target.Name}: {problem}");

    public static string UnknownTarget(string name, IEnumerable<string> known) =>
        $"T101 Unknown target '{name}'.{Nearest.Hint(name, known)}";

    public static string UnknownOption(string option, IEnumerable<string> known) =>
        $"T102 Unknown option '{option}'.{Nearest.Hint(option, known)}";

    public static string MissingValue(string option, string expected) =>
        $"T103 Option {option} needs a value: {expected}.";

    public static string BadValue(string source, string value, string expected, IEnumerable<string>? allowed = null) =>
        $"T104 {source} is '{value}', but must be {expected}.{(allowed is null ? "" : Nearest.Hint(value, allowed, listAll: false))}";

    public static string FlagWithValue(string option, string value) =>
        $"T105 Option {option} is a flag and takes no value, but was given '{value}'.";

    public static string Repeated(string option) =>
        $"T106 Option {option} is given more than once. Give it once.";

    public static string ValueOrTarget(string option, string word) =>
        $"T107 '{word}' after {option} could be a value or a target. Put targets before options, or write {option}={word}.";

    public static string SkipOrTarget(string word) =>
        $"T107 '--skip {word}' could skip {word} or run it alone. Write '{word} --skip' to run it alone, '--skip={word}' to leave it out.";

    public static string MissingParameter(string target, string parameter, string ways) =>
        $"T108 Target {target} requires {parameter}, which has no value. Give {ways}.";

    public static string UnmetRequirement(string target, string requirement) =>
        $"T109 Target {target} requires {requirement}, which does not hold.";

    public static string Cycle(IEnumerable<string> path) =>
        $"T110 Targets run in a circle: {string.Join(" -> ", path)}. Remove one of these relations.";

    public static string NothingProduced(string consumer, string producer) =>
        $"T111 Target {consumer} consumes what {producer} leaves, but {producer} says nothing in Produces(...). Say it there, or name the artifacts in Consumes.";

    public static string NotProduced(string consumer, string producer, string artifact) =>
        $"T112 Target {consumer} consumes '{artifact}' of {producer}, which does not produce it.";

    public static string BadFile(string file, string problem) => $"T113 {file}: {problem}";

    public static string UnknownInFile(string file, string name, IEnumerable<string> known) =>
        $"T114 {file}: unknown parameter '{name}'.{Nearest.Hint(name, known)}";

    public static string NameTaken(string member, string option) =>
        $"T115 Parameter {member} is called {option}, which the engine uses itself. Give it another name: [Parameter(Name = \"...\")].";

    public static string Together(string first, string second) =>
        $"T116 {first} and {second} cannot stand together.";

    public static string NotReturned(string taker, string result, string giver, string why) =>
        $"T119 Target {taker} takes {result} from {giver}, which would not run ({why}). Let {giver} run, or say in {result} how to have it otherwise.";

    public static string NotThere(string consumer, string producer, string artifact, string why) =>
        $"T120 Target {consumer} consumes '{artifact}' of {producer}, which is not there, and {producer} would not run ({why}). Let it run, or bring the artifact.";

    public static string SecretInFile(string file, string name, string variable) =>
        $"T121 {file}: '{name}' is a secret, and files are kept and shared. Take it out and give {variable}.";

    public static string BadReport(string file, string problem) => $"T118 --report: {file} {problem}.";

    public static string ShortSecret(string name) =>
        $"T117 Secret {name} has fewer than {Masker.SafeLength} characters: it is masked only where it stands as a word of its own. Use a longer one.";
}
