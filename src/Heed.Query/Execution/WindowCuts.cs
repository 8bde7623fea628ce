using Heed.Model.Samples;

namespace Heed.Query.Execution;

/// <summary>How the windows of all steps are cut, and which stretches of time they need in which form.</summary>
internal sealed class WindowCuts
{
    /// <summary>Fourteen years of spans: the memory that their summaries take is then six megabytes.</summary>
    private const long MaxSpans = 1 << 16;

    private readonly SelectorWindows _source;
    private readonly long _open;

    public WindowCuts(SelectorWindows source, bool leftClosed)
    {
        _source = source;
        _open = leftClosed ? 0 : 1;
        FirstSpan = SummaryGrid.IndexOf(SummaryLevel.Span, source.FromMs);
        FirstDay = SummaryGrid.DayOfSpan(FirstSpan);
        int spans = (int)(SummaryGrid.IndexOf(SummaryLevel.Span, source.ToMs) - FirstSpan + 1);
        int days = (int)(SummaryGrid.IndexOf(SummaryLevel.Day, source.ToMs) - FirstDay + 1);
        NeedsSamples = new bool[spans];
        NeedsSpan = new bool[spans];
        NeedsDay = new bool[days];
        for (int step = 0; step < source.Grid.Count; step++) Mark(Of(step));
    }

    public long FromMs => _source.FromMs;

    public long ToMs => _source.ToMs;

    public long FirstSpan { get; }

    public long FirstDay { get; }

    /// <summary>The spans that a window's end cuts.</summary>
    public bool[] NeedsSamples { get; }

    /// <summary>The spans that a window holds whole, and not their day.</summary>
    public bool[] NeedsSpan { get; }

    /// <summary>The days that a window holds whole.</summary>
    public bool[] NeedsDay { get; }

    public static bool AreFew(SelectorWindows source) => (source.ToMs - source.FromMs) / SummaryGrid.SpanMs < MaxSpans;

    public WindowCut Of(int step)
    {
        long end = _source.EndOf(step);
        long from = end - _source.RangeMs + _open;
        long first = SummaryGrid.IndexOf(SummaryLevel.Span, from - 1) + 1;
        return new WindowCut(from, end, first, SummaryGrid.IndexOf(SummaryLevel.Span, end + 1));
    }

    /// <summary>Whether a window takes a whole day that begins with this span.</summary>
    public static bool StartsDay(long span, in WindowCut cut) =>
        span % SummaryGrid.SpansPerDay == 0 && span + SummaryGrid.SpansPerDay <= cut.BehindSpan;

    private void Mark(in WindowCut cut)
    {
        MarkSamples(cut.FromMs, SummaryGrid.StartOf(SummaryLevel.Span, cut.FirstSpan) - 1);
        MarkSamples(SummaryGrid.StartOf(SummaryLevel.Span, cut.BehindSpan), cut.EndMs);
        for (long span = cut.FirstSpan; span < cut.BehindSpan;)
        {
            if (StartsDay(span, cut))
            {
                NeedsDay[SummaryGrid.DayOfSpan(span) - FirstDay] = true;
                span += SummaryGrid.SpansPerDay;
            }
            else
            {
                NeedsSpan[span++ - FirstSpan] = true;
            }
        }
    }

    private void MarkSamples(long fromMs, long toMs)
    {
        if (fromMs <= toMs) NeedsSamples[SummaryGrid.IndexOf(SummaryLevel.Span, fromMs) - FirstSpan] = true;
    }
}
