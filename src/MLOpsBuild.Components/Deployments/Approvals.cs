using MLOpsBuild.Delivery;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Someone's word for a plan: asked for at a terminal, or handed on by a CI server.</summary>
internal static class Approvals
{
    /// <summary>How much of a plan's digest a person types.</summary>
    private const int Typed = 8;

    /// <summary>Refuses a digest that none is.</summary>
    /// <exception cref="UserMistakeException">So it is.</exception>
    public static bool NamesPlan(IDeploy build) => build.PlanDigest is not { } text || Digest.TryParse(text, out _)
        ? true
        : throw new UserMistakeException($"--plan-digest: '{text}' is no digest of a plan. Give the whole of it, sha256: and 64 hexadecimal digits, as ./build.sh PlanDeploy tells it.");

    /// <summary>The approval of a plan; null where nobody has to approve.</summary>
    /// <exception cref="DeliveryException">There is none.</exception>
    public static async Task<Approval?> FindAsync(IDeploy build, Planned planned, CancellationToken cancellation)
    {
        if (planned.Plan.Policy.Approvers.IsEmpty)
            return null;
        if (build.PlanDigest == planned.Digest && !string.IsNullOrWhiteSpace(build.ApprovedBy))
            return new(planned.Digest, build.ApprovedBy.Trim());
        if (build.PlanDigest is null || build.PlanDigest == planned.Digest)
        {
            var by = string.IsNullOrWhiteSpace(build.ApprovedBy) ? await Operators.AtTerminalAsync(build.RootDirectory, cancellation) : build.ApprovedBy.Trim();
            Console.WriteLine($"To approve this plan as {by}, type the first {Typed} digits of its digest, {planned.Digest}; anything else leaves everything as it is.");
            if (build.ReadAnswer() is { } answer)
                return answer.Trim() == planned.Digest["sha256:".Length..][..Typed] ? new(planned.Digest, by) : throw new TargetFailedException("The plan was not approved. Nothing was changed.");
        }

        throw DeliveryErrors.ApprovalMissing(planned.Plan.Environment, $"Plan it, have it approved, then deploy:\n  ./build.sh PlanDeploy{Options(planned.Plan)}\n  ./build.sh Deploy{Options(planned.Plan)} --plan-digest {planned.Digest} --approved-by NAME");
    }

    private static string Options(DeployPlan plan) => $" --pipeline {plan.Pipeline} --environment {plan.Environment} --release {plan.Release.Version}";
}
