using Heed.Model.Samples;
using Heed.Query.Functions;

namespace Heed.Query.Execution;

/// <summary>
/// What one thread needs to compute windows of floats: its own buffer and its own instance of the function. Lanes of one operator share
/// only what nobody writes, and give the same bits.
/// </summary>
internal sealed class WindowLane
{
    /// <summary>About as many samples as a processor's cache holds where they come every few seconds.</summary>
    private const long PieceMs = 24 * 60 * 60 * 1000;

    /// <summary>Samples on the border of two pieces are read twice: with so many windows a piece these are few.</summary>
    private const int RangesPerPiece = 8;

    private readonly QueryContext _context;
    private readonly WindowSource _source;
    private readonly WindowFunction _function;
    private readonly Column? _first;
    private readonly Column? _second;
    private readonly WindowSummaries? _summaries;
    private readonly SelectorWindows? _pieces;
    private readonly int _stepsPerPiece;

    public WindowLane(QueryContext context, WindowSource source, WindowFunction function, Column? first, Column? second)
    {
        _context = context;
        _source = source;
        _function = function;
        _first = first;
        _second = second;
        _summaries = WindowSummaries.Create(context, source, function);
        _stepsPerPiece = (int)Math.Min(source.Grid.Count, Math.Max(PieceMs, source.RangeMs * RangesPerPiece) / source.Grid.StepMs);
        bool inPieces = function.NeedsWindowsOnly && !context.Options.UseStartTimes && _stepsPerPiece > 0 && _stepsPerPiece < source.Grid.Count;
        if (inPieces && source is SelectorWindows { HasPlainEdges: true, HasPlainSamples: true } windows) _pieces = windows;
    }

    /// <summary>The samples of the series that could not be filled.</summary>
    public SampleBuffer Buffer { get; } = new();

    /// <summary>Samples read and results computed for the last series: a measure of its cost.</summary>
    public long Work { get; private set; }

    /// <summary>
    /// Fills a column with floats. False where the series has histograms or start times: then nothing counts, and the buffer holds its
    /// samples, whose memory is not counted.
    /// </summary>
    public bool TryFill(int series, Span<double> output)
    {
        if (_summaries is not null && _summaries.TryFill(series, output))
        {
            Work = _summaries.Work + output.Length;
            return true;
        }

        Work = output.Length;
        if (_pieces is not null && TryFillPieces(_pieces, series, output)) return true;
        _source.Read(series, Buffer);
        Work += Buffer.Count;
        return !Buffer.HasHistograms && !Buffer.HasStartTimes && FillHeld(output, 0);
    }

    /// <summary>Computes the floats of the buffer.</summary>
    public void FillFromBuffer(Span<double> output) => FillHeld(output, 0);

    private bool TryFillPieces(SelectorWindows source, int series, Span<double> output)
    {
        for (int step = 0; step < output.Length; step += _stepsPerPiece)
        {
            int count = Math.Min(_stepsPerPiece, output.Length - step);
            source.ReadWindows(series, step, step + count - 1, Buffer);
            if (Buffer.HasHistograms) return false;
            Work += Buffer.Count;
            FillHeld(output.Slice(step, count), step);
        }

        return true;
    }

    private bool FillHeld(Span<double> output, int firstStep)
    {
        _context.Hold(Buffer.Count);
        FillSteps(output, firstStep);
        _context.Release(Buffer.Count);
        return true;
    }

    private void FillSteps(Span<double> output, int firstStep)
    {
        ReadOnlySpan<long> times = Buffer.TimesMs;
        ReadOnlySpan<double> values = Buffer.Values;
        _function.Begin(times, values);
        bool closed = _context.Options.AsPrometheus2;
        int from = 0;
        int to = 0;
        for (int i = 0; i < output.Length; i++)
        {
            int step = firstStep + i;
            long end = _source.EndOf(step);
            long start = end - _source.RangeMs;
            to = TimeSearch.FirstFrom(times, to, end + 1);
            from = TimeSearch.FirstFrom(times, from, closed ? start : start + 1);
            if (from == to)
            {
                output[i] = Column.Nothing;
                continue;
            }

            output[i] = _function.Evaluate(new WindowFrame
            {
                TimesMs = times[from..to],
                Values = values[from..to],
                From = from,
                StartMs = start,
                EndMs = end,
                StepTimeMs = _source.Grid.TimeAt(step),
                First = _first is null ? double.NaN : _first.Values[step],
                Second = _second is null ? double.NaN : _second.Values[step],
            });
        }
    }
}
