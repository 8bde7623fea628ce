namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// The share of requests that a model's own past had of something rare. An hour is learned two days after it, so that a slow change is
/// not taken for the past, and not at all where evidence of a change held then.
/// </summary>
internal sealed class UsualShare
{
    private const long HourMs = 3_600_000;
    private const int Delay = 48;
    private const double LeastRequests = 1000;

    // Some weeks of a small service, a day of a large one: the share follows what the service becomes.
    private const double MostRequests = 50_000;
    private const double PriorHits = 0.05;
    private const double PriorRequests = 100;

    // A share is known to within two standard errors; a difference smaller than this one matters to nobody.
    private const double Errors = 2;
    private const double LeastDifference = 0.0003;
    private const double DifferenceThatMatters = 0.25;
    private const double MostUsual = 0.9;

    // Hits that come in clusters are told from chance by this many standard deviations, and by more than one pair.
    private const double DeviationsOfChance = 2;
    private const double PriorClusters = 5;

    // How hits cluster is known by hits, not by requests: where few fail, the clusters of a day would tell nothing.
    private const double MostClusterHits = 300;
    private const double MostClustering = 20;
    private const double StretchesOfHour = HourMs / RequestRing.StretchMs;

    private readonly (long Hits, long Requests, long Pairs)[] _waiting = new (long, long, long)[Delay];
    private long _hour = long.MinValue;
    private double _hits;
    private double _requests;

    // Over the learned stretches of five minutes: of k hits where m were expected, the sums of k(k − 1) and of m², which are as large where
    // hits are independent.
    private double _pairs;
    private double _squares;
    private double _clusterHits;
    private long _stretch = long.MinValue;
    private long _stretchHits;

    /// <summary>
    /// Before enough requests have been learned, those that still wait count, too. Of what nearly every request is, more is no change.
    /// </summary>
    public bool IsKnown => _requests + Waiting().Requests >= LeastRequests && Most < MostUsual;

    public double Share => (Hits + PriorHits) / (Requests + PriorRequests);

    /// <summary>
    /// The variance of five minutes' hits over the one of independent hits: above 1 where one failure brings others. Known as late as the
    /// share, and as early.
    /// </summary>
    public double Clustering
    {
        get
        {
            (double pairs, double squares, double hits) = _requests >= LeastRequests ? (_pairs, _squares, _clusterHits) : PairsWithWaiting();
            double excess = pairs - squares;
            bool isChance = excess <= 2 + (DeviationsOfChance * Math.Sqrt(2 * squares));
            return isChance ? 1 : Math.Min(MostClustering, 1 + (excess / (hits + PriorClusters)));
        }
    }

    /// <summary>The largest share that is no change.</summary>
    public double Most => MostAround(Share) + (Errors * Math.Sqrt(Share / (Requests + PriorRequests)));

    /// <summary>The largest share that is no change from one that is known exactly.</summary>
    public static double MostAround(double share) => share + LeastDifference + (DifferenceThatMatters * share);

    private double Hits => _requests >= LeastRequests ? _hits : _hits + Waiting().Hits;

    private double Requests => _requests >= LeastRequests ? _requests : _requests + Waiting().Requests;

    public void Add(long timeMs, long hits, long requests, bool isChange)
    {
        long hour = timeMs / HourMs;
        if (_hour != long.MinValue)
        {
            for (long next = Math.Max(_hour + 1, hour - Delay + 1); next <= hour; next++) Learn(ref _waiting[next % Delay]);
        }

        _hour = Math.Max(_hour, hour);
        if (isChange || hour <= _hour - Delay) return;
        if (timeMs / RequestRing.StretchMs != _stretch) _stretchHits = 0;
        _stretch = timeMs / RequestRing.StretchMs;
        ref (long Hits, long Requests, long Pairs) waiting = ref _waiting[hour % Delay];
        waiting = (waiting.Hits + hits, waiting.Requests + requests, waiting.Pairs + (hits * ((2 * _stretchHits) + hits - 1)));
        _stretchHits += hits;
    }

    public void Save(BinaryWriter writer)
    {
        foreach ((long hits, long requests, long pairs) in _waiting)
        {
            writer.Write(hits);
            writer.Write(requests);
            writer.Write(pairs);
        }

        foreach (long number in (ReadOnlySpan<long>)[_hour, _stretch, _stretchHits]) writer.Write(number);
        foreach (double sum in (ReadOnlySpan<double>)[_hits, _requests, _pairs, _squares, _clusterHits]) writer.Write(sum);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < Delay; i++) _waiting[i] = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        (_hour, _stretch, _stretchHits) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        (_hits, _requests) = (reader.ReadDouble(), reader.ReadDouble());
        (_pairs, _squares, _clusterHits) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }

    private (double Hits, double Requests) Waiting()
    {
        (double hits, double requests) = (0, 0);
        foreach ((long h, long n, long _) in _waiting) (hits, requests) = (hits + h, requests + n);
        return (hits, requests);
    }

    private (double Pairs, double Squares, double Hits) PairsWithWaiting()
    {
        (double pairs, double squares, double hits) = (_pairs, _squares, _clusterHits);
        double share = Share;
        foreach ((long waiting, long requests, long more) in _waiting)
        {
            double expected = requests * share;
            (pairs, squares, hits) = (pairs + more, squares + (expected * expected / StretchesOfHour), hits + waiting);
        }

        return (pairs, squares, hits);
    }

    private void Learn(ref (long Hits, long Requests, long Pairs) waiting)
    {
        double kept = _requests > MostRequests ? MostRequests / _requests : 1;
        double expected = waiting.Requests * Share;
        double keptClusters = _clusterHits > MostClusterHits ? MostClusterHits / _clusterHits : 1;
        _pairs = (keptClusters * _pairs) + waiting.Pairs;
        _squares = (keptClusters * _squares) + (expected * expected / StretchesOfHour);
        _clusterHits = (keptClusters * _clusterHits) + waiting.Hits;
        _hits = (kept * _hits) + waiting.Hits;
        _requests = (kept * _requests) + waiting.Requests;
        waiting = default;
    }
}
