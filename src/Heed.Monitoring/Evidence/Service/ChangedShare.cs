using Heed.Statistics.Sequential;

namespace Heed.Monitoring.Evidence.Service;

/// <summary>
/// How large the share of a change is. A change is taken to begin with one of its hits, and it is shown because many came early: the first
/// hit is left out, and what the share is at least holds at every moment of the change together.
/// </summary>
internal sealed class ChangedShare
{
    // Of twenty changes, one at most is ever told as larger than it has been. Most of that doubt is spent on its beginning, the rest on its
    // becoming worse from one of the later stretches on.
    private static readonly double LogOfBeginning = Math.Log(1 / (0.05 * 0.9));
    private static readonly double LogOfLater = Math.Log(1 / (0.05 * 0.1));

    private RiseCounts _since;
    private long _onsetMs;

    /// <summary>Of the requests since the change began, the first hit left out; what came after it, should it be over, with them.</summary>
    public double Share => _since.Requests > 1 ? Math.Max(0, _since.Hits - 1) / (double)(_since.Requests - 1) : 0;

    /// <param name="since">What came from the onset on.</param>
    public void Begin(long onsetMs, RiseCounts since)
    {
        _onsetMs = onsetMs;
        _since = since;
    }

    public void Add(RiseCounts counts) =>
        _since = new RiseCounts(_since.Hits + counts.Hits, _since.Broken + counts.Broken, _since.Requests + counts.Requests);

    /// <summary>
    /// The least share that breaks the promise, with 95 % confidence, from the beginning on or from one of the stretches after it, the j-th of
    /// which has 1/(j(j + 1)) of their doubt.
    /// </summary>
    public double Least(RequestRing ring, Func<RequestCounts, RiseCounts> counted)
    {
        double least = ShareSequence.Least(_since.Broken - 1, _since.Requests - 1, LogOfBeginning);
        long onset = _onsetMs / RequestRing.StretchMs;
        (long broken, long requests) = (0, 0);
        for (long stretch = ring.Newest; stretch > onset && stretch >= ring.Oldest; stretch--)
        {
            RiseCounts counts = counted(ring.Of(stretch));
            (broken, requests) = (broken + counts.Broken, requests + counts.Requests);
            if (counts.Broken == 0) continue;
            double j = stretch - onset;
            least = ShareSequence.Least(broken, requests, LogOfLater + Math.Log(j * (j + 1)), least);
        }

        return least;
    }

    public void Save(BinaryWriter writer)
    {
        foreach (long x in (ReadOnlySpan<long>)[_onsetMs, _since.Hits, _since.Broken, _since.Requests]) writer.Write(x);
    }

    public void Load(BinaryReader reader)
    {
        _onsetMs = reader.ReadInt64();
        _since = new RiseCounts(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
    }
}
