using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>Something that Ansible did.</summary>
/// <param name="Kind"><c>task</c>, <c>ok</c>, <c>failed</c> or <c>unreachable</c>.</param>
/// <param name="Host">The host; null where it concerns all.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Changed">Whether it changed the host.</param>
/// <param name="Message">What a module said; null where nothing.</param>
/// <param name="Told">What the playbooks tell to programs; null where nothing.</param>
/// <param name="Error">What a module that broke wrote to standard error.</param>
/// <param name="Holder">Who holds the host, where that kept the run from it.</param>
/// <param name="Settings">The settings that would change, a clause each; null where they were not compared.</param>
/// <param name="Configuration">The digest of the configuration that would come; null where it was not asked for.</param>
internal sealed record AnsibleEvent(string Kind, string? Host, string Task, bool Changed, string? Message, JsonObject? Told, string? Error, string? Holder, ImmutableArray<string>? Settings, string? Configuration)
{
    /// <summary>The event of a line; null where the line is none, such as a word of a plugin.</summary>
    public static AnsibleEvent? Read(string line)
    {
        if (!line.StartsWith('{'))
            return null;
        try
        {
            return JsonNode.Parse(line) is JsonObject fields && (string?)fields["event"] is { } kind
                ? new(kind, (string?)fields["host"], (string?)fields["task"] ?? "", (bool?)fields["changed"] ?? false, (string?)fields["message"], fields["told"] as JsonObject, (string?)fields["error"], (string?)fields["holder"], fields["settings"] is JsonArray settings ? [.. settings.GetValues<string>()] : null, (string?)fields["configuration"])
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
