namespace MLOpsBuild.Emitters;

/// <summary>The systemd unit of a model server; its values are those of the role's variables.</summary>
internal static class ServiceUnit
{
    // A started unit is one whose server is ready: it announces its address once its known rows are right, and a server that ended is a failed start.
    public const string AwaitReady = """/bin/sh -c 'until [ -s "$RUNTIME_DIRECTORY/url" ]; do [ -d "/proc/$MAINPID" ] || exit 1; sleep 0.05; done'""";

    /// <summary>The unit names release and server by folders that never change, so that it is the whole configuration of what it runs.</summary>
    public static ImmutableArray<ConfigurationSection> Of(Pipeline pipeline) =>
    [
        new("Unit",
        [
            new("Description", $"The model {pipeline.Name}"),
            new("Wants", "network-online.target"),
            new("After", "network-online.target"),
        ]),
        new("Service",
        [
            new("User", "{{ model_server_user }}"),
            new("Group", "{{ model_server_user }}"),
            new("WorkingDirectory", "{{ model_server_root }}/releases/{{ model_server_target }}"),
            new("RuntimeDirectory", "%N"),
            new("SyslogIdentifier", "%N"),
            new("Environment", "DOTNET_EnableDiagnostics=0 OMP_WAIT_POLICY=passive"),
            new("ExecStart", "{{ model_server_dotnet }} {{ model_server_root }}/servers/{{ model_server_packed_digest }}/MLOpsBuild.Serving.dll --package model --name {{ model_server_name }} --release {{ model_server_target }} --share-port --announce ${RUNTIME_DIRECTORY}/url --urls http://{{ model_server_address }}:{{ model_server_port }}"),
            new("ExecStartPost", AwaitReady),
            new("Restart", "on-failure"),
            new("RestartSec", "2"),
            new("TimeoutStartSec", "{{ model_server_patience_seconds }}"),
            new("TimeoutStopSec", "30"),
            new("MemoryMax", "{{ model_server_memory_megabytes }}M"),
            new("TasksMax", "512"),
            new("UMask", "0077"),
            new("NoNewPrivileges", "true"),
            new("ProtectSystem", "strict"),
            new("ProtectHome", "true"),
            new("ProtectClock", "true"),
            new("ProtectControlGroups", "true"),
            new("ProtectHostname", "true"),
            new("ProtectKernelLogs", "true"),
            new("ProtectKernelModules", "true"),
            new("ProtectKernelTunables", "true"),
            new("PrivateDevices", "true"),
            new("PrivateTmp", "true"),
            new("CapabilityBoundingSet", ""),
            new("LockPersonality", "true"),
            new("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"),
            new("RestrictNamespaces", "true"),
            new("RestrictRealtime", "true"),
            new("RestrictSUIDSGID", "true"),
            new("SystemCallArchitectures", "native"),
        ]),
        new("Install", [new("WantedBy", "multi-user.target")]),
    ];
}
