using System.Globalization;

namespace MLOpsBuild.Delivery;

/// <summary>Every refusal in one place, so that their words agree.</summary>
internal static partial class DeliveryErrors
{
    public static DeliveryException Locked(string folder, string? holder) => new(
        DeliveryCodes.Locked, DeliveryFault.Failed,
        $"another process deploys to '{folder}': {holder ?? "its name is not known yet"}.",
        "Wait until it has ended, then try again.");

    public static DeliveryException PortInUse(int port, int owner) => new(
        DeliveryCodes.PortInUse, DeliveryFault.Environment,
        Invariant($"port {port} on 127.0.0.1 is in use{(owner > 0 ? Invariant($" by process {owner} ({CommandLines.Shown(owner)})") : "")}."),
        $"{(owner > 0 ? Invariant($"Stop it (kill {owner})") : "Stop what listens there")}, or choose another port by --port or in the definition's Deploy(to => to.Local(port: ...)).");

    public static DeliveryException PortRefused(int port, Exception inner) => new(
        DeliveryCodes.PortInUse, DeliveryFault.Environment,
        Invariant($"port {port} on 127.0.0.1 may not be used: {inner.Message}."),
        "Choose a port from 1024 up by --port or in the definition's Deploy(to => to.Local(port: ...)).", inner);

    public static DeliveryException BadRequest(string what, string fix) => new(DeliveryCodes.BadRequest, DeliveryFault.Mistake, what, fix);

    public static DeliveryException VersionTaken(string version, string deployed, string asked) => new(
        DeliveryCodes.VersionTaken, DeliveryFault.Mistake,
        $"release {version} is deployed with digest {deployed}, and was asked for with {asked}.",
        "A version belongs to one digest: give what is new a new version.");

    public static DeliveryException NotReady(string version, string why, string log, string back) => new(
        DeliveryCodes.NotReady, DeliveryFault.Failed,
        $"the server of release {version} {why}. {back}",
        $"Read '{log}', mend the cause and deploy again.",
        detail: LogTail.Of(log));

    public static DeliveryException WrongAnswer(string version, string why, string log, string back) => new(
        DeliveryCodes.WrongAnswer, DeliveryFault.Failed,
        $"the server of release {version} {why}. {back}",
        "The package and the server do not agree: package the model again with this version, or deploy with the server that fits.",
        detail: LogTail.Of(log));

    public static DeliveryException UnknownRelease(string version, IEnumerable<string> known) => new(
        DeliveryCodes.UnknownRelease, DeliveryFault.Mistake,
        $"release '{version}' is not on this machine; there {Listed(known)}.",
        "Name one of these, or deploy it from the registry.");

    public static DeliveryException NothingEarlier(string current) => new(
        DeliveryCodes.NothingEarlier, DeliveryFault.Mistake,
        $"there is no earlier good release than {current} on this machine.",
        "Name a release to go to, or deploy one from the registry.");

    public static DeliveryException DamagedRelease(string version, string file, string what) => new(
        DeliveryCodes.DamagedRelease, DeliveryFault.Failed,
        $"release {version} is damaged: '{file}' {what}.",
        "Deploy it again from the registry.");

    public static DeliveryException Storage(string folder, Exception inner) => new(
        DeliveryCodes.Storage, DeliveryFault.Environment,
        $"'{folder}' cannot be written or read: {inner.Message}",
        "Free space or give the right to write there, then try again.", inner);

    public static DeliveryException Unsupported(string what, string fix) => new(DeliveryCodes.Unsupported, DeliveryFault.Environment, what, fix);

    public static DeliveryException UnreadableRecord(string file, string why, Exception? inner = null) => new(
        DeliveryCodes.UnreadableRecord, DeliveryFault.Environment,
        $"'{file}' cannot be used: {why}.",
        "Use the version that wrote it, or stop the server it names and delete the file.", inner);

    public static DeliveryException NothingDeployed(string pipeline) => new(
        DeliveryCodes.NothingDeployed, DeliveryFault.Mistake,
        $"no release of '{pipeline}' is deployed on this machine.",
        "Run ./build.sh Deploy first.");

    public static DeliveryException LedgerDamaged(string file, IEnumerable<string> damage) => new(
        DeliveryCodes.LedgerDamaged, DeliveryFault.Failed,
        $"the ledger cannot be trusted and nothing is added to it: {string.Join(' ', damage)}",
        $"Find out who changed it, and bring '{file}' and its head back from a backup or from the records in the registry.");

    public static DeliveryException PlanMoved(string asked, string now, IEnumerable<string> differences) => new(
        DeliveryCodes.PlanMoved, DeliveryFault.Failed,
        $"the approved plan is {asked}, and now it would be {now}. Nothing was changed.{Lines(differences)}",
        "Look at the new plan (./build.sh PlanDeploy) and have it approved.");

    public static DeliveryException PolicyRefused(string environment, IEnumerable<string> findings) => new(
        DeliveryCodes.PolicyRefused, DeliveryFault.Failed,
        $"the rules of '{environment}' refuse the deploy, and nothing was changed:{Lines(findings)}",
        "Put right what is named, then deploy again.");

    public static DeliveryException ApprovalMissing(string environment, string commands) => new(
        DeliveryCodes.ApprovalMissing, DeliveryFault.Mistake,
        $"'{environment}' asks for an approval of the plan by someone else than the author, and there is none. Nothing was changed.",
        commands);

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => "\n  " + line)) is { Length: > 0 } text ? text + "\n" : "";

    private static string Listed(IEnumerable<string> known) => string.Join(", ", known) is { Length: > 0 } names ? $"are: {names}" : "is none";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
