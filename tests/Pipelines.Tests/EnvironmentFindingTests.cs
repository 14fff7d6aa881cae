using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines.Tests;

/// <summary>Registries, environments and strategies that cannot be are refused before anything runs.</summary>
public sealed class EnvironmentFindingTests
{
    [Fact]
    public void All_mistakes_are_told_with_rule_place_value_and_fix() => Assert.Equal(
        [
            "DEF215 EnvironmentFindingTests.cs:0: a registry is host[:port]/path of lower-case letters, digits, dots, dashes, underscores and slashes, at most 255, without scheme, user, tag and digest (found 'https://ghcr.io'). Name one, as in Registry(\"ghcr.io/acme/models\").",
            "DEF215 EnvironmentFindingTests.cs:0: a trust policy is a file in the checkout, by its relative path with forward slashes (found '../trust.json'). Name one, as in RequireSignature(trust: \"trust.json\").",
            "DEF204 EnvironmentFindingTests.cs:0: an environment is hosts or a cluster (found 'both' is both). Make two environments of it.",
            "DEF204 EnvironmentFindingTests.cs:0: an environment on a cluster has no settings of Kubernetes (found 'both'). Add them, as in Kubernetes(kubernetes => kubernetes.Environment(\"both\")).",
            "DEF204 EnvironmentFindingTests.cs:0: an environment comes after one that stands before it (found 'late'). Known before it are both.",
            "DEF204 EnvironmentFindingTests.cs:0: a secret's name is capital letters, digits and underscores, at most 100, a letter first and not GITHUB_ (found 'ssh key'). Name it as the CI server has it, as in SshKey(\"PRODUCTION_SSH_KEY\").",
            "DEF204 EnvironmentFindingTests.cs:0: a secret's name is capital letters, digits and underscores, at most 100, a letter first and not GITHUB_ (found 'GITHUB_TOKEN'). Name it as the CI server has it, as in SshKey(\"PRODUCTION_SSH_KEY\").",
            "DEF106 EnvironmentFindingTests.cs:0: an environment has two secrets of one kind (found SshKey of 'early'). Name one.",
            "DEF204 EnvironmentFindingTests.cs:0: a secret opens what the environment is not (found Kubeconfig of 'early'). Say Cluster(), or drop it.",
            "DEF104 EnvironmentFindingTests.cs:0: a step of a rollout is a count of hosts from 1 to 9999 or a percentage from 1% to 100% (found '101%'). Give such steps, as in Rolling(\"1\", \"50%\", \"100%\").",
            "DEF104 EnvironmentFindingTests.cs:0: Canary(hosts) is out of range (found 2). Give it a value from 1 to 1.",
            "DEF104 EnvironmentFindingTests.cs:0: Canary(bake) in seconds is out of range (found 0). Give it a value from 1 to 604800.",
            "DEF104 EnvironmentFindingTests.cs:0: Canary(errors) is out of range (found 1). Give it a value from 0 to 0.99.",
            "DEF104 EnvironmentFindingTests.cs:0: Canary(p95) in milliseconds is out of range (found 0). Give it a value above 0.",
            "DEF104 EnvironmentFindingTests.cs:0: Canary(drift) is out of range (found 1). Give it a value from 0 to 0.99.",
            "DEF104 EnvironmentFindingTests.cs:0: a rollout has no step. Give one, as in Rolling(\"1\", \"100%\").",
        ],
        new Ci(to => to
            .Push(push => push.Registry("https://ghcr.io").RequireSignature("../trust.json"))
            .Deploy(deploy => deploy
                .Environment("both", both => both.Hosts("a").Cluster())
                .Environment("early", early => early.Hosts("a").After("late").SshKey("ssh key").SshKey("GITHUB_TOKEN").Kubeconfig("KUBECONFIG").Rolling("1", "101%"))
                .Environment("canary", canary => canary.Hosts("a").Canary(2, TimeSpan.Zero, errors: 1, p95: TimeSpan.Zero, drift: 1))
                .Environment("late", late => late.Hosts("a").Rolling()))
            .Ansible(ansible => ansible))
        .Findings.Select(finding => Regex.Replace(finding.ToString(), @"\.cs:\d+", ".cs:0")));

    [Fact]
    public void What_can_be_is_taken() => Assert.Empty(new Ci(to => to
        .Push(push => push.Registry("localhost:5000/acme/models").RequireSignature("keys/trust.json"))
        .Deploy(deploy => deploy
            .Environment("staging", staging => staging.Hosts("a", "b").BlueGreen())
            .Environment("production", production => production.Hosts("c", "d", "e").SshKey("PRODUCTION_SSH_KEY").BecomePassword("PRODUCTION_SUDO").Canary(1, 5.Minutes(), p95: 50.Milliseconds(), drift: 0.1).After("staging"))
            .Environment("cloud", cloud => cloud.Cluster("prod").Kubeconfig("CLOUD_KUBECONFIG").Canary(1, 5.Minutes()).After("production")))
        .Ansible(ansible => ansible)
        .Docker()
        .Kubernetes(kubernetes => kubernetes.Environment("cloud"))).Findings);
}
