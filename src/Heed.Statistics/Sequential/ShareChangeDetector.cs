namespace Heed.Statistics.Sequential;

/// <summary>
/// Evidence, at any time, that one of several shares has left its interval, for counts that come in stretches of time. For each share,
/// direction and one of four effects on the logit scale, W ← max(W, h)·e with e = exp((λk − n·ln(1 − p + p·e^λ))/φ): k of n trials
/// counted in a stretch of h hours, p the interval's end, φ ≥ 1 the inflation of the variance. The evidence M is the mean of all W. While
/// every share is inside of its interval E[e] ≤ 1, hence E[M at τ] ≤ E[hours until τ] for every stopping time τ: stopping when M reaches
/// T takes at least T hours on average, however often it is looked at and however many shares there are. Assumes that counts, given the
/// past, spread no more than φ binomial variances. Source: J. Shin, A. Ramdas and A. Rinaldo, E-detectors, New England Journal of
/// Statistics in Data Science 2 (2023) 229. See docs/statistics/evidence.md.
/// </summary>
public sealed class ShareChangeDetector
{
    // Distances of the alternatives from the interval's end, in logits: 0.25 finds weeks of a small change, 4.5 an hour of a large one.
    private static readonly double[] Effects = [0.25, 0.75, 2, 4.5];
    private static readonly double[] UpGrowth = [.. Effects.Select(e => Math.Exp(e) - 1)];
    private static readonly double[] DownGrowth = [.. Effects.Select(e => Math.Exp(-e) - 1)];

    private readonly double[] _logs;
    private readonly long[] _sinceMs;
    private readonly double _logCap;

    /// <param name="shares">How many are watched; at least 1.</param>
    /// <param name="logLimit">
    /// The largest ln M that one W alone makes: what it takes to forget a change grows no further with its size and length.
    /// </param>
    public ShareChangeDetector(int shares, double logLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, 1);
        _logs = new double[shares * 2 * Effects.Length];
        _sinceMs = new long[_logs.Length];
        _logCap = logLimit + Math.Log(_logs.Length);
        Reset();
    }

    /// <summary>ln M; −∞ before anything was counted. As of the last <see cref="Update"/>.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>The share whose W is the largest; -1 before anything was counted.</summary>
    public int Lead { get; private set; }

    /// <summary>Whether the lead has become larger.</summary>
    public bool LeadIsUp { get; private set; }

    /// <summary>The start of the stretch from which on the lead's W has grown: the estimate of when the change began.</summary>
    public long SinceMs { get; private set; }

    /// <summary>Counts one share of one stretch; call <see cref="Update"/> when all shares have been counted.</summary>
    /// <param name="low">The interval's lower end; 0 or less where a smaller share is no change.</param>
    /// <param name="high">The upper end; 1 or more where a larger share is no change.</param>
    /// <param name="inflation">φ, at least 1.</param>
    /// <param name="logHours">ln h.</param>
    /// <param name="startMs">When the stretch began.</param>
    public void Add(int share, double successes, double trials, double low, double high, double inflation, double logHours, long startMs)
    {
        int first = share * 2 * Effects.Length;
        if (high < 1) Add(first, successes, trials, high, 1, UpGrowth, inflation, logHours, startMs);
        if (low > 0) Add(first + Effects.Length, successes, trials, low, -1, DownGrowth, inflation, logHours, startMs);
    }

    /// <summary>Makes the evidence of what was counted.</summary>
    public void Update()
    {
        double largest = double.NegativeInfinity;
        int lead = -1;
        for (int i = 0; i < _logs.Length; i++)
        {
            if (!(_logs[i] > largest)) continue;
            largest = _logs[i];
            lead = i;
        }

        LogEvidence = largest;
        Lead = lead < 0 ? -1 : lead / (2 * Effects.Length);
        if (lead < 0) return;
        double sum = 0;
        foreach (double log in _logs) sum += Math.Exp(log - largest);
        LogEvidence = largest + Math.Log(sum / _logs.Length);
        LeadIsUp = lead / Effects.Length % 2 == 0;
        SinceMs = _sinceMs[lead];
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Fill(_logs, double.NegativeInfinity);
        LogEvidence = double.NegativeInfinity;
        Lead = -1;
    }

    public void Save(BinaryWriter writer)
    {
        foreach (double log in _logs) writer.Write(log);
        foreach (long since in _sinceMs) writer.Write(since);
    }

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < _logs.Length; i++) _logs[i] = reader.ReadDouble();
        for (int i = 0; i < _sinceMs.Length; i++) _sinceMs[i] = reader.ReadInt64();
        Update();
    }

    private void Add(
        int first, double successes, double trials, double end, int sign, double[] growth, double inflation, double logHours, long startMs)
    {
        for (int i = 0; i < Effects.Length; i++)
        {
            ref double log = ref _logs[first + i];
            if (log <= logHours)
            {
                log = logHours;
                _sinceMs[first + i] = startMs;
            }

            double step = ((sign * Effects[i] * successes) - (trials * Math.Log(1 + (end * growth[i])))) / inflation;
            log = Math.Min(_logCap, log + step);
        }
    }
}
