using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Whether packages of a pipeline must be signed, by whom, and the key at hand.</summary>
internal static class Signing
{
    /// <summary>The key that the environment names, or null.</summary>
    public static SigningKey? FindKey(StageScope scope) => SigningKeySource.Find(scope.Variable, scope.Root);

    /// <summary>Whose signatures count; null where the definition asks for none.</summary>
    public static TrustPolicy? Policy(StageScope scope) =>
        scope.Pipeline.Push.MustBeSigned ? TrustPolicy.Read(Path.Combine(scope.Root, scope.Pipeline.Push.TrustPolicy)) : null;

    /// <summary>Refuses to push where a signature is required and the key is missing, or is one that nobody would trust.</summary>
    /// <exception cref="UserMistakeException">So it is.</exception>
    public static void RequireKey(StageScope scope)
    {
        using var key = FindKey(scope);
        if (Policy(scope) is not { } policy)
            return;
        var push = scope.Pipeline.Push;
        if (key is null)
            throw new UserMistakeException($"Packages of {scope.Pipeline.Name} must be signed ({push.Location}), and there is no key. Set {SigningKeySource.KeyVariable} to the path of a PEM file, or {SigningKeySource.CommandVariable} to a program that signs; docs/supply-chain.md says how to make a key.");
        if (policy.WhyNotTrusted(key.PublicKey, scope.Pipeline.Name, scope.Clock.GetUtcNow()) is { } reason)
            throw new UserMistakeException($"Packages of {scope.Pipeline.Name} must be signed by a key that {push.TrustPolicy} trusts ({push.Location}), but {reason}. Sign with another key, or have it added to {push.TrustPolicy}.");
    }

    /// <summary>Refuses before anything runs what <see cref="RequireKey"/> would refuse after training; a package that is pushed and signed already needs no key.</summary>
    /// <exception cref="UserMistakeException">Push would run and could not sign.</exception>
    public static bool IsPossible(IHazPipelines build)
    {
        var stages = BuildState.Of(build).Stages;
        if (!stages.Scope.Pipeline.Push.MustBeSigned)
            return true;
        return Failures.TranslateAsync(async () =>
        {
            if (await stages.ReasonToRunAsync(PushWork.Instance) is null)
                return true;
            RequireKey(stages.Scope);
            return true;
        }).GetAwaiter().GetResult(); // a requirement is synchronous in NUKE's vocabulary; no context can deadlock here
    }
}
