using Heed.Model.Records;

namespace Heed.Monitoring.Evidence;

/// <summary>
/// Splits a model's false-alarm budget among its evidence: weights add up to 1, and the weighted sum of all evidence is one detector for
/// the model, whose mean time to a false alarm is the budget's interval. What is found of the service has such a budget of its own.
/// </summary>
internal sealed class EvidenceBudget
{
    // Of the budget of quality, for the whole; segments share the rest.
    private const double WholeQuality = 0.5;

    /// <summary>
    /// In nats, ln 8. The bound of the mean time holds at the very end of the interval of no change, for a mean over shares that hardly move
    /// together: simulated models without a change alarm a hundred times more rarely. This much of it is given back; bench/falsealarms measures what is left.
    /// </summary>
    private const double GivenBack = 2.0794415416798357;

    private readonly double _logInterval;
    private readonly double _totalWeight;
    private readonly double _serviceWeight;
    private readonly int _features;
    private readonly int _segments;

    public EvidenceBudget(PaneLayout layout, double intervalHours)
    {
        _logInterval = Math.Log(intervalHours);
        _features = Math.Max(1, layout.Baseline.Features.Count);
        _segments = layout.Segments.Count;
        bool hasClasses = layout.Baseline.Type != ModelType.Regression;
        foreach (EvidenceKind kind in Enum.GetValues<EvidenceKind>())
        {
            bool isWatched = kind switch
            {
                EvidenceKind.ClassMix or EvidenceKind.Confidence => hasClasses,
                EvidenceKind.Score => layout.ScoreBins > 0,
                EvidenceKind.DataQuality or EvidenceKind.Distribution or EvidenceKind.Frozen => layout.Baseline.Features.Count > 0,
                EvidenceKind.Embedding => layout.Baseline.Embedding is not null,
                EvidenceKind.Latency => layout.Baseline.Latency.N > 0,
                _ => true,
            };
            if (!isWatched) continue;
            if (IsOfService(kind)) _serviceWeight += EffectFloor.Of(kind).Weight;
            else _totalWeight += EffectFloor.Of(kind).Weight;
        }
    }

    /// <summary>ln of the hours between false alarms of one piece of evidence alone.</summary>
    /// <param name="isWhole">Of quality: the whole, not a segment.</param>
    public double LogThreshold(EvidenceKind kind, bool isWhole = true)
    {
        double part = kind switch
        {
            EvidenceKind.DataQuality or EvidenceKind.Distribution or EvidenceKind.Frozen => 1.0 / _features,
            EvidenceKind.Quality when _segments > 0 => isWhole ? WholeQuality : (1 - WholeQuality) / _segments,
            _ => 1,
        };
        double whole = IsOfService(kind) ? _serviceWeight : _totalWeight;
        return _logInterval - Math.Log(part * EffectFloor.Of(kind).Weight / whole) - (IsOfService(kind) ? 0 : GivenBack);
    }

    private static bool IsOfService(EvidenceKind kind) => kind is EvidenceKind.Volume or EvidenceKind.Errors or EvidenceKind.Latency;
}
