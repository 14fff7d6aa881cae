namespace MLOpsBuild.Emitters.Tests;

/// <summary>A Jenkinsfile read back does what the definition says, and an edit of it is told in words.</summary>
public sealed class JenkinsfileReaderTests
{
    private static readonly JenkinsfileMeasure Full = JenkinsfileMeasure.Of(Definition.Full().Input(Graphs.Full("fraud")));
    private static readonly JenkinsfileMeasure Plain = JenkinsfileMeasure.Of(Definition.Plain().Input());

    [Fact]
    public void What_is_emitted_reads_back_as_what_the_definition_says()
    {
        Assert.Equal([], Full.Differences(Full.Text));
        Assert.Equal([], Plain.Differences(Plain.Text));
    }

    [Theory]
    [InlineData("timeout(time: 60,", "timeout(time: 61,", "job `Prepare` has `options.timeout` `time: 61, unit: 'MINUTES'`, not `time: 60, unit: 'MINUTES'`")]
    [InlineData("label 'linux'", "label 'windows'", "job `Prepare` has `agent.label` `'windows'`, not `'linux'`")]
    [InlineData("Train --pipeline credit --skip", "Train --pipeline credit", "job `Train` no longer runs `./build.sh Train --pipeline credit --skip`; job `Train` now runs `./build.sh Train --pipeline credit`")]
    [InlineData("                unstash 'credit-prepare'\n", "", "job `Train` no longer receives the artifact `credit-prepare`")]
    [InlineData("        disableConcurrentBuilds()\n", "", "the file no longer has `options.disableConcurrentBuilds`, which was ``")]
    [InlineData("0 3 * * 1", "0 4 * * 1", "the file is no longer started by the schedule `0 3 * * 1` in Etc/UTC, where env . BRANCH_IS_PRIMARY == 'true' || ! env . BRANCH_NAME; the file is now started by the schedule `0 4 * * 1` in Etc/UTC, where env . BRANCH_IS_PRIMARY == 'true' || ! env . BRANCH_NAME")]
    [InlineData("artifacts: 'artifacts/credit/prepare/**'", "artifacts: 'artifacts/**'", "job `Prepare`, which uses `archiveArtifacts`, has `artifacts` `'artifacts/**'`, not `'artifacts/credit/prepare/**'`")]
    [InlineData("        always {", "        failure {", "job `Prepare`: the step that uses `archiveArtifacts` now runs if `failure`, not if `always`")]
    public void An_edit_is_told_in_words(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Plain.Differences(Replace(Plain.Text, before, after))));

    [Theory]
    [InlineData("submitter: 'release-managers,ada'", "submitter: 'anybody'", "job `Approve Deploy to production`, which uses `input`, has `submitter` `'anybody'`, not `'release-managers,ada'`")]
    [InlineData("mlopsbuild-deploy-key-production", "mlopsbuild-deploy-key-staging", "job `Deploy to production`, which runs `HOME=\"$WORKSPACE_TMP\" ./build.sh Deploy --pipeline fraud --environment production --skip`, is no longer given the secret `mlopsbuild-deploy-key-production` as `MLOPSBUILD_DEPLOY_KEY`; job `Deploy to production`, which runs `HOME=\"$WORKSPACE_TMP\" ./build.sh Deploy --pipeline fraud --environment production --skip`, is now given the secret `mlopsbuild-deploy-key-staging` as `MLOPSBUILD_DEPLOY_KEY`")]
    [InlineData("                lock(resource: 'Deploy-fraud-staging')\n", "", "job `Deploy to staging` no longer has `options.lock`, which was `resource: 'Deploy-fraud-staging'`")]
    public void An_edit_of_approvals_secrets_and_locks_is_told_in_words(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join("; ", Full.Differences(Replace(Full.Text, before, after))));

    [Theory]
    [InlineData("values '1', '2', '3'", "values '1', '2'", "job `Explain` runs 2 parts rather than 3")]
    [InlineData("'fraud-explain-' + env.PARTITION", "'fraud-explain-1'", "job `Explain` no longer leaves the artifact `'fraud-explain-' + env . PARTITION`; job `Explain` now leaves the artifact `fraud-explain-1`")]
    [InlineData("$PARTITION/3", "$PARTITION/2", "job `Explain` no longer runs `./build.sh Explain --pipeline fraud --skip --partition \"$PARTITION/3\"`; job `Explain` now runs `./build.sh Explain --pipeline fraud --skip --partition \"$PARTITION/2\"`")]
    public void An_edit_of_parts_is_told_in_words(string before, string after, string expected)
    {
        var measure = JenkinsfileMeasure.Of("parts");
        Assert.Equal(expected, string.Join("; ", measure.Differences(Replace(measure.Text, before, after))));
    }

    [Fact]
    public void A_matrix_of_another_kind_is_named()
    {
        var graph = new JenkinsfileReader().Read("""
            pipeline {
              agent any
              stages {
                stage('Try') {
                  matrix {
                    axes { axis { name 'SYSTEM' ; values 'linux', 'windows' } }
                    stages { stage('One') { steps { sh 'make' } } }
                  }
                }
              }
            }
            """);
        Assert.Equal(["stage `Try`: `matrix` makes several stages of one"], graph.NotExpressed);
        Assert.Null(Assert.Single(graph.Jobs).Parts);
    }

    [Fact]
    public void A_stage_that_no_longer_waits_is_told_in_words()
    {
        var test = Full.Text.IndexOf("        stage('Test, Validate') {", StringComparison.Ordinal);
        var package = Full.Text.IndexOf("        stage('Package') {", StringComparison.Ordinal);
        var push = Full.Text.IndexOf("        stage('Push') {", StringComparison.Ordinal);
        var swapped = Full.Text[..test] + Full.Text[package..push] + Full.Text[test..package] + Full.Text[push..];
        Assert.Equal(
            [
                "job `Push` no longer waits for `Package`", "job `Push` now waits for `Test`", "job `Push` now waits for `Validate`",
                "job `Package` no longer waits for `Test`", "job `Package` no longer waits for `Validate`", "job `Package` now waits for `Train`",
                "job `Test` no longer waits for `Train`", "job `Test` now waits for `Package`",
                "job `Validate` no longer waits for `Train`", "job `Validate` now waits for `Package`",
            ],
            Full.Differences(swapped).Order(StageOrder));
    }

    [Theory]
    [InlineData("", "a declarative Jenkinsfile has one `pipeline { }`")]
    [InlineData("node { }\n", "a declarative Jenkinsfile has one `pipeline { }`")]
    [InlineData("pipeline {\n", "line 1: `{` has no end")]
    [InlineData("pipeline { }\n}\n", "line 2: `}` closes nothing")]
    [InlineData("pipeline {\n  agent any\n  stages { stage('a') { steps { sh 'x } } }\n}\n", "line 3: a text has no end")]
    [InlineData("pipeline {\n  stages { stage('a') { steps { sh 'x' } } }\n}\n", "line 1: the pipeline has no `agent`")]
    [InlineData("pipeline {\n  agent any\n}\n", "line 1: the pipeline has no `stages`")]
    [InlineData("pipeline {\n  agent any\n  stages {\n  }\n}\n", "line 3: `stages` has no stages")]
    [InlineData("pipeline {\n  agent any\n  agent none\n  stages { }\n}\n", "line 3: the pipeline has `agent` twice")]
    [InlineData("pipeline {\n  agent any\n  stagse { }\n}\n", "line 3: the pipeline holds `stagse`, which is none of agent, options, parameters, triggers, environment, tools, libraries, stages, post")]
    [InlineData("pipeline {\n  agent any\n  options { timestamps() ; timestamps() }\n  stages { stage('a') { steps { x() } } }\n}\n", "line 3: `options.timestamps` stands twice")]
    [InlineData("pipeline {\n  agent any\n  stages {\n    stage('a') { agent any }\n  }\n}\n", "line 4: stage `a` has not one of steps, stages, parallel, matrix")]
    [InlineData("pipeline {\n  agent any\n  stages {\n    stage('a') { steps { x() } }\n    stage('a') { steps { x() } }\n  }\n}\n", "line 5: `stages` has two stages of the name `a`")]
    [InlineData("pipeline {\n  agent any\n  stages {\n    stage('a') { steps { sh(label: 'x', label: 'y') } }\n  }\n}\n", "line 4: `sh` is given `label` twice")]
    [InlineData("pipeline {\n  agent any\n  stages {\n    stage('a') { steps { sh(label: 'x') } }\n  }\n}\n", "line 4: `sh` has no `script`")]
    public void What_Jenkins_would_not_take_is_told_with_its_line(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<CiFileException>(() => new JenkinsfileReader().Read(text)).Message);

    [Fact]
    public void Another_s_Jenkinsfile_is_read_and_what_it_says_beyond_the_graph_is_named()
    {
        var graph = new JenkinsfileReader().Read("""
            #!/usr/bin/env groovy
            @Library('shared') _
            def version = "1.${env.BUILD_NUMBER}"
            pipeline {
              agent { label "linux" }
              environment { TOKEN = credentials('token') }
              triggers { pollSCM 'H/5 * * * *' }
              stages {
                stage('Build') {
                  steps {
                    sh '''
                      make it's
                    '''
                    sh "make ${version} /* no comment */"
                  }
                }
                stage('Check') {
                  parallel {
                    stage('Unit') { steps { retry(3) { dir('sub') { sh 'make test' } } } }
                    stage('Rest') {
                      stages {
                        stage('One') { steps { bat 'one.cmd' } }
                        stage('Two') { steps { script { if (version =~ /1\./) { echo 'x' } } } }
                      }
                    }
                  }
                }
                stage('Ship') {
                  when { branch 'main' }
                  input { message 'Ship?' }
                  steps { echo 'ship' ; publish version: version }
                }
              }
            }
            """);

        Assert.Equal(["pollSCM('H/5 * * * *')", "people"], graph.Triggers);
        Assert.Equal(["Build waits for ", "Unit waits for Build", "One waits for Build", "Two waits for One", "Ship waits for Unit, Two"], graph.Jobs.Select(job => $"{job.Id} waits for {string.Join(", ", job.Needs)}"));
        Assert.Equal(["make it's", "\"make ${version} /* no comment */\""], graph.Jobs[0].Steps.Select(step => step.Subject.Trim()));
        Assert.Equal("retry(3) / dir('sub')", Assert.Single(graph.Jobs[1].Steps).Settings["within"]);
        Assert.Equal("branch('main')", graph.Jobs[4].Condition);
        Assert.Equal(
            ["the script around the pipeline: `@Library ( 'shared' ) _`", "the script around the pipeline: `def version = \"1.${env.BUILD_NUMBER}\"`", "stage `Two` holds a `script`, whose steps may depend on anything"],
            graph.NotExpressed);
    }

    private static Comparer<string> StageOrder { get; } = Comparer<string>.Create((left, right) => Place(left).CompareTo(Place(right)));

    private static int Place(string difference) => Array.FindIndex(["`Push` ", "`Package` ", "`Test` ", "`Validate` "], name => difference.StartsWith("job " + name, StringComparison.Ordinal));

    private static string Replace(string text, string before, string after)
    {
        var at = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The Jenkinsfile does not hold {before}");
        return text.Remove(at, before.Length).Insert(at, after);
    }
}
