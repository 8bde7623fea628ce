namespace Heed.Conformance.Tests.Runner;

internal sealed class ScriptOutcome
{
    public int Passed { get; private set; }

    public List<string> Failures { get; } = [];

    public int Total => Passed + Failures.Count;

    public void Add(EvalCommand eval, string? difference)
    {
        if (difference is null) Passed++;
        else Failures.Add($"line {eval.Line}: {eval.Text}: {difference}");
    }
}
