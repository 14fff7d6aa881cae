using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Actions are named by commit, each from the one table.</summary>
public sealed partial class ActionPinTests
{
    [Fact]
    public void Every_pin_is_a_whole_commit_and_a_release() => Assert.All(ActionPins.All, pin =>
    {
        Assert.Matches("^[0-9a-f]{40}$", pin.Commit);
        Assert.Matches("^v[0-9]+\\.[0-9]+\\.[0-9]+$", pin.Version);
    });

    [Fact]
    public void Every_action_of_a_workflow_stands_in_the_table_with_its_release_beside_it()
    {
        var text = File.ReadAllText(Repository.File("tests", "Emitters.Tests", "Approved", "full.workflow.yml"));
        var uses = Uses().Matches(text);
        Assert.NotEmpty(uses);
        var known = ActionPins.All.Select(pin => $"uses: \"{pin.Reference}\" # {pin.Version}");
        Assert.All(uses, line => Assert.Contains(line.Value, known));
    }

    [GeneratedRegex("uses: .*")]
    private static partial Regex Uses();
}
