using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution.Histograms;
using Heed.Query.Planning;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>One query, from plan to result.</summary>
internal sealed class QueryExecution
{
    private readonly QueryContext _context;
    private readonly OperatorBuilder _builder;
    private readonly StepGrid _grid;
    private readonly bool _isRange;

    private QueryExecution(QueryContext context, StepGrid grid, bool isRange)
    {
        _context = context;
        _builder = new OperatorBuilder(context, isRange);
        _grid = grid;
        _isRange = isRange;
    }

    public static QueryResult Run(QueryContext context, QueryOptions options, Expression expression, StepGrid grid, bool isRange)
    {
        context.Continue();
        PlanNode plan = new Planner(options, grid, isRange).Plan(expression);
        QueryValue value = new QueryExecution(context, grid, isRange).Evaluate(plan, expression.Type);
        return QueryResult.Of(value, context.Annotations.Warnings, context.Annotations.Infos);
    }

    private QueryValue Evaluate(PlanNode plan, ExpressionType type)
    {
        if (plan is StringPlan text) return new StringValue(_grid.StartMs, text.Value);
        if (type == ExpressionType.RangeVector) return Windows(_builder.BuildWindows(plan));
        Operator root = MergeOperator.FinishNames(_context, _builder.Build(plan));
        if (_isRange) return Matrix(root);
        return type == ExpressionType.Scalar ? new ScalarValue(_grid.StartMs, root.FillScalar().Values[0]) : Vector(root);
    }

    private VectorValue Vector(Operator root)
    {
        Column column = new(1);
        VectorSample?[] found = new VectorSample?[root.Series.Length];
        for (int i = 0; i < found.Length; i++)
        {
            root.Fill(i, column);
            double value = column.Values[0];
            if (Column.IsNothing(value)) continue;
            _context.Hold(1 + HistogramWeight.Of(column));
            found[i] = new VectorSample(root.Series[i].Labels, new Sample(_grid.StartMs, value), column.HistogramAt(0));
        }

        List<VectorSample> samples = new(found.Length);
        if (root.Order() is { } order)
        {
            foreach (int i in order) AddPresent(samples, found[i]);
        }
        else
        {
            foreach (VectorSample? sample in found) AddPresent(samples, sample);
            _context.SortByLabels(samples, s => s.Labels);
        }

        return new VectorValue(samples);
    }

    private static void AddPresent(List<VectorSample> samples, VectorSample? sample)
    {
        if (sample is { } present) samples.Add(present);
    }

    private MatrixValue Matrix(Operator root)
    {
        Column column = new(_grid.Count);
        List<MatrixSeries> matrix = new(root.Series.Length);
        for (int i = 0; i < root.Series.Length; i++)
        {
            root.Fill(i, column);
            int count = column.CountPresent();
            if (count == 0) continue;
            _context.Hold(count + HistogramWeight.Of(column));
            matrix.Add(Copy(root.Series[i].Labels, column, count));
        }

        return Ordered(matrix);
    }

    private MatrixSeries Copy(LabelSet labels, Column column, int count)
    {
        ReadOnlySpan<double> values = column.Values;
        long[] times = new long[count];
        double[] kept = new double[count];
        NativeHistogram?[]? histograms = column.HasHistograms ? new NativeHistogram?[count] : null;
        int at = 0;
        for (int step = 0; step < values.Length; step++)
        {
            if (Column.IsNothing(values[step])) continue;
            times[at] = _grid.TimeAt(step);
            if (histograms is not null) histograms[at] = column.HistogramAt(step);
            kept[at++] = values[step];
        }

        return new MatrixSeries(labels, times, kept, histograms);
    }

    /// <summary>The samples of the only window of an instant query.</summary>
    private MatrixValue Windows(WindowSource source)
    {
        SampleBuffer buffer = new();
        List<MatrixSeries> matrix = new(source.Series.Length);
        long end = source.EndOf(0);
        long start = end - source.RangeMs;
        for (int i = 0; i < source.Series.Length; i++)
        {
            source.Read(i, buffer);
            int from = 0;
            int to = buffer.Count;
            while (to > 0 && buffer.TimesMs[to - 1] > end) to--;
            while (from < to && (_context.Options.AsPrometheus2 ? buffer.TimesMs[from] < start : buffer.TimesMs[from] <= start)) from++;
            if (from == to) continue;
            _context.Hold(to - from + HistogramWeight.Of(buffer));
            matrix.Add(new MatrixSeries(
                source.Series[i].FinalLabels,
                buffer.TimesMs[from..to].ToArray(),
                buffer.Values[from..to].ToArray(),
                buffer.HasHistograms ? buffer.Histograms[from..to].ToArray() : null));
        }

        return Ordered(matrix);
    }

    private MatrixValue Ordered(List<MatrixSeries> matrix)
    {
        _context.SortByLabels(matrix, s => s.Labels);
        for (int i = 1; i < matrix.Count; i++)
        {
            if (matrix[i].Labels == matrix[i - 1].Labels)
            {
                throw QueryAbortedException.Execution("vector cannot contain metrics with the same labelset");
            }
        }

        return new MatrixValue(matrix);
    }
}
