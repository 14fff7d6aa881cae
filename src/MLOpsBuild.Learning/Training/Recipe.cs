using Microsoft.ML;

namespace MLOpsBuild.Learning;

/// <summary>A trainer in Microsoft.ML's terms.</summary>
/// <param name="Features">Makes what the learner reads out of the columns of a <see cref="TableView"/>.</param>
/// <param name="Learn">Fits on the rows to learn from; the rows of the validation part are for early stopping only.</param>
internal sealed record Recipe(IEstimator<ITransformer> Features, Func<IDataView, IDataView, ITransformer> Learn);
