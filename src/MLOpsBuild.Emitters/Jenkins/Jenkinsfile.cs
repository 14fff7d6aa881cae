namespace MLOpsBuild.Emitters;

/// <summary>A declarative pipeline in Jenkins' own words; what a <c>Customize</c> changes.</summary>
public sealed record Jenkinsfile
{
    /// <summary>What people give when they start a build by hand.</summary>
    public ImmutableArray<JenkinsParameter> Parameters { get; init; } = [];

    /// <summary>Lines of Jenkins' cron, in UTC; a multibranch project follows them on its primary branch alone.</summary>
    public ImmutableArray<string> Schedules { get; init; } = [];

    /// <summary>The names of maps that all stages share: what one puts there, a later one finds.</summary>
    public ImmutableArray<string> Maps { get; init; } = [];

    /// <summary>Options of the whole build, in order.</summary>
    public ImmutableArray<GroovyCall> Options { get; init; } = [];

    /// <summary>The stages, one after the other.</summary>
    public required ImmutableArray<JenkinsStage> Stages { get; init; }

    /// <summary>What is done when the build ends, such as <c>always { ... }</c>.</summary>
    public ImmutableArray<GroovyCall> Post { get; init; } = [];

    /// <summary>All stages that do something, those inside of others too.</summary>
    public IEnumerable<JenkinsStage> AllStages => Stages.SelectMany(stage => stage.WithInner());

    /// <summary>The pipeline with one stage changed, wherever it stands.</summary>
    /// <exception cref="ArgumentException">There is no such stage, or it is of another kind.</exception>
    public Jenkinsfile WithStage<TStage>(string name, Func<TStage, TStage> change)
        where TStage : JenkinsStage
    {
        if (AllStages.OfType<TStage>().FirstOrDefault(stage => stage.Name == name) is not { } found)
            throw new ArgumentException($"The Jenkinsfile has no {typeof(TStage).Name} '{name}'. It has {string.Join(", ", AllStages.OfType<TStage>().Select(stage => stage.Name))}.", nameof(name));
        return this with { Stages = [.. Stages.Select(stage => stage.Replace(found, change(found)))] };
    }
}

/// <summary>A value that people give when they start a build by hand; steps see it as the variable of its name.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Type"><c>string</c>, <c>booleanParam</c> or <c>choice</c>.</param>
/// <param name="Choices">The values of a choice, the default first.</param>
/// <param name="Default">The value of a string or flag that is there before they give one.</param>
public sealed record JenkinsParameter(string Name, string Description, string Type, ImmutableArray<string> Choices, string Default);
