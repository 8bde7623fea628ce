using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Query.Execution.Histograms;
using Heed.Query.Execution.Histograms.Windows;
using Heed.Query.Execution.Info;
using Heed.Query.Execution.Labels;
using Heed.Query.Functions;
using Heed.Query.Histograms;
using Heed.Query.Planning;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>Operators of function calls.</summary>
internal sealed class CallBuilder(QueryContext context, OperatorBuilder operators, bool isRange)
{
    public Operator Build(CallPlan plan)
    {
        string name = plan.Call.Function.Name;
        if (WindowFunctions.Create(name, context.Options.AsPrometheus2) is { } window) return BuildWindow(plan, window);
        if (MathFunctions.ByName.TryGetValue(name, out Func<double, double>? function))
        {
            return new ElementOperator(Vector(plan, 0), function);
        }

        if (DateFunctions.ByName.TryGetValue(name, out Func<double, double>? part))
        {
            return new ElementOperator(plan.Arguments.Count == 0 ? new TimeOperator(plan.Grid) : Vector(plan, 0), part);
        }

        return name switch
        {
            "absent" => new AbsentOperator(Vector(plan, 0), plan.Call.Arguments[0]),
            "absent_over_time" => new AbsentOperator(
                new WindowOperator(context, operators.BuildWindows(plan.Arguments[0]), new CountFunction(present: true)), plan.Call.Arguments[0]),
            "clamp" => new ParameterOperator(Vector(plan, 0), Scalar(plan, 1), Scalar(plan, 2), Clamp),
            "clamp_min" => new ParameterOperator(
                Vector(plan, 0), Scalar(plan, 1), new Column(plan.Grid.Count), (value, least, _) => MathFunctions.Larger(value, least)),
            "clamp_max" => new ParameterOperator(
                Vector(plan, 0), Scalar(plan, 1), new Column(plan.Grid.Count), (value, most, _) => MathFunctions.Smaller(value, most)),
            "round" => BuildRound(plan),
            "time" => new TimeOperator(plan.Grid),
            "timestamp" => BuildTimestamp(plan.Arguments[0]),
            "start_timestamp" => BuildStartTimestamp(plan.Arguments[0]),
            "info" => BuildInfo(plan),
            "vector" => Vector(plan, 0),
            "scalar" => new ScalarOperator(Vector(plan, 0)),
            "min_of" or "max_of" => BuildChoice(plan),
            "label_replace" or "label_join" => BuildLabels(plan),
            "sort" or "sort_desc" or "sort_by_label" or "sort_by_label_desc" => BuildSort(plan),
            _ => BuildHistogram(plan),
        };
    }

    private Operator Vector(CallPlan plan, int argument) => operators.Build(plan.Arguments[argument]);

    private Column Scalar(CallPlan plan, int argument) => Vector(plan, argument).FillScalar();

    private static string Text(CallPlan plan, int argument) => ((StringPlan)plan.Arguments[argument]).Value;

    private Operator BuildWindow(CallPlan plan, WindowFunction function)
    {
        bool quantile = plan.Call.Function.Name == "quantile_over_time";
        int matrix = quantile ? 1 : 0;
        WindowSource source = operators.BuildWindows(plan.Arguments[matrix]);
        if (plan.Arguments[matrix] is RangePlan { Range.Selector.Edges: not RangeEdges.Plain and RangeEdges edges })
        {
            SourceSpan at = plan.Call.Arguments[matrix].Span;
            return new EdgeWindowOperator(context, source, at, plan.Call.Function.Name, edges == RangeEdges.Smoothed)
            {
                CounterCheck = CounterCheck(plan),
            };
        }

        Column? first = plan.Arguments.Count > 1 ? Scalar(plan, quantile ? 0 : 1) : null;
        Column? second = plan.Arguments.Count > 2 ? Scalar(plan, 2) : null;
        if (quantile) QuantileChecks.Warn(context, first!, plan.Call.Arguments[0].Span);
        SourceSpan span = plan.Call.Arguments[matrix].Span;
        return new WindowOperator(context, source, function, first, second)
        {
            Another = () => WindowFunctions.Create(plan.Call.Function.Name, context.Options.AsPrometheus2)!,
            CounterCheck = CounterCheck(plan),
            Started = context.Options.UseStartTimes ? StartedCounter.Create(plan.Call.Function.Name) : null,
            Mixed = new MixedWindows(context, source, plan.Call.Function.Name, span, function, first, second),
            Argument = span,
        };
    }

