namespace MLOpsBuild.Emitters;

/// <summary>The systemd unit of a model server; its values are those of the role's variables.</summary>
internal static class ServiceUnit
{
    /// <summary>The unit's working directory is the release itself once it runs, so that a changed link does not reach a running server.</summary>
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
            new("WorkingDirectory", "{{ model_server_root }}/current"),
            new("EnvironmentFile", "{{ model_server_root }}/current/release.env"),
            new("Environment", "DOTNET_EnableDiagnostics=0 OMP_WAIT_POLICY=passive"),
            new("ExecStart", "{{ model_server_dotnet }} server/MLOpsBuild.Serving.dll --package model --name {{ model_server_name }} --release ${RELEASE} --urls http://{{ model_server_address }}:{{ model_server_port }}"),
            new("Restart", "on-failure"),
            new("RestartSec", "2"),
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
