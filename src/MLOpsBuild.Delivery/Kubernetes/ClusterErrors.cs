using System.Globalization;

namespace MLOpsBuild.Delivery;

/// <summary>Every refusal of a cluster, so that their words agree.</summary>
internal static class ClusterErrors
{
    private const string Install = "Install kubectl 1.27 or later (https://kubernetes.io/docs/tasks/tools/) and put it on the PATH.";

    public static DeliveryException NoKubectl(string where) => new(DeliveryCodes.NoKubectl, DeliveryFault.Environment, $"no kubectl program is {where}.", Install);

    public static DeliveryException OldKubectl(string program, string version, int oldest) => new(
        DeliveryCodes.NoKubectl, DeliveryFault.Environment, Invariant($"'{program}' is {version}, and the manifests need 1.{oldest} or later."), Install);

    public static DeliveryException UnusableKubectl(string program, string why) => new(DeliveryCodes.NoKubectl, DeliveryFault.Environment, $"'{program}' cannot be used: {Line(why)}.", Install);

    public static DeliveryException NoContext(string why) => new(
        DeliveryCodes.NoContext, DeliveryFault.Environment, $"no cluster is chosen: {Line(why)}.",
        "Choose one by kubectl config use-context, or name it in the definition, as in Cluster(\"production\").");

    public static DeliveryException Of(KubectlAnswer answer, Kubectl kubectl) => answer.Failure switch
    {
        KubectlFailure.NoContext => new(
            DeliveryCodes.NoContext, DeliveryFault.Environment, $"the kubeconfig has no context '{kubectl.Context}'.",
            "Add it there, or name another in the definition: kubectl config get-contexts lists them."),
        KubectlFailure.Unreachable => Unreachable(answer, kubectl),
        KubectlFailure.Unauthorized => new(
            DeliveryCodes.NotAllowed, DeliveryFault.Environment, $"the cluster {kubectl.Context} does not let you in: {Line(answer.Error)}.",
            $"Renew the credentials of its context in your kubeconfig: kubectl --context {kubectl.Context} auth whoami must answer."),
        KubectlFailure.Forbidden => new(
            DeliveryCodes.NotAllowed, DeliveryFault.Environment, $"the cluster {kubectl.Context} forbids it: {Line(answer.Error)}.",
            $"Ask its administrator for that right in the namespace {kubectl.Namespace}; the page on Kubernetes lists the rights that a deploy needs."),
        KubectlFailure.NotFound when answer.Error.Contains($"namespaces \"{kubectl.Namespace}\" not found", StringComparison.Ordinal) => new(
            DeliveryCodes.NoNamespace, DeliveryFault.Environment, $"the cluster {kubectl.Context} has no namespace {kubectl.Namespace}.",
            $"Make it: kubectl --context {kubectl.Context} create namespace {kubectl.Namespace}."),
        KubectlFailure.FieldConflict => FieldConflict(answer, kubectl),
        _ => new(
            DeliveryCodes.ClusterRefused, DeliveryFault.Failed, $"the cluster {kubectl.Context} refuses: {Line(answer.Error)}.",
            "Change the definition so that the cluster takes its manifests, run ./build.sh Generate and deploy again."),
    };

    public static DeliveryException Unreachable(KubectlAnswer answer, Kubectl kubectl) => new(
        DeliveryCodes.ClusterUnreachable, DeliveryFault.Environment, $"the cluster {kubectl.Context} cannot be reached: {Line(answer.Error)}.",
        $"See that kubectl --context {kubectl.Context} get pods answers (network, VPN, the address in the kubeconfig), then try again.");

    public static DeliveryException FieldConflict(KubectlAnswer answer, Kubectl kubectl) => new(
        DeliveryCodes.FieldConflict, DeliveryFault.Environment,
        $"others than this build have set fields in {kubectl.Namespace} on {kubectl.Context}: {FieldConflicts.Told(answer.Error)}. Nothing was changed.",
        "Put each value into the definition, or set the field to what the definition says (kubectl edit), then deploy again; where a controller sets it, take it out of the manifests by Customize.");

    public static DeliveryException Locked(Kubectl kubectl, string lease, string holder) => new(
        DeliveryCodes.Locked, DeliveryFault.Failed, $"another deploy is at work in {kubectl.Namespace} on {kubectl.Context}: {holder}.",
        $"Wait until it has ended, then try again. If it cannot be alive: kubectl --context {kubectl.Context} --namespace {kubectl.Namespace} delete lease {lease}.");

    public static DeliveryException LeaseLost(Kubectl kubectl, string holder) => new(
        DeliveryCodes.Locked, DeliveryFault.Failed, $"another deploy has taken over in {kubectl.Namespace} on {kubectl.Context}: {holder}.",
        "This one stopped where it was; wait until the other has ended and look at ./build.sh Status.");

    public static DeliveryException BadOverlay(string folder, string why) => new(
        DeliveryCodes.BadManifest, DeliveryFault.Mistake, $"the manifests in '{folder}' cannot be used: {Line(why)}.", "Run ./build.sh Generate, and look at what a Customize changes.");

    public static DeliveryException NoImage(string version) => new(
        DeliveryCodes.NoImage, DeliveryFault.Mistake, $"release {version} has no container image with a digest, which a cluster needs.", "Make and push it: ./build.sh Image PushImage; where another checkout did, name the registry of the packages by --registry or in the definition.");

    public static DeliveryException VersionTaken(Kubectl kubectl, string version, string deployed, string asked) => new(
        DeliveryCodes.VersionTaken, DeliveryFault.Mistake, $"release {version} is deployed on {kubectl.Context} with digest {deployed}, and was asked for with {asked}.", "A version belongs to one digest: give what is new a new version.");

    public static DeliveryException UnknownRelease(Kubectl kubectl, string version, IReadOnlyCollection<string> known) => new(
        DeliveryCodes.UnknownRelease, DeliveryFault.Mistake, $"the cluster {kubectl.Context} keeps no release '{version}'; there {(known.Count == 0 ? "is none" : $"are: {string.Join(", ", known)}")}.", "Name one of these, or deploy it from the registry.");

    public static DeliveryException NothingEarlier(Kubectl kubectl, string? current) => new(
        DeliveryCodes.NothingEarlier, DeliveryFault.Mistake, $"the cluster {kubectl.Context} keeps no earlier good release than {current ?? "none"}.", "Name a release to go to, or deploy one from the registry.");

    public static DeliveryException NothingDeployed(Kubectl kubectl, string pipeline) => new(
        DeliveryCodes.NothingDeployed, DeliveryFault.Mistake, $"no release of '{pipeline}' is deployed in {kubectl.Namespace} on {kubectl.Context}.", "Deploy one first.");

    /// <summary>A text as part of a sentence.</summary>
    public static string Line(string text) => string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