    /// <summary>Remarks on a rate of something that does not look like a counter, once it has a value.</summary>
    private Action<LabelSet>? CounterCheck(CallPlan plan)
    {
        if (plan.Call.Function.Name is not ("rate" or "increase")) return null;
        SourceSpan span = plan.Call.Arguments[0].Span;
        return labels =>
        {
            string name = labels.MetricName;
            if (name.Length == 0 || name.EndsWith("_total", StringComparison.Ordinal) || name.EndsWith("_sum", StringComparison.Ordinal))
            {
                return;
            }

            if (name.EndsWith("_count", StringComparison.Ordinal) || name.EndsWith("_bucket", StringComparison.Ordinal)) return;
            context.Annotations.Inform(
                span, $"metric might not be a counter, name does not end in _total/_sum/_count/_bucket: {GoLabels.Quote(name)}");
        };
    }

    /// <summary>Nothing where the limits exclude each other.</summary>
    private static double Clamp(double value, double least, double most) =>
        least > most ? Column.Nothing : MathFunctions.Larger(least, MathFunctions.Smaller(most, value));

    private ParameterOperator BuildRound(CallPlan plan)
    {
        Column nearest = new(plan.Grid.Count);
        nearest.Values.Fill(1);
        if (plan.Arguments.Count > 1) nearest = Scalar(plan, 1);
        return new ParameterOperator(Vector(plan, 0), nearest, nearest, (value, to, _) => MathFunctions.Round(value, to));
    }

    /// <summary>A selector answers the times of its samples; anything computed has the time of the step.</summary>
    private Operator BuildTimestamp(PlanNode argument) => argument switch
    {
        SelectPlan select => new SelectOperator(context, select, timestamps: true),
        RepeatPlan { Input: SelectPlan select } => new RepeatOperator(argument.Grid, new SelectOperator(context, select, timestamps: true)),
        _ => new StepTimeOperator(operators.Build(argument)),
    };

    /// <summary>Only the samples of a selector have start times; what is computed has none.</summary>
    private Operator BuildStartTimestamp(PlanNode argument) => argument switch
    {
        SelectPlan select => new StartTimestampOperator(context, select),
        RepeatPlan { Input: SelectPlan select } => new RepeatOperator(argument.Grid, new StartTimestampOperator(context, select)),
        _ => new EmptyOperator(argument.Grid),
    };

    private Operator BuildInfo(CallPlan plan)
    {
        VectorSelector? chosen = plan.Arguments.Count > 1 ? (VectorSelector)plan.Call.Arguments[1].Unwrap() : null;
        InfoLabels labels = new(chosen);
        VectorSelector infos = new(plan.Call.Span, "", [.. labels.Matchers]);
        SelectPlan select = new(infos, plan.Grid, InfoReference.Of(plan.Arguments[0]));
        SelectOperator times = new(context, select, timestamps: true) { IsInfo = true };
        return MergeOperator.MergeDuplicates(context, new InfoOperator(context, Vector(plan, 0), times, labels));
    }

    private ParameterOperator BuildChoice(CallPlan plan)
    {
        bool least = plan.Call.Function.Name == "min_of";
        Column other = Scalar(plan, 1);
        return new ParameterOperator(
            Vector(plan, 0), other, other, (a, b, _) => least ? MathFunctions.Smaller(a, b) : MathFunctions.Larger(a, b));
    }

