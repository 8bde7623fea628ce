using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence;
using Heed.Statistics.Histograms;

namespace Heed.FalseAlarms;

/// <summary>A model whose stream is drawn from one distribution, its baseline of the same stream, and its panes hour by hour.</summary>
internal sealed class SimulatedModel
{
    // Monday, 6 January 2025.
    private const long StartMs = 1_736_121_600_000;
    private const long HourMs = 3_600_000;
    private const int BaselineHours = 14 * 24;
    private const int MostBaselineRows = 20_000;
    private const double LabelledPart = 0.3;
    private const double WrongPart = 0.1;

    private readonly StreamShape _shape;
    private readonly SimulatedFeature[] _features;
    private readonly SplitMix _answers;
    private readonly double[] _values;
    private long _nextMs;

    /// <param name="seed">Models with different seeds are independent.</param>
    public SimulatedModel(StreamShape shape, ulong seed)
    {
        _shape = shape;
        ulong stream = seed * 1_000_003;
        _features = [.. Enumerable.Range(0, shape.Features).Select(i => new SimulatedFeature($"f{i}", shape, stream + (ulong)i + 1))];
        _answers = new SplitMix(stream);
        Baseline = MakeBaseline();
        Layout = PaneLayout.Of(Baseline);
        Pane = new PaneCounts(Layout);
        _values = new double[shape.RecordsPerLook];
        _nextMs = StartMs + (BaselineHours * HourMs);
    }

    public Baseline Baseline { get; }

    public PaneLayout Layout { get; }

    public PaneCounts Pane { get; }

    /// <summary>The first feature's values in the newest pane.</summary>
    public ReadOnlySpan<double> FirstValues => _values;

    /// <summary>The first feature's values in the baseline, ascending; of categories their positions.</summary>
    public double[] FirstBaseline { get; private set; } = [];

    /// <summary>Fills <see cref="Pane"/> with the next hour.</summary>
    public void Next(in StreamChange change)
    {
        Pane.Restart(_nextMs, _nextMs + HourMs);
        double hour = _nextMs / HourMs % 24;
        _nextMs += HourMs;
        Pane.Records = _shape.RecordsPerLook;

        // The first feature is the last, so that its values stay for whoever looks at them.
        for (int i = _features.Length - 1; i >= 0; i--)
        {
            StreamChange own = i == 0 ? change : StreamChange.None;
            _features[i].Draw(_values, hour, own);
            _features[i].Count(_values, Baseline.Features[i], Pane, i, own);
        }

        DrawAnswers();
    }

    private void DrawAnswers()
    {
        double[] edges = Baseline.Answers.Numbers!.BinEdges;
        OutcomeCounts outcomes = default;
        int yes = Baseline.Answers.Classes.ToList().IndexOf("yes");
        for (int i = 0; i < _shape.RecordsPerLook; i++)
        {
            double score = _answers.NextDouble();
            Pane.Classes[score > 0.5 ? yes : 1 - yes]++;
            Pane.Confidence[Math.Min(9, (int)(10 * Math.Max(score, 1 - score)))]++;
            BinCounts.Add([score], edges, Pane.Score);
            if (_answers.NextDouble() < LabelledPart) outcomes += OutcomeCounts.OfAnswer(_answers.NextDouble() >= WrongPart);
        }

        Pane.Outcomes = outcomes;
    }

    private Baseline MakeBaseline()
    {
        // A large stream's baseline is a sample of rows without times, as people keep them.
        bool timed = BaselineHours * _shape.RecordsPerLook <= MostBaselineRows;
        int rows = timed ? BaselineHours * _shape.RecordsPerLook : MostBaselineRows;
        BaselineBuilder builder = new(new ModelOptions { Name = "simulated" });
        int block = timed ? _shape.RecordsPerLook : 1000;
        double[][] values = [.. _features.Select(_ => new double[block])];
        FirstBaseline = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            double hour = timed ? row / block % 24 : 24 * _answers.NextDouble();
            for (int i = 0; i < _features.Length; i++)
            {
                if (row % block == 0) _features[i].Draw(values[i], hour, StreamChange.None);
                double value = values[i][row % block];
                if (i == 0) FirstBaseline[row] = value;
                if (_shape.Categories > 0) builder.AddFeatureText(_features[i].Name, SimulatedFeature.CategoryName((int)value));
                else builder.AddFeatureNumber(_features[i].Name, value);
            }

            AddAnswer(builder, row, timed ? StartMs + ((long)row * HourMs / block) : null);
        }

        Array.Sort(FirstBaseline);
        return builder.Build().Value;
    }

    private void AddAnswer(BaselineBuilder builder, int row, long? timeMs)
    {
        double score = _answers.NextDouble();
        string answer = score > 0.5 ? "yes" : "no";
        RecordId id = RecordId.Of(BitConverter.GetBytes(row));
        builder.EndPrediction(new BaselinePrediction(id, timeMs, double.NaN, answer, double.NaN, score));
        if (_answers.NextDouble() >= LabelledPart) return;
        bool wrong = _answers.NextDouble() < WrongPart;
        builder.AddLabel(id, wrong == (answer == "yes") ? "no" : "yes", double.NaN);
    }
}
