using System.Text.Json;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Makes an image in a process of its own; explicit, so that no run of the tests picks it up by itself.</summary>
public sealed class ImageChildTasks
{
    /// <summary>Makes the image that the environment names and prints its digest.</summary>
    [Fact(Explicit = true)]
    public async Task Build()
    {
        Assert.SkipUnless(ChildTasks.IsChild, "Another test starts this one in a process of its own.");
        var order = JsonSerializer.Deserialize<ImageOrder>(Environment.GetEnvironmentVariable(ChildTasks.Variable)!)!;
        var image = await order.BuildAsync();
        await File.WriteAllTextAsync(Path.Combine(order.Folder, "digest"), image.Digest, TestContext.Current.CancellationToken);
    }
}
