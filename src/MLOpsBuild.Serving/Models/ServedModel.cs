using System.Text.Json;
using Microsoft.Extensions.ObjectPool;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>A loaded model with what a request needs of it.</summary>
internal sealed class ServedModel
{
    private readonly ModelScorer _scorer;
    private readonly DefaultObjectPool<Workspace> _workspaces;

    private ServedModel(ModelScorer scorer, ServerOptions options)
    {
        _scorer = scorer;
        Name = options.Name ?? scorer.Schema.Pipeline;
        Release = options.Release;
        Fields = new FieldSet(scorer.Schema);
        EncodedName = JsonEncodedText.Encode(Name, JsonText.Encoder);
        EncodedRelease = JsonEncodedText.Encode(Release, JsonText.Encoder);
        Positive = JsonEncodedText.Encode(scorer.Schema.Positive, JsonText.Encoder);
        Negative = JsonEncodedText.Encode(scorer.Schema.Negative, JsonText.Encoder);
        _workspaces = new DefaultObjectPool<Workspace>(new WorkspacePolicy(this), Environment.ProcessorCount * 4);
    }

    public string Name { get; }

    public string Release { get; }

    public ModelSchema Schema => _scorer.Schema;

    public FieldSet Fields { get; }

    public JsonEncodedText EncodedName { get; }

    public JsonEncodedText EncodedRelease { get; }

    public JsonEncodedText Positive { get; }

    public JsonEncodedText Negative { get; }

    /// <summary>The documents that never change while the model is served.</summary>
    public ModelDocuments Documents { get; private set; } = null!;

    /// <summary>Loads the package, warms the model up and holds it against its known rows.</summary>
    /// <exception cref="StageException">The package cannot be used, or the model answers a known row wrongly.</exception>
    public static ServedModel Load(ServerOptions options)
    {
        var scorer = LoadScorer(options.Package);
        var known = KnownRowsFile.Read(Path.Combine(options.Package, StageFiles.KnownRows), scorer.Schema);
        var model = new ServedModel(scorer, options);
        model.Documents = new ModelDocuments(model, options, known);
        WarmUp.Run(model, known, options);
        return model;
    }

    /// <summary>What one request works with; give it back by <see cref="Return"/>.</summary>
    public Workspace Rent() => _workspaces.Get();

    public void Return(Workspace workspace) => _workspaces.Return(workspace);

    /// <summary>The label's word for a probability.</summary>
    public JsonEncodedText Label(float probability) => probability >= Schema.Threshold ? Positive : Negative;

    private static ModelScorer LoadScorer(string package)
    {
        try
        {
            return ModelScorer.Load(package);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            throw new StageException(
                "The model cannot be served:",
                [new(FindingCodes.ModelFormat, "the model cannot be loaded", Path.Combine(package, StageFiles.Model), failure.Message, "Unpack the package again, or package the model again.")],
                failure);
        }
    }

    private sealed class WorkspacePolicy(ServedModel model) : PooledObjectPolicy<Workspace>
    {
        public override Workspace Create() => new(model.Fields, model._scorer.CreateRowScorer());

        public override bool Return(Workspace workspace) => workspace.Reset();
    }
}
