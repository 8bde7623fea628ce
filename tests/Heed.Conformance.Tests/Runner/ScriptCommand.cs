namespace Heed.Conformance.Tests.Runner;

/// <param name="Line">Counted from one.</param>
internal abstract record ScriptCommand(int Line);

internal sealed record ClearCommand(int Line) : ScriptCommand(Line);

/// <param name="Starts">When the counters of some of the series began.</param>
/// <param name="AlsoCustomBuckets">The script wants native histograms made of the classic ones.</param>
internal sealed record LoadCommand(
    int Line, long StepMs, IReadOnlyList<SeriesLine> Series, IReadOnlyList<StartLine> Starts, bool AlsoCustomBuckets) : ScriptCommand(Line);

/// <param name="StepMs">0 for an instant query, whose time is <paramref name="StartMs"/>.</param>
internal sealed record EvalCommand(int Line, string Text, long StartMs, long EndMs, long StepMs) : ScriptCommand(Line)
{
    public bool IsRange => StepMs > 0;

    public List<Expectation> Expectations { get; } = [];

    public List<SeriesLine> Results { get; } = [];

    public double? Scalar { get; set; }

    public string? String { get; set; }

    /// <summary>Start and step of the matrix that an instant query has to return.</summary>
    public (long StartMs, long StepMs)? Matrix { get; set; }

    public bool Expects(string kind) => Expectations.Exists(e => e.Kind == kind);
}
