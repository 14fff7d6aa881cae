namespace MLOpsBuild.Emitters;

/// <summary>Reads a workflow of GitHub Actions, ours or another's. After "Workflow syntax for GitHub Actions" of GitHub's documentation.</summary>
public sealed class WorkflowReader : ICiFileReader
{
    private static readonly string[] Apart = ["on", "jobs"];

    /// <inheritdoc/>
    public bool Reads(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(".github/workflows/", StringComparison.Ordinal)
            && (path.EndsWith(".yml", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public CiGraph Read(string text)
    {
        var file = Expect.Mapping(YamlReader.Read(text), "a workflow");
        var (triggers, inputs, triggerSettings, unexpressed) = TriggerReading.Read(Expect.Key(file, "on", "a workflow"));
        var jobs = Expect.Mapping(Expect.Key(file, "jobs", "a workflow"), "jobs").Pairs.Select(pair => JobReading.Read(pair.Key, pair.Value)).ToArray();
        Needs(jobs);
        return new()
        {
            Triggers = triggers,
            Inputs = inputs,
            Settings = CiSettings.Of([.. triggerSettings, .. Flattening.Of(file.Pairs.Where(pair => !Apart.Contains(pair.Key)))]),
            Jobs = [.. jobs.Select(job => job.Job)],
            NotExpressed = [.. unexpressed, .. jobs.SelectMany(job => job.NotExpressed)],
        };
    }

    private static void Needs(JobReading[] jobs)
    {
        foreach (var (job, need) in jobs.SelectMany(job => job.Job.Needs.Select(need => (job, need))))
        {
            if (jobs.All(other => other.Job.Id != need))
                throw new CiFileException(job.Line, $"job `{job.Job.Id}` waits for `{need}`, which the file does not have");
        }

        var done = new HashSet<string>();
        while (jobs.Where(job => !done.Contains(job.Job.Id)).ToArray() is { Length: > 0 } open)
        {
            if (open.FirstOrDefault(job => job.Job.Needs.All(done.Contains)) is not { } next)
                throw new CiFileException(open[0].Line, $"the jobs {string.Join(", ", open.Select(job => $"`{job.Job.Id}`"))} wait for each other");
            done.Add(next.Job.Id);
        }
    }
}
