using System.Buffers;
using System.Text;
using CsCheck;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Serving.Tests;

/// <summary>Whatever the bytes are: an answer that is the model's, or a refusal, never a failure.</summary>
public sealed class RandomRequestTests(CreditServer credit)
{
    private ServedModel Load() => ServedModel.Load(new ServerOptions { Package = credit.Model.Package });

    [Fact]
    public void Damaged_bodies_are_refused_and_never_fail()
    {
        var model = Load();
        var good = Encoding.UTF8.GetBytes(credit.Row(("Age", "30"), ("Home", "\"\\u00e4\\ud83d\\ude00\"")));
        var damage = Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Array[1, 4];
        damage.Sample(
            changes =>
            {
                var body = good.ToArray();
                foreach (var (at, value, _) in changes)
                    body[at] = value;
                Answer(model, PredictEndpoint.Answer, body[..changes[0].Item3]);
                Answer(model, PredictEndpoint.Answer, body);
                Answer(model, InferEndpoint.Answer, body);
            },
            iter: 20_000);
    }

    [Fact]
    public void A_row_scores_alike_by_name_and_by_tensor_and_as_the_model_scores_it()
    {
        var model = Load();
        var scorer = credit.Model.Scorer.CreateRowScorer();
        var words = Gen.Int[0, 3].Select(word => word switch { 0 => null, 1 => "owner", 2 => "rent", _ => "castle" });
        Gen.Select(Gen.Float[-1e6f, 1e6f], words, Gen.Bool, Gen.Int[1, 7]).Sample(
            (number, word, flag, rows) =>
            {
                var cells = credit.Model.Known[0].Cells.Select(cell => cell.Column switch
                {
                    "Income" => cell with { Number = number },
                    "Home" => cell with { Category = word },
                    "Records" => cell with { Number = flag ? 1 : 0 },
                    _ => cell,
                });
                var row = credit.Model.Known[0] with { Cells = [.. cells] };
                var expected = scorer.Score(row.Cells);
                var one = Encoding.UTF8.GetString(RowJson.Of(row));
                var named = Answer(model, PredictEndpoint.Answer, Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(one, rows))}]"));
                var tensors = Answer(model, InferEndpoint.Answer, Tensors(row, rows));
                Assert.Equal(Enumerable.Repeat(expected, rows), named!.RootElement.EnumerateArray().Select(answer => answer.GetProperty("probability").GetSingle()));
                Assert.Equal(Enumerable.Repeat(expected, rows), tensors!.RootElement.GetProperty("outputs")[0].GetProperty("data").EnumerateArray().Select(answer => answer.GetSingle()));
            },
            iter: 2_000,
            threads: 1);
    }

    private static byte[] Tensors(KnownRow row, int rows)
    {
        var values = System.Text.Json.JsonDocument.Parse(RowJson.Of(row)).RootElement;
        var inputs = row.Cells.Select(cell =>
            FormattableString.Invariant($$"""{"name":"{{cell.Column}}","datatype":"{{Datatypes.Of(cell.Kind)}}","shape":[{{rows}}],"data":[{{string.Join(',', Enumerable.Repeat(values.GetProperty(cell.Column).GetRawText(), rows))}}]}"""));
        return Encoding.UTF8.GetBytes("{\"inputs\":[" + string.Join(',', inputs) + "]}");
    }

    private static System.Text.Json.JsonDocument? Answer(ServedModel model, Action<ServedModel, ReadOnlySequence<byte>, Workspace, int> answering, byte[] body)
    {
        var workspace = model.Rent();
        try
        {
            answering(model, new ReadOnlySequence<byte>(body), workspace, 100);
            return System.Text.Json.JsonDocument.Parse(workspace.Buffer.WrittenMemory.ToArray());
        }
        catch (RequestException)
        {
            return null;
        }
        finally
        {
            model.Return(workspace);
        }
    }
}
