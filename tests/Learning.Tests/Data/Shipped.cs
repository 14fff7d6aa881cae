using MLOpsBuild.Pipelines;
using Pipelines;

namespace MLOpsBuild.Learning.Tests.Data;

/// <summary>The shipped pipelines and where their data lies.</summary>
internal static class Shipped
{
    public static Pipeline Pipeline(string name) => new MLPipeline[] { new CreditScoring(), new CustomerChurn(), new BreastCancer() }
        .Single(pipeline => pipeline.Name == name).Model;

    public static string DataFile(Pipeline pipeline)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MLOpsBuild.sln")))
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return Path.Combine(root.FullName, "pipelines", pipeline.Name, pipeline.Data.Csv);
    }
}
