namespace MLOpsBuild.Delivery;

/// <summary>The catalogue of codes that a <see cref="DeliveryException"/> can carry.</summary>
public static partial class DeliveryCodes
{
    /// <summary>Another process deploys, rolls back or stops in the same folder.</summary>
    public const string Locked = "DEL601";

    /// <summary>Another process listens on the port.</summary>
    public const string PortInUse = "DEL602";

    /// <summary>An option is outside its range, or a folder is not what it should be.</summary>
    public const string BadRequest = "DEL603";

    /// <summary>The version that serves is asked for with another digest.</summary>
    public const string VersionTaken = "DEL604";

    /// <summary>The server ended or was not ready in time.</summary>
    public const string NotReady = "DEL605";

    /// <summary>The server answered a known row with something else than the model's probability.</summary>
    public const string WrongAnswer = "DEL606";

    /// <summary>The release is not on this machine.</summary>
    public const string UnknownRelease = "DEL607";

    /// <summary>There is no earlier release to go back to.</summary>
    public const string NothingEarlier = "DEL608";

    /// <summary>A release's files are not those that were deployed, or not those that its package lists.</summary>
    public const string DamagedRelease = "DEL609";

    /// <summary>The file system refuses.</summary>
    public const string Storage = "DEL610";

    /// <summary>The machine lacks what a local deployment needs.</summary>
    public const string Unsupported = "DEL611";

    /// <summary>The record of the deployment cannot be read.</summary>
    public const string UnreadableRecord = "DEL612";

    /// <summary>Nothing has been deployed yet.</summary>
    public const string NothingDeployed = "DEL613";

    /// <summary>A ledger was changed, or lines of it were removed, added or moved.</summary>
    public const string LedgerDamaged = "DEL621";

    /// <summary>The world, the release or the definition is not what the approved plan says.</summary>
    public const string PlanMoved = "DEL622";

    /// <summary>The rules of an environment refuse the deploy.</summary>
    public const string PolicyRefused = "DEL623";

    /// <summary>An environment asks for an approval, and there is none of this plan.</summary>
    public const string ApprovalMissing = "DEL624";

    /// <summary>There is no Ansible to run.</summary>
    public const string NoAnsible = "DEL651";

    /// <summary>The playbooks were not generated.</summary>
    public const string NoPlaybooks = "DEL652";

    /// <summary>Ansible itself failed, or ran too long.</summary>
    public const string AnsibleFailed = "DEL653";

    /// <summary>Hosts cannot be reached or changed; nothing was.</summary>
    public const string HostsRefuse = "DEL654";
}
