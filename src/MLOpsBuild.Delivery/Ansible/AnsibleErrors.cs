namespace MLOpsBuild.Delivery;

/// <summary>The refusals of a driver of hosts, in one place, so that their words agree.</summary>
internal static class AnsibleErrors
{
    public static DeliveryException NoAnsible() => new(
        DeliveryCodes.NoAnsible, DeliveryFault.Environment,
        "no 'ansible-playbook' was found on the PATH.",
        "Install ansible-core 2.14 or later: apt-get install ansible-core, or pipx install ansible-core.");

    public static DeliveryException NoPlaybooks(string folder) => new(
        DeliveryCodes.NoPlaybooks, DeliveryFault.Mistake,
        $"there are no playbooks in '{folder}'.",
        "Run ./build.sh Generate.");

    public static DeliveryException Broken(string playbook, int exit, string said) => new(
        DeliveryCodes.AnsibleFailed, DeliveryFault.Environment,
        FormattableString.Invariant($"ansible-playbook {playbook}.yml ended with {exit} before it asked a host."),
        "Read what it said, and mend the cause.", detail: "\n" + said.Trim());

    public static DeliveryException TimedOut(string playbook, TimeSpan timeout) => new(
        DeliveryCodes.AnsibleFailed, DeliveryFault.Environment,
        FormattableString.Invariant($"ansible-playbook {playbook}.yml had not ended after {timeout.TotalSeconds:0} s and was stopped."),
        "Each host serves its old or its new release: see Status, then deploy again.");

    public static DeliveryException Unsendable(ReleaseOrder order, string problem) => new(
        DeliveryCodes.DamagedRelease, DeliveryFault.Failed,
        $"release {order.Version} ({order.Digest}) is not what its package says, and was sent to no host: {problem}",
        "Package and push it again.");

    public static DeliveryException Held(string environment, string host, string holder) => new(
        DeliveryCodes.Locked, DeliveryFault.Failed,
        $"host {host} of {environment} is held by another run: {holder}.",
        "Wait until it has ended; where it is gone without a trace, set MLOPSBUILD_TAKE_OVER=true.");

    public static DeliveryException NotReady(string environment, IEnumerable<string> hosts) => new(
        DeliveryCodes.HostsRefuse, DeliveryFault.Environment,
        $"not every host of {environment} can be changed, and none was: {string.Join("; ", hosts)}",
        "Mend the cause, then try again.");

    public static DeliveryException NoSeconds(string variable, string value) => new(
        DeliveryCodes.BadRequest, DeliveryFault.Mistake,
        $"{variable} is '{value}', which is no time.",
        "Give whole seconds above 0, as in 30, or leave it out for 10.");

    public static DeliveryException NoSettings(string pipeline, string environment) => new(
        DeliveryCodes.BadRequest, DeliveryFault.Mistake,
        $"environment '{environment}' of '{pipeline}' has no hosts, or the pipeline no settings of Ansible.",
        "Name them, as in Environment(\"production\", production => production.Hosts(\"model-1.example\")) and Ansible(ansible => ansible).");
}
