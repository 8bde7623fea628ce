using System.Globalization;

namespace Heed.Load;

/// <summary>
/// Thirty days of five models, a sample every 15 seconds: request and error counters by endpoint and version, latency buckets, drift
/// scores. Traffic has a daily season; one model has half an hour of 5 % errors a week before the end. 200 series or so.
/// </summary>
internal sealed class HistorySeries
{
    public const int StepSeconds = 15;
    public const int Days = 30;

    /// <summary>2025-06-01T00:00:00Z, the end, without a sample of its own.</summary>
    public const long EndSeconds = 1_748_736_000;

    public const long StartSeconds = EndSeconds - (Days * 86_400L);

    private static readonly string[] Models = ["churn", "fraud", "ranker", "sentiment", "vision"];
    private static readonly string[] Endpoints = ["/predict", "/batch"];
    private static readonly string[] Versions = ["v1", "v2"];
    private static readonly string[] Features = ["age", "amount", "country", "device", "tenure"];
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, double.PositiveInfinity];

    private readonly SplitMix64 _random = new(99);
    private readonly List<(string, string)[]> _labels = [];
    private readonly double[] _values;

    public HistorySeries()
    {
        foreach (string model in Models)
        {
            foreach (string endpoint in Endpoints) AddEndpoint(model, endpoint);
            foreach (string feature in Features) Add("ml_data_drift_score", ("feature_name", feature), ("model_name", model));
            Add("ml_concept_drift_psi", ("model_name", model));
        }

        _values = new double[_labels.Count];
    }

    /// <summary>Ordered by name.</summary>
    public IReadOnlyList<(string Name, string Value)[]> Labels => _labels;

    public ReadOnlySpan<double> Values => _values;

    /// <summary>Moves every series on to the sample of a second that ends a step.</summary>
    public void MoveTo(long seconds)
    {
        double season = 1 + (0.5 * Math.Sin(2 * Math.PI * (seconds % 86_400) / 86_400));
        bool isIncident = seconds > EndSeconds - (7 * 86_400) && seconds < EndSeconds - (7 * 86_400) + 1_800;
        int at = 0;
        for (int model = 0; model < Models.Length; model++)
        {
            for (int endpoint = 0; endpoint < Endpoints.Length; endpoint++)
            {
                double requests = 0;
                for (int version = 0; version < Versions.Length; version++)
                {
                    double count = Poisson((5 + (10 * model) + (3 * endpoint) + version) * season * StepSeconds);
                    _values[at] += count;
                    _values[at + 1] += Poisson(count * (isIncident && model == 1 ? 0.05 : 0.0005));
                    requests += count;
                    at += 2;
                }

                at = MoveLatency(at, requests, Math.Log(0.03 + (0.01 * model)));
            }

            for (int score = 0; score < Features.Length + 1; score++, at++)
            {
                if (seconds % 300 == 0 || _values[at] == 0) _values[at] = Math.Round(Math.Abs(0.05 + (0.02 * _random.NextNormal())), 6);
            }
        }
    }

    private int MoveLatency(int at, double requests, double logMedian)
    {
        double left = requests;
        double below = 0;
        double sum = 0;
        double running = 0;
        foreach (double bound in Bounds)
        {
            double share = double.IsInfinity(bound) ? 1 : 1 / (1 + Math.Exp(-1.702 * (Math.Log(bound) - logMedian) / 0.8));
            double expected = requests * (share - below);
            double count = double.IsInfinity(bound)
                ? left
                : Math.Clamp(Math.Round(expected + (0.3 * Math.Sqrt(Math.Max(0, expected)) * _random.NextNormal())), 0, left);
            below = share;
            left -= count;
            running += count;
            sum += count * Math.Min(bound, 10) * 0.7;
            _values[at++] += running;
        }

        _values[at] += Math.Round(sum, 6);
        _values[at + 1] += requests;
        return at + 2;
    }

    private void AddEndpoint(string model, string endpoint)
    {
        foreach (string version in Versions)
        {
            Add("ml_requests_total", ("endpoint", endpoint), ("model_name", model), ("model_version", version));
            Add("ml_errors_total", ("endpoint", endpoint), ("model_name", model), ("model_version", version));
        }

        foreach (double bound in Bounds)
        {
            string le = double.IsInfinity(bound) ? "+Inf" : bound.ToString(CultureInfo.InvariantCulture);
            Add("ml_request_duration_seconds_bucket", ("endpoint", endpoint), ("le", le), ("model_name", model));
        }

        Add("ml_request_duration_seconds_sum", ("endpoint", endpoint), ("model_name", model));
        Add("ml_request_duration_seconds_count", ("endpoint", endpoint), ("model_name", model));
    }

    private void Add(string name, params (string, string)[] labels) => _labels.Add([("__name__", name), .. labels]);

    /// <summary>By multiplication of uniforms where the mean is small, by its normal limit elsewhere.</summary>
    private double Poisson(double mean)
    {
        if (mean > 30) return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * _random.NextNormal())));
        double limit = Math.Exp(-mean);
        double product = 1;
        int count = -1;
        do
        {
            product *= _random.NextUniform();
            count++;
        }
        while (product > limit);

        return count;
    }
}
