namespace MLOpsBuild.Emitters;

/// <summary>Reads a declarative Jenkinsfile, ours or another's. After "Pipeline Syntax" of the Jenkins handbook. What a stage waits for are the stages that end right before it starts.</summary>
public sealed class JenkinsfileReader : ICiFileReader
{
    private static readonly string[] Sections = ["agent", "options", "parameters", "triggers", "environment", "tools", "libraries", "stages", "post"];

    /// <inheritdoc/>
    public bool Reads(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('/')[^1] is "Jenkinsfile" or "Jenkinsfile.operations";
    }

    /// <inheritdoc/>
    public CiGraph Read(string text)
    {
        var script = GroovyParser.Read(text);
        if (script.OfType<CallTree>().Where(call => call is { Name: "pipeline", Body: not null }).ToArray() is not [var pipeline])
            throw new CiFileException(0, "a declarative Jenkinsfile has one `pipeline { }`");
        var sections = JenkinsSections.Of(pipeline, Sections, "the pipeline");
        if (!sections.ContainsKey("agent"))
            throw new CiFileException(pipeline.Line, "the pipeline has no `agent`");
        if (!sections.TryGetValue("stages", out var stages))
            throw new CiFileException(pipeline.Line, "the pipeline has no `stages`");

        var reading = new StageReading();
        reading.InOrder(stages, [], []);
        return new()
        {
            Triggers = [.. JenkinsSections.Calls(sections, "triggers").SelectMany(TriggerPhrases.Of), "people"],
            Inputs = [.. JenkinsSections.Calls(sections, "parameters").Select(Name)],
            Settings = CiSettings.Of(
            [
                .. script.Where(statement => statement != pipeline).Select((statement, i) => (FormattableString.Invariant($"script[{i}]"), (string?)statement.ToString())),
                .. JenkinsSections.Settings(sections, "agent", "options", "environment", "tools", "libraries", "post"),
                .. JenkinsSections.Calls(sections, "parameters").SelectMany(Parameter),
            ]),
            Jobs = reading.Jobs(),
            NotExpressed = [.. script.Where(statement => statement != pipeline).Select(statement => $"the script around the pipeline: `{statement}`"), .. reading.NotExpressed],
        };
    }

    private static string Name(CallTree parameter) => parameter.Find("name") switch
    {
        null => throw new CiFileException(parameter.Line, $"`{parameter.Name}` has no `name`"),
        TextTree text => text.Text,
        var other => other.ToString()!,
    };

    private static IEnumerable<(string Name, string? Value)> Parameter(CallTree parameter)
    {
        var name = $"parameters.{Name(parameter)}";
        return parameter.Arguments.Where(argument => argument.Name != "name")
            .Select(argument => ($"{name}.{argument.Name}", (string?)argument.Value.ToString()))
            .Append(($"{name}.type", parameter.Name));
    }
}
