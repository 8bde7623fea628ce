namespace Heed.Rules.Groups;

/// <summary>Counts on the thread that evaluates; read from any other.</summary>
internal sealed class RuleTally
{
    private long _evaluations;
    private long _failures;
    private long _missed;
    private long _templateFailures;
    private long _samplesWritten;
    private long _samplesRefused;
    private long _alertsSent;

    public void CountEvaluation(bool failed)
    {
        Interlocked.Increment(ref _evaluations);
        if (failed) Interlocked.Increment(ref _failures);
    }

    public void CountMissed(long evaluations) => Interlocked.Add(ref _missed, evaluations);

    public void CountTemplateFailure() => Interlocked.Increment(ref _templateFailures);

    public void CountSamples(long written, long refused)
    {
        Interlocked.Add(ref _samplesWritten, written);
        Interlocked.Add(ref _samplesRefused, refused);
    }

    public void CountAlerts(int sent) => Interlocked.Add(ref _alertsSent, sent);

    public RuleCounts Read() => new()
    {
        Evaluations = Interlocked.Read(ref _evaluations),
        Failures = Interlocked.Read(ref _failures),
        MissedGroupEvaluations = Interlocked.Read(ref _missed),
        TemplateFailures = Interlocked.Read(ref _templateFailures),
        SamplesWritten = Interlocked.Read(ref _samplesWritten),
        SamplesRefused = Interlocked.Read(ref _samplesRefused),
        AlertsSent = Interlocked.Read(ref _alertsSent),
    };
}
