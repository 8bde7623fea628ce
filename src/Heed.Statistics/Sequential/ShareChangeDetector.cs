namespace Heed.Statistics.Sequential;

/// <summary>
/// Evidence, at any time, that one of several shares has left its interval, for counts that come in stretches of time. For each share,
/// direction and one of four effects λ on the logit scale, W ← max(W, h)·e with e = exp((λk − n·ln(1 − p + p·e^λ))/φ): k of n trials
/// counted in a stretch of h hours, p the interval's end, φ the variance of k over n·p·(1 − p); a smaller share is a larger share of the
/// other trials. Where p is below a twentieth and φ above 1, successes come in clusters, and e is the one of a negative binomial count.
/// The evidence M is the mean of all W. While every share is inside of its interval E[e] ≤ 1, hence E[M at τ] ≤ E[hours until τ] for
/// every stopping time τ: stopping when M reaches T takes at least T hours on average, however often it is looked at and however many
/// shares there are. Assumes that counts, given the past, spread no more than φ says. Source: J. Shin, A. Ramdas and A. Rinaldo,
/// E-detectors, New England Journal of Statistics in Data Science 2 (2023) 229. See docs/statistics/evidence.md.
/// </summary>
public sealed class ShareChangeDetector
{
    // Distances of the alternatives from the interval's end, in logits: 0.25 finds weeks of a small change, 4.5 an hour of a large one.
    private static readonly double[] Effects = [0.25, 0.75, 2, 4.5];
    private static readonly double[] Growths = [.. Effects.Select(e => Math.Exp(e) - 1)];

    // A share below this is rare: its counts have the tail of clusters, not of a bell.
    private const double Rare = 0.05;

    // The part of the stake at which clusters of any length would win without bound.
    private const double MostOfPole = 0.9;
    private const double Clustered = 1.001;

    // Single precision: a step is rounded by at most 4e-6 where ln W is below 64, far less than what a record changes.
    private readonly float[] _logs;

    // In whole seconds after the origin, the start of the first stretch: 68 years.
    private readonly int[] _sinceSeconds;
    private readonly float _logCap;
    private long? _originMs;

    /// <param name="shares">How many are watched; at least 1.</param>
    /// <param name="logLimit">
    /// The largest ln M that one W alone makes: what it takes to forget a change grows no further with its size and length.
    /// </param>
    public ShareChangeDetector(int shares, double logLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, 1);
        _logs = new float[shares * 2 * Effects.Length];
        _sinceSeconds = new int[_logs.Length];
        _logCap = (float)(logLimit + Math.Log(_logs.Length));
        Reset();
    }

    /// <summary>ln M; −∞ before anything was counted. As of the last <see cref="Update"/>.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>The share whose W is the largest; -1 before anything was counted.</summary>
    public int Lead { get; private set; }

    /// <summary>Whether the lead has become larger.</summary>
    public bool LeadIsUp { get; private set; }

    /// <summary>
    /// The start of the stretch from which on the lead's W has grown, by whole seconds from the first one: when the change began.
    /// </summary>
    public long SinceMs { get; private set; }

    /// <summary>Counts one share of one stretch; call <see cref="Update"/> when all shares have been counted.</summary>
    /// <param name="low">The interval's lower end; 0 or less where a smaller share is no change.</param>
    /// <param name="high">The upper end; 1 or more where a larger share is no change.</param>
    /// <param name="inflation">φ, above 0.</param>
    /// <param name="logHours">ln h.</param>
    /// <param name="startMs">When the stretch began.</param>
    public void Add(int share, double successes, double trials, double low, double high, double inflation, double logHours, long startMs)
    {
        int first = share * 2 * Effects.Length;
        if (high < 1) Add(first, successes, trials, high, inflation, isNew: false, logHours, startMs);
        if (low > 0) Add(first + Effects.Length, trials - successes, trials, 1 - low, inflation, isNew: false, logHours, startMs);
    }

    /// <summary>
    /// Counts a share of which the past has next to nothing, so that nothing is known of its clusters but that they lie within a stretch. The
    /// largest effect bets on stretches that have any success: e = exp(λ·[k &gt; 0])/(1 + (1 − (1 − p)^n)(e^λ − 1)). Clusters of one mean make fewer such
    /// stretches, so E[e] ≤ 1 however they come, while the negative binomial's tail lets no success of a cluster say more than ln(1 + 1/(φ − 1)).
    /// </summary>
    /// <inheritdoc cref="Add(int, double, double, double, double, double, double, long)"/>
    public void AddNew(int share, double successes, double trials, double high, double inflation, double logHours, long startMs)
    {
        if (high < 1) Add(share * 2 * Effects.Length, successes, trials, high, inflation, isNew: true, logHours, startMs);
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
        SinceMs = _originMs.GetValueOrDefault() + (_sinceSeconds[lead] * 1000L);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Fill(_logs, float.NegativeInfinity);
        LogEvidence = double.NegativeInfinity;
        Lead = -1;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_originMs ?? long.MinValue);
        foreach (float log in _logs) writer.Write(log);
        foreach (int since in _sinceSeconds) writer.Write(since);
    }

    public void Load(BinaryReader reader)
    {
        long origin = reader.ReadInt64();
        _originMs = origin == long.MinValue ? null : origin;
        for (int i = 0; i < _logs.Length; i++) _logs[i] = reader.ReadSingle();
        for (int i = 0; i < _sinceSeconds.Length; i++) _sinceSeconds[i] = reader.ReadInt32();
        Update();
    }

    /// <summary>ln e of a pane for one effect: its expectation is at most 0 in the exponential while the share is at most <paramref name="p"/>.</summary>
    private static double Step(int effect, double successes, double trials, double p, double inflation, bool isNew)
    {
        if (p >= Rare || inflation < Clustered)
        {
            return ((Effects[effect] * successes) - (trials * Math.Log(1 + (p * Growths[effect])))) / inflation;
        }

        if (isNew && effect == Effects.Length - 1)
        {
            double any = 1 - Math.Pow(1 - p, trials);
            return (successes > 0 ? Effects[effect] : 0) - Math.Log(1 + (any * Growths[effect]));
        }

        double excess = inflation - 1;
        double stake = Math.Min(Effects[effect] / inflation, MostOfPole * Math.Log(1 + (1 / excess)));
        return (stake * successes) + (trials * p / excess * Math.Log(1 - (excess * (Math.Exp(stake) - 1))));
    }

    private void Add(int first, double successes, double trials, double p, double inflation, bool isNew, double logHours, long startMs)
    {
        _originMs ??= startMs;
        int seconds = (int)Math.Clamp((startMs - _originMs.Value) / 1000, int.MinValue, int.MaxValue);
        for (int i = 0; i < Effects.Length; i++)
        {
            ref float log = ref _logs[first + i];
            if (log <= logHours)
            {
                log = (float)logHours;
                _sinceSeconds[first + i] = seconds;
            }

            log = (float)Math.Min(_logCap, log + Step(i, successes, trials, p, inflation, isNew));
        }
    }
}
