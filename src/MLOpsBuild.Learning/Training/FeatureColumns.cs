using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLOpsBuild.Learning;

/// <summary>The ways from columns to the one vector that a learner reads. A category is one slot for each word seen in the fit, in ordinal order; a missing or unseen one leaves them all 0.</summary>
internal static class FeatureColumns
{
    /// <summary>The vector's column.</summary>
    public const string Features = "Features";

    /// <summary>Numbers as they are, NaN for missing: LightGBM learns which way missing goes at each split.</summary>
    public static IEstimator<ITransformer> WithMissing(FeatureSet features, MLContext ml)
    {
        string[] numbers = [.. features.Numbers, .. features.Flags];
        return Words(features, ml).Append(ml.Transforms.Concatenate(Features, [.. numbers, .. features.Categories]));
    }

    /// <summary>Missing numbers become the mean, and a column of their own tells where: FastTree leaves rows with NaN out.</summary>
    public static IEstimator<ITransformer> WithoutMissing(FeatureSet features, MLContext ml)
    {
        string[] numbers = [.. features.Numbers, .. features.Flags];
        string[] missing = [.. features.Optional.Select(Missing)];
        return Words(features, ml).Append(Filled(features, ml))
            .Append(ml.Transforms.Concatenate(Features, [.. numbers, .. missing, .. features.Categories]));
    }

    /// <summary>As <see cref="WithoutMissing"/>, with numbers of mean 0 and deviation 1.</summary>
    public static IEstimator<ITransformer> Normalised(FeatureSet features, MLContext ml)
    {
        string[] numbers = [.. features.Numbers, .. features.Flags];
        string[] missing = [.. features.Optional.Select(Missing)];
        var normalised = Words(features, ml).Append<ITransformer>(Filled(features, ml));
        foreach (var number in features.Numbers)
            normalised = normalised.Append<ITransformer>(ml.Transforms.NormalizeMeanVariance(number, fixZero: false));
        return normalised.Append(ml.Transforms.Concatenate(Features, [.. numbers, .. missing, .. features.Categories]));
    }

    private static EstimatorChain<ITransformer> Words(FeatureSet features, MLContext ml)
    {
        var chain = new EstimatorChain<ITransformer>();
        return features.Categories.IsEmpty
            ? chain
            : chain.Append<ITransformer>(ml.Transforms.Categorical.OneHotEncoding(
                Same(features.Categories),
                OneHotEncodingEstimator.OutputKind.Indicator,
                keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue));
    }

    private static EstimatorChain<ITransformer> Filled(FeatureSet features, MLContext ml)
    {
        string[] numbers = [.. features.Numbers, .. features.Flags];
        var chain = new EstimatorChain<ITransformer>();
        if (!features.Optional.IsEmpty)
        {
            InputOutputColumnPair[] missing = [.. features.Optional.Select(Missing).Select(name => new InputOutputColumnPair(name))];
            chain = chain
                .Append<ITransformer>(ml.Transforms.IndicateMissingValues([.. features.Optional.Select(name => new InputOutputColumnPair(Missing(name), name))]))
                .Append<ITransformer>(ml.Transforms.Conversion.ConvertType(missing, DataKind.Single));
        }

        return numbers.Length == 0 ? chain : chain.Append<ITransformer>(ml.Transforms.ReplaceMissingValues(Same(numbers), MissingValueReplacingEstimator.ReplacementMode.Mean));
    }

    private static InputOutputColumnPair[] Same(IEnumerable<string> columns) => [.. columns.Select(name => new InputOutputColumnPair(name))];

    private static string Missing(string column) => column + " missing";
}
