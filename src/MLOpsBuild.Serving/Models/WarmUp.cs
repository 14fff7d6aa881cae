using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>Sends the known rows through the whole path of a request, so that it is compiled and known to be right before the first client comes.</summary>
internal static class WarmUp
{
    private const int Rounds = 200;
    private const float Tolerance = 1e-5f;

    public static void Run(ServedModel model, ImmutableArray<KnownRow> known, ServerOptions options)
    {
        if (known.IsEmpty)
            throw Failure("there is no known row to check the model by", "0 rows");
        var findings = known.SelectMany(row => Check(model, row, options)).ToImmutableArray();
        if (!findings.IsEmpty)
            throw new StageException("The model does not answer as it did when it was trained:", findings);
    }

    private static IEnumerable<Finding> Check(ServedModel model, KnownRow row, ServerOptions options)
    {
        var body = new ReadOnlySequence<byte>(RowJson.Of(row));
        var text = "";
        for (var round = 0; round < Rounds; round++)
        {
            var workspace = model.Rent();
            PredictEndpoint.Answer(model, body, workspace, options.MaxRows);
            text = System.Text.Encoding.UTF8.GetString(workspace.Buffer.WrittenSpan);
            model.Return(workspace);
        }

        using var answer = JsonDocument.Parse(text);
        var probability = answer.RootElement.GetProperty("probability").GetSingle();
        if (!(Math.Abs(probability - row.Probability) <= Tolerance))
            yield return Finding($"the known row '{row.Name}' gets another probability than {row.Probability.ToString(CultureInfo.InvariantCulture)}", probability.ToString(CultureInfo.InvariantCulture));
    }

    private static StageException Failure(string what, string value) => new("The model cannot be served:", [Finding(what, value)]);

    private static Finding Finding(string what, string value) =>
        new(FindingCodes.ModelFormat, what, StageFiles.KnownRows, value, "Package the model again, or serve it by the version that made it.");
}
