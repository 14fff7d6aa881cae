using System.Text.RegularExpressions;

namespace MLOpsBuild.Delivery;

/// <summary>Someone's word for a plan.</summary>
/// <param name="Plan">The digest of the plan.</param>
/// <param name="By">Who gave it.</param>
public sealed record Approval(string Plan, string By)
{
    /// <summary>Why it does not count, a sentence with the way out; null where it does.</summary>
    /// <param name="plan">The plan that is to be carried out.</param>
    /// <param name="planner">Who planned, for a release whose author is not known.</param>
    public string? Refusal(DeployPlan plan, string? planner)
    {
        var author = plan.Release.Evidence?.Author ?? planner;
        return author is not null && Person.Same(By, author)
            ? $"approval: {By} is the author of {plan.Release.Version} ({author}). Someone else has to approve."
            : null;
    }
}

/// <summary>Compares names of people as git, CI servers and they themselves write them.</summary>
public static partial class Person
{
    /// <summary>Whether both name the same person: by name, by address, by what stands before its @, or by GitHub's login.</summary>
    public static bool Same(string one, string other) => Names(one).Overlaps(Names(other));

    private static HashSet<string> Names(string person)
    {
        var match = NameAndAddress().Match(person.Trim());
        var (name, address) = match.Success ? (match.Groups["name"].Value, match.Groups["address"].Value) : (person, person.Contains('@', StringComparison.Ordinal) ? person : "");
        var mailbox = address.Split('@')[0];
        string[] names = [name.Trim(), address, mailbox, address.EndsWith("@users.noreply.github.com", StringComparison.OrdinalIgnoreCase) ? mailbox.Split('+')[^1] : ""];
        return new(names.Where(text => text.Length > 0), StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\A(?<name>[^<]*)<(?<address>[^>]+)>\z")]
    private static partial Regex NameAndAddress();
}
