using Heed.Model.Records;

namespace Heed.Server.Hosting;

/// <summary>
/// The two halves of a replay side by side: while one stretch of the recorded time is judged, the next one is measured. A stretch is
/// known as a whole before it is judged, so that rules are computed for all of its times at once.
/// </summary>
internal sealed class ReplayPipeline : IDisposable
{
    /// <summary>
    /// Evaluations: enough that a query of all their times costs little a time, so few that both halves have work from the start.
    /// </summary>
    private const int EvaluationsPerStretch = 240;

    private readonly Station _station;
    private readonly long _stretchMs;
    private readonly Engine _measuring;
    private readonly Engine _judging;
    private readonly CancellationToken _cancellation;
    private Task _judged = Task.CompletedTask;
    private long _endMs;

    public ReplayPipeline(Station station, CancellationToken cancellation)
    {
        _station = station;
        _cancellation = cancellation;
        (_measuring, _judging) = station.Divide();
        _stretchMs = (long)StretchOf(station.Options.Global.EvaluationInterval).TotalMilliseconds;
        _endMs = _measuring.NowMs + _stretchMs;
    }

    /// <summary>The time of the records: judging is behind it.</summary>
    public long NowMs => _measuring.NowMs;

    /// <summary>How much is judged at once.</summary>
    /// <param name="evaluationInterval">Of the rules.</param>
    public static TimeSpan StretchOf(TimeSpan evaluationInterval) => evaluationInterval * EvaluationsPerStretch;

    public void Accept(RecordBatch batch) => _measuring.Accept(batch, NowMs);

    /// <summary>Measures up to a time, and has judged what that completes.</summary>
    public void AdvanceTo(long timeMs)
    {
        for (; _endMs <= timeMs; _endMs += _stretchMs)
        {
            _measuring.AdvanceTo(_endMs);
            Judge(_endMs);
        }

        _measuring.AdvanceTo(timeMs);
    }

    /// <summary>Waits until everything is judged that was measured.</summary>
    public void End()
    {
        Judge(NowMs);
        _judged.GetAwaiter().GetResult();
        _station.Engine.AdvanceTo(NowMs);
    }

    /// <summary>Waits for what still runs, also where the replay ended early.</summary>
    public void Dispose() => _ = Task.WhenAny(_judged).GetAwaiter().GetResult();

    private void Judge(long untilMs)
    {
        // The stretch before is still being judged, and reads nothing of this one.
        _station.StoreMeasured();
        _judged.GetAwaiter().GetResult();
        _cancellation.ThrowIfCancellationRequested();
        _judged = Task.Run(() =>
        {
            _station.Rules.KnownUntilMs = untilMs;
            _judging.AdvanceTo(untilMs);
            _station.Series.Commit();
        });
    }
}
