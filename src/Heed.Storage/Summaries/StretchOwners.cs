using Heed.Model.Samples;

namespace Heed.Storage.Summaries;

/// <summary>Which of its sources has the samples of a series, stretch by stretch: only a sole owner's summary is the whole truth.</summary>
internal readonly struct StretchOwners
{
    private const int Nobody = -1;
    private const int Several = -2;

    /// <summary>The source that is not in a block.</summary>
    private const int Head = -3;

    private readonly SummaryLevel _level;
    private readonly long _first;
    private readonly int[] _owners;

    public StretchOwners(SummaryLevel level, long first, int count)
        : this(level, first, new int[count]) => Array.Fill(_owners, Nobody);

    private StretchOwners(SummaryLevel level, long first, int[] owners)
    {
        _level = level;
        _first = first;
        _owners = owners;
    }

    public int Count => _owners.Length;

    public StretchOwners Copy() => new(_level, _first, [.. _owners]);

    /// <summary>The first millisecond of a stretch.</summary>
    public long StartOf(int place) => SummaryGrid.StartOf(_level, _first + place);

    /// <summary>The source may have samples in all stretches that its span of time meets.</summary>
    public void Add(int source, long firstTimeMs, long lastTimeMs)
    {
        int start = (int)Math.Clamp(SummaryGrid.IndexOf(_level, firstTimeMs) - _first, 0, Count);
        int end = (int)Math.Clamp(SummaryGrid.IndexOf(_level, lastTimeMs) - _first + 1, start, Count);
        foreach (ref int owner in _owners.AsSpan(start, end - start)) owner = owner == Nobody ? source : Several;
    }

    /// <summary>The head may have samples in the stretch.</summary>
    public void AddHead(int place) => _owners[place] = _owners[place] == Nobody ? Head : Several;

    /// <summary>The next run of stretches from <paramref name="from"/> on that the head has alone.</summary>
    public bool TryGetHeadRun(int from, out int start, out int end) => TryGetRun(Head, from, out start, out end);

    /// <summary>The next run of stretches from <paramref name="from"/> on that a source has alone.</summary>
    public bool TryGetRun(int source, int from, out int start, out int end)
    {
        start = from;
        while (start < Count && _owners[start] != source) start++;
        end = start;
        while (end < Count && _owners[end] == source) end++;
        return end > start;
    }

    /// <summary>Says of the stretches that nobody has that they have no samples, and nothing of those that several have.</summary>
    public void Settle(Span<SampleSummary> target)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_owners[i] == Nobody) target[i] = SampleSummary.Empty;
            else if (_owners[i] == Several) target[i] = SampleSummary.Unknown;
        }
    }
}
