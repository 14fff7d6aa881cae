using System.Runtime.CompilerServices;

namespace MLOpsBuild.Pipelines;

/// <summary>A whole definition: only what has data, a trainer and gates is one, which the compiler holds.</summary>
public interface IDefinedPipeline;

/// <summary>The first step: where the data comes from.</summary>
public interface IPipelineBuilder<TRow>
    where TRow : class
{
    /// <summary>Says where the data comes from, what it must satisfy and how it is split.</summary>
    ITrainBuilder<TRow> Data(Func<DataBuilder<TRow>, DataBuilder<TRow>> data, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);
}

/// <summary>The second step: how the model is fitted.</summary>
public interface ITrainBuilder<TRow>
    where TRow : class
{
    /// <summary>Says which learner fits the model.</summary>
    /// <param name="trainer">The learner and its options.</param>
    /// <param name="validation">Share of the training rows kept apart for early stopping and the threshold.</param>
    /// <param name="threshold">How the decision threshold is chosen; the best F1 by default.</param>
    /// <param name="file">Filled by the compiler.</param>
    /// <param name="line">Filled by the compiler.</param>
    IJudgeBuilder<TRow> Train(Trainer trainer, double validation = 0.2, ThresholdRule? threshold = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);
}

/// <summary>The third step: how the model must behave and what it must reach.</summary>
public interface IJudgeBuilder<TRow>
    where TRow : class
{
    /// <summary>Says how the model must behave.</summary>
    IJudgeBuilder<TRow> Test(Func<TestBuilder<TRow>, TestBuilder<TRow>> test);

    /// <summary>Says what the model must reach before it ships.</summary>
    IDeliverBuilder<TRow> Validate(Func<GateBuilder<TRow>, GateBuilder<TRow>> gate);
}

/// <summary>The last step: where the model runs, what starts the pipeline and on which CI servers.</summary>
public interface IDeliverBuilder<TRow> : IDefinedPipeline
    where TRow : class
{
    /// <summary>Says where packages are pushed; without it, into <c>.mlops/registry</c>.</summary>
    IDeliverBuilder<TRow> Push(Func<PushBuilder, PushBuilder> to, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Says where the model runs.</summary>
    IDeliverBuilder<TRow> Deploy(Func<DeployBuilder, DeployBuilder> to);

    /// <summary>Says what starts the pipeline on a CI server; without it, people do.</summary>
    IDeliverBuilder<TRow> On(params Trigger[] triggers);

    /// <summary>Runs the pipeline on GitHub Actions: <c>Generate</c> writes its workflow.</summary>
    IDeliverBuilder<TRow> GitHubActions(Func<GitHubActionsBuilder, GitHubActionsBuilder>? actions = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Runs the pipeline on Jenkins: <c>Generate</c> writes its Jenkinsfile.</summary>
    IDeliverBuilder<TRow> Jenkins(Func<JenkinsBuilder, JenkinsBuilder>? jenkins = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Makes the model a container image: <c>Generate</c> writes its Dockerfile.</summary>
    IDeliverBuilder<TRow> Docker(Func<DockerBuilder, DockerBuilder>? docker = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Runs the model's image on Kubernetes: <c>Generate</c> writes its manifests.</summary>
    IDeliverBuilder<TRow> Kubernetes(Func<KubernetesBuilder, KubernetesBuilder>? kubernetes = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);

    /// <summary>Brings the model to the hosts of the environments by Ansible: <c>Generate</c> writes the playbooks.</summary>
    IDeliverBuilder<TRow> Ansible(Func<AnsibleBuilder, AnsibleBuilder> ansible, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);
}
