using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Times one-row predictions of test rows, from setting the cells to the probability.</summary>
internal static class OneRow
{
    public static Latency Time(ModelScorer scorer, Table rows, TimeProvider clock, CancellationToken cancellation)
    {
        var single = scorer.CreateRowScorer();
        var set = scorer.Schema.Features.Select((feature, place) => Setter(single, rows, feature, place)).ToArray();
        return Latency.Of(rows.Rows, Predict, clock, cancellation);

        void Predict(int row)
        {
            foreach (var cell in set)
                cell(row);
            single.Score();
        }
    }

    private static Action<int> Setter(RowScorer single, Table rows, ModelColumn feature, int place)
    {
        if (feature.Kind == ColumnKind.Category)
        {
            var words = rows.Categories(feature.Name);
            return row => single.SetCategory(place, words[row]);
        }

        var numbers = rows.Numbers(feature.Name);
        return row => single.SetNumber(place, numbers[row]);
    }
}
