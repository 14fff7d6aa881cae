namespace MLOpsBuild.Components;

/// <summary>Judges the model by its gates.</summary>
public interface IValidate : ITest, IHazRegistry
{
    /// <summary>Leaves <c>artifacts/&lt;pipeline&gt;/validate</c>, the report among it.</summary>
    Target Validate => _ => _
        .Description("Measures the model, judges it by its gates and writes the report")
        .DependsOn(Test)
        .Uses(Resource.ExclusiveCpu)
        .Runs(ValidateWork.Instance, this);
}
