namespace Heed.Conformance.Tests.Runner;

internal sealed class ScriptOutcome
{
    /// <summary>Samples here are floats only, so that an evaluation over native histograms says nothing.</summary>
    public const string NeedsHistograms = "needs native histograms";

    public int Passed { get; private set; }

    public int Skipped { get; private set; }

    public List<string> Failures { get; } = [];

    public int Total => Passed + Skipped + Failures.Count;

    public void Add(EvalCommand eval, string? difference)
    {
        if (difference is null) Passed++;
        else if (difference == NeedsHistograms) Skipped++;
        else Failures.Add($"line {eval.Line}: {eval.Text}: {difference}");
    }
}
