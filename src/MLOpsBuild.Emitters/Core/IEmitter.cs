namespace MLOpsBuild.Emitters;

/// <summary>Turns a pipeline and the target graph into the files of one tool; pure: it reads and writes no disk.</summary>
public interface IEmitter
{
    /// <summary>The files, or what stands in their way.</summary>
    Emission Emit(EmitterInput input);
}
