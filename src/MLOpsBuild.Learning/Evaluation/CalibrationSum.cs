namespace MLOpsBuild.Learning;

/// <summary>Fills ten bins of equal size with rows of falling probability. Rows of one probability that lie across an edge are shared out with their mean label, so that the order among equals changes nothing.</summary>
internal ref struct CalibrationSum(int total)
{
    private double _filled;
    private double _gap;
    private double _error;
    private double _edge = (double)total / BinaryMetrics.CalibrationBins;
    private int _bin = 1;

    /// <summary>Expected calibration error: the mean over rows of the distance between a bin's mean probability and its share of positives.</summary>
    public readonly double Error => (_error + Math.Abs(_gap)) / total;

    public void Add(double probability, int positives, int negatives)
    {
        double left = positives + negatives;
        var gap = probability - (positives / left); // of each row, on average
        while (_bin < BinaryMetrics.CalibrationBins && _filled + left >= _edge)
        {
            var fits = _edge - _filled;
            _error += Math.Abs(_gap + (fits * gap));
            (_gap, _filled, left) = (0, _edge, left - fits);
            _bin++;
            _edge = (double)total * _bin / BinaryMetrics.CalibrationBins;
        }

        _gap += left * gap;
        _filled += left;
    }
}
