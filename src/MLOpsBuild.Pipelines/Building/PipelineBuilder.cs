using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>Collects a definition step by step.</summary>
internal sealed class PipelineBuilder<TRow>(string name, PipelineTask task, FindingList findings)
    : IPipelineBuilder<TRow>, ITrainBuilder<TRow>, IJudgeBuilder<TRow>, IDeliverBuilder<TRow>
    where TRow : class
{
    private readonly RowType<TRow> _row = RowType<TRow>.Read(findings);
    private DataDefinition? _data;
    private TrainDefinition? _train;
    private TestDefinition _test = new();
    private ValidateDefinition _validate = new();
    private PushDefinition _push = new();
    private DeployDefinition _deploy = new();
    private ImmutableArray<Trigger> _triggers = [];
    private GitHubActionsSettings? _gitHubActions;
    private JenkinsSettings? _jenkins;
    private DockerSettings? _docker;
    private KubernetesSettings? _kubernetes;
    private AnsibleSettings? _ansible;

    public ITrainBuilder<TRow> Data(Func<DataBuilder<TRow>, DataBuilder<TRow>> data, string file, int line)
    {
        _data = data(new(_row, SourceLocation.Of(file, line), findings)).ToDefinition();
        return this;
    }

    public IJudgeBuilder<TRow> Train(Trainer trainer, double validation, ThresholdRule? threshold, string file, int line)
    {
        _train = new()
        {
            Trainer = trainer,
            ValidationShare = validation,
            Threshold = threshold ?? ThresholdRule.BestF1,
            Location = SourceLocation.Of(file, line),
        };
        return this;
    }

    public IJudgeBuilder<TRow> Test(Func<TestBuilder<TRow>, TestBuilder<TRow>> test)
    {
        _test = test(new(_row, findings)).ToDefinition();
        return this;
    }

    public IDeliverBuilder<TRow> Validate(Func<GateBuilder<TRow>, GateBuilder<TRow>> gate)
    {
        _validate = gate(new(_row)).ToDefinition();
        return this;
    }

    public IDeliverBuilder<TRow> Push(Func<PushBuilder, PushBuilder> to, string file, int line)
    {
        _push = to(new(SourceLocation.Of(file, line))).ToDefinition();
        return this;
    }

    public IDeliverBuilder<TRow> Deploy(Func<DeployBuilder, DeployBuilder> to)
    {
        _deploy = to(new(_deploy)).ToDefinition();
        return this;
    }

    public IDeliverBuilder<TRow> On(params Trigger[] triggers)
    {
        _triggers = _triggers.AddRange(triggers);
        return this;
    }

    public IDeliverBuilder<TRow> GitHubActions(Func<GitHubActionsBuilder, GitHubActionsBuilder>? actions, string file, int line)
    {
        var builder = new GitHubActionsBuilder(SourceLocation.Of(file, line));
        _gitHubActions = (actions?.Invoke(builder) ?? builder).ToSettings();
        return this;
    }

    public IDeliverBuilder<TRow> Jenkins(Func<JenkinsBuilder, JenkinsBuilder>? jenkins, string file, int line)
    {
        var builder = new JenkinsBuilder(SourceLocation.Of(file, line));
        _jenkins = (jenkins?.Invoke(builder) ?? builder).ToSettings();
        return this;
    }

    public IDeliverBuilder<TRow> Docker(Func<DockerBuilder, DockerBuilder>? docker, string file, int line)
    {
        var builder = new DockerBuilder(SourceLocation.Of(file, line));
        _docker = (docker?.Invoke(builder) ?? builder).ToSettings();
        return this;
    }

    public IDeliverBuilder<TRow> Kubernetes(Func<KubernetesBuilder, KubernetesBuilder>? kubernetes, string file, int line)
    {
        var builder = new KubernetesBuilder(SourceLocation.Of(file, line));
        _kubernetes = (kubernetes?.Invoke(builder) ?? builder).ToSettings();
        return this;
    }

    public IDeliverBuilder<TRow> Ansible(Func<AnsibleBuilder, AnsibleBuilder> ansible, string file, int line)
    {
        _ansible = ansible(new AnsibleBuilder(SourceLocation.Of(file, line))).ToSettings();
        return this;
    }

    public Pipeline ToPipeline() => new()
    {
        Name = name,
        Task = task,
        Rows = _row.Schema,
        Data = _data ?? throw new InvalidOperationException($"The definition of '{name}' returned another pipeline's builder: return the one that Define was given."),
        Train = _train ?? throw new InvalidOperationException($"The definition of '{name}' returned another pipeline's builder: return the one that Define was given."),
        Test = _test,
        Validate = _validate,
        Push = _push,
        Deploy = _deploy,
        Triggers = _triggers,
        GitHubActions = _gitHubActions,
        Jenkins = _jenkins,
        Docker = _docker,
        Kubernetes = _kubernetes,
        Ansible = _ansible,
    };
}