    private MergeOperator BuildLabels(CallPlan plan)
    {
        Operator input = Vector(plan, 0);
        if (plan.Call.Function.Name == "label_replace")
        {
            LabelReplacement replacement = new(context, Text(plan, 1), Text(plan, 2), Text(plan, 3), Text(plan, 4));
            return MergeOperator.Rename(context, input, context.Map(input.Series, replacement.Apply));
        }

        string[] sources = new string[plan.Arguments.Count - 3];
        for (int i = 0; i < sources.Length; i++) sources[i] = Text(plan, i + 3);
        LabelJoin join = new(context, Text(plan, 1), Text(plan, 2), sources);
        return MergeOperator.Rename(context, input, context.Map(input.Series, join.Apply));
    }

    private SortOperator BuildSort(CallPlan plan)
    {
        string name = plan.Call.Function.Name;
        if (isRange)
        {
            context.Annotations.Warn(plan.Call.Span, "sort is ineffective for range queries since results are always ordered by labels");
        }

        string[]? labels = null;
        if (name.StartsWith("sort_by_label", StringComparison.Ordinal))
        {
            labels = new string[plan.Arguments.Count - 1];
            for (int i = 0; i < labels.Length; i++) labels[i] = Text(plan, i + 1);
        }

        return new SortOperator(context, Vector(plan, 0), name.EndsWith("desc", StringComparison.Ordinal), labels);
    }

    private Operator BuildHistogram(CallPlan plan)
    {
        switch (plan.Call.Function.Name)
        {
            case "histogram_quantile": return BuildQuantile(plan, 1, Scalar(plan, 0), plan.Call.Arguments[0].Span);
            case "histogram_quantiles": return BuildQuantiles(plan);
            case "histogram_fraction":
                Operator input = Vector(plan, 2);
                SourceSpan span = plan.Call.Arguments[2].Span;
                return new HistogramOperator(context, input, span, Scalar(plan, 0), Scalar(plan, 1));
            default:
                string name = plan.Call.Function.Name;
                if (HistogramFigures.Create(name) is { } figure) return new FigureOperator(Vector(plan, 0), figure);
                throw QueryAbortedException.Execution($"function \"{name}\" needs data that this store does not keep");
        }
    }

    private HistogramOperator BuildQuantile(CallPlan plan, int vector, Column quantile, SourceSpan quantileSpan)
    {
        Operator input = Vector(plan, vector);
        SourceSpan span = plan.Call.Arguments[vector].Span;
        QuantileChecks.Warn(context, quantile, quantileSpan);
        return new HistogramOperator(context, input, span, quantile, null);
    }

    private MergeOperator BuildQuantiles(CallPlan plan)
    {
        string label = Text(plan, 1);
        if (!context.IsLabelName(label)) throw QueryAbortedException.Execution($"invalid label name {GoLabels.Quote(label)}");
        Operator[] parts = new Operator[plan.Arguments.Count - 2];
        List<OutputSeries> renamed = [];
        for (int i = 0; i < parts.Length; i++)
        {
            Column quantile = Scalar(plan, i + 2);
            parts[i] = BuildQuantile(plan, 0, quantile, plan.Call.Arguments[i + 2].Span);
            string value = QuantileLabel(quantile.Values.Length == 0 ? double.NaN : quantile.Values[0]);
            foreach (OutputSeries series in parts[i].Series) renamed.Add(series with { Labels = series.Labels.With(label, value) });
        }

        return MergeOperator.Rename(context, new UnionOperator(parts), [.. renamed]);
    }

    /// <summary>As expositions write quantiles: whole numbers with a zero behind the point.</summary>
    private static string QuantileLabel(double quantile)
    {
        string text = GoNumber.FormatShort(quantile);
        return double.IsFinite(quantile) && !text.Contains('.', StringComparison.Ordinal) && !text.Contains('e', StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{text}.0")
            : text;
    }
}
