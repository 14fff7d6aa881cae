namespace MLOpsBuild.Components;

/// <summary>Fits the model.</summary>
public interface ITrain : IPrepare
{
    /// <summary>Leaves <c>artifacts/&lt;pipeline&gt;/train</c>.</summary>
    Target Train => _ => _
        .Description("Fits the model with fixed seeds")
        .DependsOn(Prepare)
        .Uses(Resource.ExclusiveCpu)
        .Runs(TrainWork.Instance, this);
}
