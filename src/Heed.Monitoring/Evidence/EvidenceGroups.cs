using Heed.Monitoring.Baselines;
using Heed.Monitoring.Evidence.Weeks;

namespace Heed.Monitoring.Evidence;

/// <summary>The groups of one model's counts and the evidence that each feeds.</summary>
internal sealed class EvidenceGroups
{
    private const long HourMs = 3_600_000;

    private readonly PaneLayout _layout;
    private readonly List<CountedGroup> _counted = [];
    private readonly List<ShareGroup> _outcomes = [];
    private readonly List<ShareEvidence> _evidence = [];
    private readonly EvidenceBudget _budget;
    private readonly PaneShares _pane;

    // By outcome group, of the whole first: its evidence's position.
    private readonly int _firstOutcome;

    public EvidenceGroups(PaneLayout layout, double intervalHours)
    {
        _layout = layout;
        Baseline baseline = layout.Baseline;
        BaselineVariation variation = baseline.Variation;
        _pane = new PaneShares(Math.Max(MostComponents(variation), baseline.Embedding?.Variation.Count ?? 0));
        _budget = new EvidenceBudget(layout, intervalHours);
        for (int i = 0; i < variation.Features.Count; i++) AddFeature(baseline.Features[i], variation.Features[i], layout.FeatureStart(i));
        AddAnswers(baseline, variation);
        if (baseline.Embedding is { } embedding) AddEmbedding(embedding);
        _firstOutcome = _evidence.Count;
        AddOutcomes(variation.Outcomes, "", "");
        for (int i = 0; i < layout.Segments.Count && i < variation.SegmentOutcomes.Count; i++)
        {
            (string key, string value) = layout.Segments[i];
            AddOutcomes(OfSegment(variation, variation.SegmentOutcomes[i]), key, value);
        }
    }

    public IReadOnlyList<ShareEvidence> Evidence => _evidence;

    public EvidenceBudget Budget => _budget;

    /// <param name="cell">The pane's hour of the week.</param>
    /// <param name="history">The model's own earlier weeks, open at the pane's hour.</param>
    public void Step(PaneCounts pane, int cell, double hours, WeekHistory history)
    {
        double logHours = Math.Log(hours);

        // Labels tell of hours long past: a change of them may begin with an hour, which costs less evidence than one with every pane.
        bool isHour = hours >= 1 || pane.StartMs % HourMs == 0;
        double logLabelHours = isHour ? Math.Max(0, logHours) : double.NegativeInfinity;
        foreach (CountedGroup counted in _counted)
        {
            counted.Shares.Fill(pane.Bins.AsSpan(counted.Start), pane.Records, counted.Group.Successes, counted.Group.Trials);
            counted.Group.Expect(cell);
            if (history.Reference is { } earlier)
            {
                counted.Shares.Fill(
                    earlier.Bins.AsSpan(counted.Start), earlier.Records, counted.Group.EarlierSuccesses, counted.Group.EarlierTrials);
                counted.Group.ExpectAsEarlier(history.Seen, history.Weeks);
            }

            Step(counted.Group, counted.First, counted.Count, logHours, pane.StartMs);
        }

        for (int i = 0; i < _outcomes.Count; i++)
        {
            OutcomeCounts outcomes = i == 0 ? pane.Outcomes : pane.Segments[i - 1];
            Span<double> successes = _outcomes[i].Successes;
            successes[0] = outcomes.Wrong;
            if (successes.Length > 1) successes[1] = outcomes.Over;
            _outcomes[i].Trials.Fill(outcomes.Labelled);
            _outcomes[i].Expect(pane.OutcomeCells, cell);
            Step(_outcomes[i], _firstOutcome + i, 1, logLabelHours, pane.StartMs);
        }
    }

    public void Save(BinaryWriter writer)
    {
        foreach (CountedGroup counted in _counted) counted.Group.Save(writer);
        foreach (ShareGroup group in _outcomes) group.Save(writer);
        foreach (ShareEvidence evidence in _evidence) evidence.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        foreach (CountedGroup counted in _counted) counted.Group.Load(reader);
        foreach (ShareGroup group in _outcomes) group.Load(reader);
        foreach (ShareEvidence evidence in _evidence) evidence.Load(reader);
    }

    private static int MostComponents(BaselineVariation variation)
    {
        int answers = Math.Max(variation.Classes.Count, Math.Max(variation.Score.Count, variation.Confidence.Count));
        int most = Math.Max(answers, variation.Outcomes.Count);
        foreach (ShareVariation feature in variation.Features) most = Math.Max(most, feature.Count);
        return most;
    }

