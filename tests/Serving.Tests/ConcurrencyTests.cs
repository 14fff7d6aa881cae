using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MLOpsBuild.Serving.Tests;

/// <summary>Many requests at once get the answers that each gets alone.</summary>
public sealed class ConcurrencyTests(CreditServer credit)
{
    private const int Clients = 24;

    [Fact]
    public async Task Requests_at_once_get_the_answers_they_get_alone()
    {
        var expected = Enumerable.Range(0, 200).Select(income => credit.Probability(("Income", income * 5, null))).ToArray();
        Assert.True(expected.Distinct().Count() > 10);

        await Parallel.ForEachAsync(Enumerable.Range(0, Clients), new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (client, _) =>
        {
            for (var i = 0; i < 50; i++)
            {
                var income = ((client * 50) + i) % expected.Length;
                var (status, body) = await credit.Server.PostAsync("/predict", $"[{Row(income)},{Row((income + 1) % expected.Length)}]");
                Assert.Equal(200, status);
                using var answers = JsonDocument.Parse(body);
                Assert.Equal([expected[income], expected[(income + 1) % expected.Length]], answers.RootElement.EnumerateArray().Select(answer => answer.GetProperty("probability").GetSingle()));
            }
        });
    }

    [Fact]
    public void A_scorer_made_while_others_score_scores_alike()
    {
        var model = ServedModel.Load(new ServerOptions { Package = credit.Model.Package });
        var rows = Enumerable.Range(0, 50).Select(income => (Body: new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(Row(income))), Expected: credit.Probability(("Income", income * 5, null)))).ToArray();
        Parallel.For(0, Clients, new ParallelOptions { MaxDegreeOfParallelism = Clients }, client =>
        {
            // All that are rented at once: more than are kept.
            var workspaces = Enumerable.Range(0, 8).Select(_ => model.Rent()).ToArray();
            foreach (var workspace in workspaces)
            {
                foreach (var (body, expected) in rows)
                {
                    PredictEndpoint.Answer(model, body, workspace, maxRows: 1);
                    using var answer = JsonDocument.Parse(workspace.Buffer.WrittenMemory);
                    Assert.Equal(expected, answer.RootElement.GetProperty("probability").GetSingle());
                    workspace.Reset();
                }

                model.Return(workspace);
            }
        });
    }

    [Fact]
    public async Task A_refused_request_leaves_nothing_behind_for_the_next()
    {
        var whole = credit.Row(("Income", "12"));
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(400, (await credit.Server.PostAsync("/predict", $"[{whole},{credit.Row(("Income", "\"x\""))}]")).Status);
            var (status, body) = await credit.Server.PostAsync("/predict", credit.Row(("Income", null)));
            Assert.Equal(200, status);
            using var answer = JsonDocument.Parse(body);
            Assert.Equal(credit.Probability(("Income", float.NaN, null)), answer.RootElement.GetProperty("probability").GetSingle());
        }
    }

    private string Row(int income) => credit.Row(("Income", (income * 5).ToString(CultureInfo.InvariantCulture)));
}
