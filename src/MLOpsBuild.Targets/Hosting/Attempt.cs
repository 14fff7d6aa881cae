using System.Text.Json;

namespace MLOpsBuild.Targets;

/// <summary>What a failed run had finished, so that <c>--continue</c> can leave it out.</summary>
internal sealed record Attempt(AbsolutePath File, string Invocation, IReadOnlySet<string> Done)
{
    public const string DoneReason = "done in the last attempt";

    public static Attempt Load(AbsolutePath root, IReadOnlyList<ExecutableTarget> invoked, bool isContinued)
    {
        var file = root / ".nuke" / "temp" / "attempt.json";
        var invocation = string.Join(' ', invoked.Select(it => it.Name));
        var done = isContinued && file.FileExists() ? Read(file, invocation) : [];
        return new Attempt(file, invocation, done);
    }

    public static void Save(BuildWorld world, ExecutionPlan plan, bool hasFailed)
    {
        try
        {
            Write(world, plan, hasFailed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentLacksException($"What this run finished cannot be noted for --continue ({e.Message}).", e);
        }
    }

    private static void Write(BuildWorld world, ExecutionPlan plan, bool hasFailed)
    {
        var attempt = Load(world.Root, [.. plan.Steps.Select(it => it.Target).Where(it => it.Invoked)], isContinued: false);
        if (!hasFailed)
        {
            attempt.File.DeleteFile();
            return;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("invocation", attempt.Invocation);
            json.WriteStartArray("done");
            foreach (var step in plan.Steps.Where(it => it.Target.Status is ExecutionStatus.Succeeded or ExecutionStatus.UpToDate || it.SkipReason == DoneReason))
                json.WriteStringValue(step.Target.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        (attempt.File + ".new").WriteAllBytes(buffer.ToArray());
        System.IO.File.Move(attempt.File + ".new", attempt.File, overwrite: true);
    }

    private static HashSet<string> Read(AbsolutePath file, string invocation)
    {
        try
        {
            using var document = JsonDocument.Parse(file.ReadAllBytes());
            var root = document.RootElement;
            return root.GetProperty("version").GetInt32() == 1 && root.GetProperty("invocation").GetString() == invocation
                ? [.. root.GetProperty("done").EnumerateArray().Select(it => it.GetString()!)]
                : throw new UserMistakeException($"--continue: the last failed run was of other targets ({root.GetProperty("invocation").GetString()}). Name the same, or leave out --continue.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserMistakeException($"--continue: {file} cannot be read ({e.Message}). Run without --continue.");
        }
    }
}