    /// <summary>A segment varies as the whole does, by the hour and from day to day, around shares of its own.</summary>
    private static ShareVariation OfSegment(BaselineVariation variation, OutcomeCounts segment)
    {
        ShareVariation whole = variation.Outcomes;
        double part = whole.Count == 0 || whole.Trials[0] == 0 ? 0 : segment.Labelled / (double)whole.Trials[0];
        double[] shares = new double[whole.Count];
        double[] errors = new double[whole.Count];
        float[] seasons = [.. whole.Seasons];
        for (int c = 0; c < shares.Length; c++)
        {
            shares[c] = ((c == 0 ? segment.Wrong : segment.Over) + 0.5) / (segment.Labelled + 1);
            errors[c] = Math.Sqrt(whole.Inflations[c] * shares[c] * (1 - shares[c]) / (segment.Labelled + 1));
            double ratio = whole.Shares[c] > 0 ? shares[c] / whole.Shares[c] : 1;
            for (int i = c; i < seasons.Length; i += shares.Length) seasons[i] = (float)Math.Min(1, ratio * seasons[i]);
        }

        return whole with
        {
            Trials = [.. whole.Trials.Select(_ => segment.Labelled)],
            Shares = shares,
            Errors = errors,
            BlockTrials = whole.BlockTrials * part,
            Seasons = seasons,
        };
    }

    private void Step(ShareGroup group, int first, int count, double logHours, long startMs)
    {
        group.Remember();
        for (int i = first; i < first + count; i++) _evidence[i].Step(logHours, startMs);
    }

    private void AddFeature(FeatureBaseline feature, ShareVariation variation, int start)
    {
        ShareComponents shares = ShareComponents.OfFeature(feature);
        ShareGroup group = new(variation, _pane);
        int extras = shares.Distribution;
        _counted.Add(new CountedGroup(shares, group, start, _evidence.Count, 3));
        Add(EvidenceKind.Distribution, feature.Name, shares, group, 0, extras);
        Add(EvidenceKind.DataQuality, feature.Name, shares, group, extras, ShareComponents.FeatureExtras - 1);
        Add(EvidenceKind.Frozen, feature.Name, shares, group, extras + ShareComponents.FeatureExtras - 1, 1);
    }

    private void AddAnswers(Baseline baseline, BaselineVariation variation)
    {
        AnswerBaseline answers = baseline.Answers;
        if (variation.Classes.Count > 0)
        {
            AddAnswer(EvidenceKind.ClassMix, ShareComponents.OfClasses(answers), variation.Classes, _layout.ClassStart);
        }

        if (variation.Score.Count > 0)
        {
            AddAnswer(EvidenceKind.Score, ShareComponents.OfNumbers(answers.Numbers!), variation.Score, _layout.ScoreStart);
        }

        if (variation.Confidence.Count > 0)
        {
            AddAnswer(EvidenceKind.Confidence, ShareComponents.OfConfidence(answers), variation.Confidence, _layout.ConfidenceStart);
        }
    }

    private void AddEmbedding(EmbeddingBaseline embedding) =>
        AddAnswer(EvidenceKind.Embedding, ShareComponents.OfEmbedding(embedding.Axes), embedding.Variation, _layout.EmbeddingStart);

    private void AddAnswer(EvidenceKind kind, ShareComponents shares, ShareVariation variation, int start)
    {
        ShareGroup group = new(variation, _pane);
        _counted.Add(new CountedGroup(shares, group, start, _evidence.Count, 1));
        Add(kind, null, shares, group, 0, shares.Count);
    }

    private void Add(EvidenceKind kind, string? feature, ShareComponents shares, ShareGroup group, int first, int count)
    {
        int cumulative = first == 0 ? shares.CumulativeCount : 0;
        EvidenceSubject subject = new(kind, i => shares.Subject(first + i), cumulative) { Feature = feature };
        _evidence.Add(new ShareEvidence(subject, group, first, count, _budget.LogThreshold(kind)));
    }

    private void AddOutcomes(ShareVariation variation, string key, string value)
    {
        if (variation.Count == 0) return;
        ShareGroup group = new(variation, _pane);
        _outcomes.Add(group);
        EvidenceSubject subject = new(EvidenceKind.Quality, i => i == 0 ? "wrong" : "over") { SegmentKey = key, SegmentValue = value };
        double logThreshold = _budget.LogThreshold(EvidenceKind.Quality, isWhole: key.Length == 0);
        _evidence.Add(new ShareEvidence(subject, group, 0, variation.Count, logThreshold));
    }

    private readonly record struct CountedGroup(ShareComponents Shares, ShareGroup Group, int Start, int First, int Count);
}
