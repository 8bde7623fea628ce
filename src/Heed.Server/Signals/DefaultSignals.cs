using System.Globalization;

using Heed.Model.Parsing;
using Heed.Monitoring.Evidence;
using Heed.Server.Configuration;

namespace Heed.Server.Signals;

/// <summary>Which evidence of a model is worth which interruption.</summary>
internal static class DefaultSignals
{
    private const string Page = "critical";
    private const string Ticket = "warning";

    // A page for failing requests spends a fiftieth of the month's budget an hour, as the page of the burn rates; without an objective,
    // three requests in a hundred fail.
    private const double FastBurn = 14.4;
    private const double FailingShare = 0.03;

    // Twice as many requests as promised are slow; without an objective, one in twenty is.
    private const double SlowFactor = 2;
    private const double SlowShare = 0.05;

    // Most answers lie where a fifth of them did at most.
    private const double CollapsedShare = 0.6;

    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    // A cause is known a little later than its first effect may be: effects wait for it, so that one notice tells both.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Effects = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<DefaultSignal> Of(ModelConfiguration model) => [.. Data(), .. Service(model), .. Answers(model), .. Quality()];

    /// <summary>The share of failing requests that is worth a page.</summary>
    public static double FailingShareOf(ModelConfiguration model) =>
        model.Objectives.Availability is { } availability ? Math.Min(0.5, FastBurn * (1 - availability))
            : model.Objectives.ErrorRate is { } rate ? Math.Min(0.5, FastBurn * rate) : FailingShare;

    /// <summary>The share of requests slower than promised that is worth a page.</summary>
    public static double SlowShareOf(ModelConfiguration model) =>
        model.Objectives.LatencyP99 is not null ? SlowFactor * 0.01
            : model.Objectives.LatencyP95 is not null ? SlowFactor * 0.05 : model.Objectives.LatencyP50 is not null ? SlowFactor * 0.25 : SlowShare;

    private static IEnumerable<DefaultSignal> Data()
    {
        const string Look = "look at the pipeline that makes this feature: what changed in it, or upstream of it, at that time";
        yield return new(
            SignalNames.FeatureBroken, "data", Ticket, [EvidenceKind.DataQuality], Settled, "{{ $labels.feature_name }}: " + SignalTexts.Shares("its values are"), Look);
        yield return new(
            SignalNames.FeatureFrozen,
            "data",
            Ticket,
            [EvidenceKind.Frozen],
            Settled,
            "{{ $labels.feature_name }} is frozen: " + SignalTexts.Shares("its values equal the one before them", ""),
            Look);
        yield return new(
            SignalNames.FeatureDrift,
            "data",
            Ticket,
            [EvidenceKind.Distribution],
            Settled,
            "the values of {{ $labels.feature_name }} have moved: " + SignalTexts.Shares("them are") + SignalTexts.Median.Trim(),
            Look);
        yield return new(
            SignalNames.EmbeddingDrift,
            "data",
            Ticket,
            [EvidenceKind.Embedding],
            Settled,
            "the embeddings have moved: " + SignalTexts.Shares("them lie in one range ({{ $what }})", ""),
            "look at the encoder's version and at what kind of content is new");
    }

    private static IEnumerable<DefaultSignal> Service(ModelConfiguration model)
    {
        yield return new(
            SignalNames.TrafficDrop,
            "service",
            Page,
            [EvidenceKind.Volume],
            AtOnce,
            "traffic has dropped: " + SignalTexts.Shares("the usual requests arrive", "", ""),
            "look at what sends requests to the model: its clients, the gateway, the network");
        yield return new(
            SignalNames.RequestsFailing, "service", Page, [EvidenceKind.Errors], AtOnce, "requests fail: " + SignalTexts.Shares("them do", "", Usually), Errors)
        {
            And = AtLeast(model, EvidenceKind.Errors, FailingShareOf(model)),
        };
        yield return new(
            SignalNames.ErrorRateHigh,
            "service",
            Ticket,
            [EvidenceKind.Errors],
            Settled,
            "the error rate is high: " + SignalTexts.Shares("the requests fail", "", Usually),
            Errors);
        yield return new(
            SignalNames.RequestsSlow, "service", Page, [EvidenceKind.Latency], AtOnce, "requests are slow: " + Slow(model, "them take"), Slowness)
        {
            And = AtLeast(model, EvidenceKind.Latency, SlowShareOf(model)),
        };
        yield return new(
            SignalNames.LatencyHigh, "service", Ticket, [EvidenceKind.Latency], Settled, "latency is high: " + Slow(model, "the requests take"), Slowness);
    }

    private static IEnumerable<DefaultSignal> Answers(ModelConfiguration model)
    {
        const string Look = "look at the inputs first, then at the version that answers";
        EvidenceKind[] answers = [EvidenceKind.Score, EvidenceKind.Confidence, EvidenceKind.ClassMix];
        yield return new(
            SignalNames.AnswersCollapsed,
            "answers",
            Page,
            [EvidenceKind.Score, EvidenceKind.Confidence],
            AtOnce,
            "the predictions have collapsed into one range of scores: " + SignalTexts.Shares("the answers are"),
            Look)
        {
            And = $"ml_answer_concentration_ratio{{model_name={Quoting.Quote(model.Options.Name)}}} > {Number(CollapsedShare)}",
        };
        string[] names = [SignalNames.ScoreDrift, SignalNames.ConfidenceDrift, SignalNames.ClassMixShift];
        string[] subjects = ["the predictions' scores have moved: ", "the predictions' confidence has moved: ", "the mix of predicted classes has moved: "];
        for (int i = 0; i < answers.Length; i++)
        {
            yield return new(names[i], "answers", Ticket, [answers[i]], Effects, subjects[i] + SignalTexts.Shares("the predictions are"), Look);
        }
    }

    /// <summary>Labels come hours later than their predictions: causes are known by then, and nothing is to be waited for.</summary>
    private static IEnumerable<DefaultSignal> Quality()
    {
        const string Look = "compare recent wrong answers with older ones; if the inputs have not changed, what they mean has: retrain";
        yield return new(
            SignalNames.QualityDrop, "quality", Ticket, [EvidenceKind.Quality], AtOnce, "quality has dropped: " + SignalTexts.Shares("the labelled predictions are"), Look)
        {
            OfSegments = false,
        };
        yield return new(
            SignalNames.SegmentQualityDrop,
            "quality",
            Ticket,
            [EvidenceKind.Quality],
            AtOnce,
            "quality has dropped where {{ $labels.segment }}: " + SignalTexts.Shares("the labelled predictions are"),
            Look)
        {
            OfSegments = true,
        };
    }

    public const string Usually = " as a rule";

    public const string Errors = "look at the errors' types and at the newest deployment; roll it back if they began together";

    public const string Slowness = "look at the newest deployment, at the load and at what the model calls; roll back if they began together";

    /// <summary>Where a latency is promised, beside the share that may take longer; else beside what is usual.</summary>
    private static string Slow(ModelConfiguration model, string things) => double.IsNaN(model.Objectives.Promise.SlowShare)
        ? SignalTexts.Shares(things, " much longer than in the baseline", Usually)
        : SignalTexts.Shares(things, " longer than promised", " may");

    private static string AtLeast(ModelConfiguration model, EvidenceKind kind, double share) =>
        $"ml_change_least_ratio{{model_name={Quoting.Quote(model.Options.Name)}, kind=\"{kind.Label()}\"}} >= {Number(share)}";

    public static string Number(double value) => Math.Round(value, 12).ToString("R", CultureInfo.InvariantCulture);
}
