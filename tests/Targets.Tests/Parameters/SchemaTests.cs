namespace MLOpsBuild.Targets.Tests.Parameters;

public sealed class SchemaTests
{
    [Fact]
    public async Task The_schema_describes_every_parameter_but_secrets()
    {
        using var host = new BuildTestHost<Sample>();
        (host.Root / ".nuke").CreateDirectory();
        await host.Run("Empty");
        Assert.Equal(
            """
            {
              "$schema": "http://json-schema.org/draft-07/schema#",
              "title": "Parameters of the build; written by ./build.sh when they change",
              "type": "object",
              "properties": {
                "$schema": {
                  "type": "string"
                },
                "Folder": {
                  "type": "string"
                },
                "Labels": {
                  "type": "object",
                  "additionalProperties": {
                    "type": "integer"
                  }
                },
                "Level": {
                  "description": "how much",
                  "type": "string",
                  "enum": [
                    "Low",
                    "High"
                  ]
                },
                "Names": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "Rate": {
                  "type": "number"
                },
                "fast": {
                  "type": "boolean"
                }
              },
              "additionalProperties": false
            }

            """,
            (host.Root / ".nuke" / "build.schema.json").ReadAllText());
    }

    [Fact]
    public async Task It_is_written_only_when_it_changes_and_never_on_a_server()
    {
        using var host = new BuildTestHost<Sample>();
        var file = (host.Root / ".nuke").CreateDirectory() / "build.schema.json";
        await host.Run("Empty", "--host", "Jenkins");
        await host.Run("Empty", "--plan");
        Assert.False(file.Exists());
        await host.Run("Empty");
        var before = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, before);
        await host.Run("Empty");
        Assert.Equal(before, File.GetLastWriteTimeUtc(file));
        file.WriteAllText("{}");
        await host.Run("Empty");
        Assert.NotEqual("{}", file.ReadAllText());
    }

    [Fact]
    public async Task A_folder_that_is_no_root_is_left_alone()
    {
        using var host = new BuildTestHost<Sample>();
        await host.Run("Empty");
        Assert.False((host.Root / ".nuke").Exists());
    }

    private enum Amount
    {
        Low,
        High,
    }

    private sealed class Sample : NukeBuild
    {
        [Parameter]
        private readonly bool fast;

        [Parameter, Secret]
        private readonly string? token;

        [Parameter("how much")]
        private Amount Level { get; init; }

        [Parameter]
        private double? Rate { get; init; }

        [Parameter]
        private string[] Names { get; init; } = [];

        [Parameter]
        private Dictionary<string, int>? Labels { get; init; }

        [Parameter]
        private AbsolutePath? Folder { get; init; }

        private Target Empty => _ => _.Executes(() => Console.WriteLine($"{fast} {token}"));
    }
}
