using System.Runtime.InteropServices;

using Heed.Model.Labels;
using Heed.Query.Results;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Rules.State;

namespace Heed.Rules.Recording;

/// <summary>Evaluates one recording rule.</summary>
internal sealed class RecordingEvaluator(RuleGroup group, RecordingRule rule, RuleSurroundings surroundings)
    : RuleEvaluator(group, rule, surroundings)
{
    private readonly List<RuleSample> _prepared = [];

    /// <summary>By the labels that the expression gives, and by those that are written.</summary>
    private readonly Dictionary<LabelSet, RecordedSeries> _known = [];
    private readonly Dictionary<LabelSet, RecordedSeries> _written = [];
    private readonly int _limit = RuleLimit.Of(group, surroundings.Options);
    private long _round;

    public override string? Prepare(in EvaluationMoment moment)
    {
        _prepared.Clear();
        _round++;
        if (!TryEvaluate(moment, out IReadOnlyList<VectorSample>? vector, out string? error)) return error;
        if (vector.Count > _limit) return $"exceeded limit of {_limit} with {vector.Count} series";
        foreach (VectorSample sample in vector)
        {
            RecordedSeries series = Find(sample.Labels);
            if (series.Round == _round) return $"two results have the labels {series.Labels} once the rule's labels are set";
            series.Round = _round;
            _prepared.Add(new RuleSample(series.Labels, sample.Sample.Value, sample.Histogram));
        }

        if (_known.Count > _prepared.Count) Forget();
        return null;
    }

    private RecordedSeries Find(LabelSet element)
    {
        ref RecordedSeries? series = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, element, out _);
        if (series is not null) return series;
        LabelSetBuilder labels = element.ToBuilder().Set(LabelNames.MetricName, rule.Name);
        foreach (Label label in rule.Labels) labels.Set(label.Name, label.Value);
        RecordedSeries made = new(labels.Build());
        ref RecordedSeries? same = ref CollectionsMarshal.GetValueRefOrAddDefault(_written, made.Labels, out _);
        return series = same ??= made;
    }

    /// <summary>Keeps what this evaluation wrote only.</summary>
    private void Forget()
    {
        foreach ((LabelSet element, RecordedSeries series) in _known)
        {
            if (series.Round != _round) _known.Remove(element);
        }

        foreach ((LabelSet labels, RecordedSeries series) in _written)
        {
            if (series.Round != _round) _written.Remove(labels);
        }
    }

    public override string? Apply_NeedsLock(
        in EvaluationMoment moment, RuleEngineOptions options, RuleOutput output, ref long stateVersion)
    {
        output.Samples.AddRange(_prepared);
        return null;
    }

    public override IReadOnlyList<AlertMemory> Remember_NeedsLock() => [];

    public override RuleReport Report_NeedsLock() => new()
    {
        Rule = rule,
        Health = Health,
        LastError = LastError,
        LastEvaluationMs = LastEvaluationMs,
        EvaluationDuration = LastDuration,
        SeriesCount = Series.Count,
    };
}
