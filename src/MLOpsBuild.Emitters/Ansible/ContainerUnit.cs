namespace MLOpsBuild.Emitters;

/// <summary>The systemd unit of a model server in a container; its values are those of the role's variables.</summary>
internal static class ContainerUnit
{
    private const string Remove = "{{ model_server_engine }} rm --force %N >/dev/null 2>&1 || true";

    // The image's own .NET comes first, then the base's.
    private const string Run = """-c 'PATH="/app/dotnet:$$PATH"; export PATH; exec dotnet "$$@"' server /app/server/MLOpsBuild.Serving.dll --package /app/model""";

    /// <summary>The engine needs root and starts a container that has nothing of it, but a folder in which its user announces the address.</summary>
    public static ImmutableArray<ConfigurationSection> Of(Pipeline pipeline, ContainerEngine engine)
    {
        var after = engine == ContainerEngine.Docker ? "network-online.target docker.service" : "network-online.target";
        var user = FormattableString.Invariant($"{ServerContainer.User}");
        return
        [
            new("Unit",
            [
                new("Description", $"The model {pipeline.Name} in a container"),
                new("Wants", after),
                new("After", after),
            ]),
            new("Service",
            [
                new("RuntimeDirectory", "%N"),
                new("SyslogIdentifier", "%N"),
                new("ExecStartPre", $"""/bin/sh -c '{Remove}; install -d -o {user} -g {user} "$RUNTIME_DIRECTORY/announce" && ln -sf announce/url "$RUNTIME_DIRECTORY/url"'"""),
                new("ExecStart", string.Join(' ',
                [
                    "{{ model_server_engine }} run --rm --name %N --pull never --network host --read-only --tmpfs /tmp",
                    $"--user {user}:{user} --cap-drop ALL --security-opt no-new-privileges --memory {{{{ model_server_memory_megabytes }}}}m --pids-limit 512",
                    "--no-healthcheck --log-driver none --stop-timeout 30 --volume ${RUNTIME_DIRECTORY}/announce:/announce:Z --entrypoint /bin/sh {{ model_server_image.id }}",
                    Run,
                    "--name {{ model_server_name }} --release {{ model_server_target }} --share-port --announce /announce/url --urls http://{{ model_server_address }}:{{ model_server_port }}",
                ])),
                new("ExecStartPost", ServiceUnit.AwaitReady),
                new("ExecStopPost", $"/bin/sh -c '{Remove}'"),
                new("KillMode", "mixed"),
                new("Restart", "on-failure"),
                new("RestartSec", "2"),
                new("TimeoutStartSec", "{{ model_server_patience_seconds }}"),
                new("TimeoutStopSec", "40"),
            ]),
            new("Install", [new("WantedBy", "multi-user.target")]),
        ];
    }
}
