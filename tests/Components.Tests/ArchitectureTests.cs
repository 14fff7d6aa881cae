using System.Xml.Linq;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>A project references only what its layer may.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Targets"] = [],
        ["Pipelines"] = [],
        ["Registry"] = [],
        ["Learning"] = ["Pipelines"],
        ["Emitters"] = ["Pipelines"],
        ["Delivery"] = ["Pipelines", "Registry"],
        ["Serving"] = ["Learning", "Registry"],
        ["Components"] = ["Delivery", "Emitters", "Learning", "Pipelines", "Registry", "Serving", "Targets"],
    };

    [Fact]
    public void Every_project_references_only_what_its_layer_may()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.Equal(Allowed.Keys.Order(), projects.Select(Layer).Order());
        Assert.All(projects, project => Assert.Subset(Allowed[Layer(project)].ToHashSet(), References(project)));
    }

    [Fact]
    public void The_definitions_reference_the_typed_model_and_what_carries_it_out()
    {
        var references = References(Path.Combine(Repository.Root, "pipelines", "Pipelines.csproj"));
        Assert.Subset(new HashSet<string> { "Emitters", "Learning", "Pipelines" }, references);
    }

    private static string Layer(string project) => Path.GetFileNameWithoutExtension(project).Replace("MLOpsBuild.", "", StringComparison.Ordinal);

    private static HashSet<string> References(string project) => [.. XDocument.Load(project)
        .Descendants("ProjectReference")
        .Select(reference => Layer(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
}
