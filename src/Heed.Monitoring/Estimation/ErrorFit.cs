using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Estimation;

/// <summary>
/// Fits an <see cref="ErrorModel"/>: factors by the predicted number's bins, then again and again by the one feature whose bins explain
/// most of what is left, until the gain is small. What is explained is the deviance 2 Σ (e ln(e/p) − e + p) of errors e from predictions
/// p, and the factor of a cell is Σ e/Σ p, drawn towards 1 by a few imaginary rows, so that a rare cell says little.
/// </summary>
internal sealed class ErrorFit
{
    // A cell of this many ordinary rows goes half of the way: below it chance rules.
    private const double ImaginaryRows = 20;

    // A feature that explains a smaller share of the deviance is left out: with deciles chance alone explains about 10 of n rows.
    private const double LeastGain = 0.01;

    // Beyond this quantile errors are cut while fitting: one wild error must not rule a cell.
    private const double CutQuantile = 0.99;

    private readonly double[] _errors;
    private readonly double[] _predicted;
    private readonly byte[][] _cells;
    private readonly double[] _edges;
    private readonly int[] _answerCells;
    private readonly int _features;
    private readonly double _surplus;

    /// <param name="rows">Of the baseline.</param>
    /// <param name="answerEdges">Bins of the predicted number.</param>
    /// <param name="features">Of the model.</param>
    public ErrorFit(SampledRows rows, double[] answerEdges, int features)
    {
        _edges = answerEdges;
        _cells = [.. rows.Cells];
        _features = Math.Min(features, rows.Cells[0].Length);
        _errors = [.. rows.Answers.Select(a => Math.Abs(a.Number - a.ActualNumber))];
        _predicted = new double[_errors.Length];
        ErrorModel bare = new(answerEdges, []);
        _answerCells = [.. rows.Answers.Select(a => bare.CellOf(a.Number))];

        // What the cut takes away is given back as a factor, so that the model stays right on average.
        double[] sorted = [.. _errors.Order()];
        double cut = sorted[(int)(CutQuantile * (sorted.Length - 1))];
        double whole = _errors.Sum();
        for (int i = 0; i < _errors.Length; i++) _errors[i] = Math.Min(cut, _errors[i]);
        double kept = _errors.Sum();
        _surplus = kept > 0 ? whole / kept : 1;
    }

    /// <summary>Fits all rows but those from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public ErrorModel Without(int from, int to)
    {
        double mean = 0;
        int count = _errors.Length - (to - from);
        for (int i = 0; i < _errors.Length; i++) mean += i >= from && i < to ? 0 : _errors[i] / count;
        _predicted.AsSpan().Fill(mean);
        double[] first = Factors(_answerCells.Max() + 1, i => _answerCells[i], from, to, mean).Factors;
        Multiply(first, i => _answerCells[i]);
        for (int cell = 0; cell < first.Length; cell++) first[cell] *= mean * _surplus;
        List<ErrorTable> tables = [new ErrorTable(-1, first)];
        while (tables.Count <= ErrorModel.MostFeatures && NextTable(tables, from, to, mean) is { } next) tables.Add(next);
        return new ErrorModel(_edges, tables);
    }

    private ErrorTable? NextTable(List<ErrorTable> tables, int from, int to, double mean)
    {
        double deviance = 0;
        for (int i = 0; i < _errors.Length; i++)
        {
            if (i >= from && i < to) continue;
            double logarithm = _errors[i] > 0 ? _errors[i] * Math.Log(_errors[i] / _predicted[i]) : 0;
            deviance += logarithm - _errors[i] + _predicted[i];
        }

        (double Gain, int Feature, double[] Factors) best = (LeastGain * deviance, -1, []);
        for (int feature = 0; feature < _features; feature++)
        {
            if (tables.Exists(t => t.Feature == feature)) continue;
            int at = feature;
            (double gain, double[] factors) = Factors(byte.MaxValue + 1, i => _cells[i][at], from, to, mean);
            if (gain > best.Gain) best = (gain, feature, factors);
        }

        if (best.Feature < 0) return null;
        Multiply(best.Factors, i => _cells[i][best.Feature]);
        return new ErrorTable(best.Feature, best.Factors);
    }

    /// <summary>The drawn factors by cell, and by how much they lower half of the deviance.</summary>
    private (double Gain, double[] Factors) Factors(int cells, Func<int, int> cellOf, int from, int to, double mean)
    {
        double[] errors = new double[cells];
        double[] predicted = new double[cells];
        for (int i = 0; i < _errors.Length; i++)
        {
            if (i >= from && i < to) continue;
            errors[cellOf(i)] += _errors[i];
            predicted[cellOf(i)] += _predicted[i];
        }

        double gain = 0;
        for (int cell = 0; cell < cells; cell++)
        {
            double imaginary = ImaginaryRows * mean;
            double factor = imaginary > 0 ? (errors[cell] + imaginary) / (predicted[cell] + imaginary) : 1;
            gain += (errors[cell] * Math.Log(factor)) - ((factor - 1) * predicted[cell]);
            errors[cell] = factor;
        }

        return (gain, errors);
    }

    private void Multiply(double[] factors, Func<int, int> cellOf)
    {
        for (int i = 0; i < _predicted.Length; i++) _predicted[i] *= factors[cellOf(i)];
    }
}
