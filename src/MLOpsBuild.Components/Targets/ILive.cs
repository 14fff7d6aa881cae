namespace MLOpsBuild.Components;

/// <summary>The whole life of a model, from its data to a server that answers.</summary>
public interface ILive : IPush, IDeploy
{
    /// <summary>Chains the stages from Prepare to Deploy in the local environment.</summary>
    Target Live => _ => _
        .Description("The whole life: from the data to a server that answers on loopback")
        .DependsOn(Push, Deploy);
}
