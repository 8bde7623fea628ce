using Heed.Model.Labels;
using Heed.Query.Results;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Rules.State;

namespace Heed.Rules.Recording;

/// <summary>Evaluates one recording rule.</summary>
internal sealed class RecordingEvaluator(RuleGroup group, RecordingRule rule) : RuleEvaluator(group, rule)
{
    private readonly List<RuleSample> _prepared = [];
    private readonly HashSet<LabelSet> _seen = [];

    public override string? Prepare(in EvaluationMoment moment, RuleSurroundings surroundings)
    {
        _prepared.Clear();
        _seen.Clear();
        RuleQueries queries = surroundings.Queries;
        if (!queries.TryEvaluate(rule.Expression, moment.QueryMs, out IReadOnlyList<VectorSample>? vector, out string? error)) return error;
        int limit = RuleLimit.Of(Group, surroundings.Options);
        if (vector.Count > limit) return $"exceeded limit of {limit} with {vector.Count} series";
        foreach (VectorSample sample in vector)
        {
            LabelSetBuilder labels = sample.Labels.ToBuilder().Set(LabelNames.MetricName, rule.Name);
            foreach (Label label in rule.Labels) labels.Set(label.Name, label.Value);
            LabelSet series = labels.Build();
            if (!_seen.Add(series)) return $"two results have the labels {series} once the rule's labels are set";
            _prepared.Add(new RuleSample(series, sample.Sample.Value, sample.Histogram));
        }

        return null;
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
