namespace MLOpsBuild.Components;

/// <summary>Tests how the model behaves.</summary>
public interface ITest : ITrain
{
    /// <summary>Leaves <c>artifacts/&lt;pipeline&gt;/test</c>.</summary>
    Target Test => _ => _
        .Description("Tests how the model behaves: parity, direction, robustness, examples")
        .DependsOn(Train)
        .Uses(Resource.ExclusiveCpu)
        .Runs(TestWork.Instance, this);
}
