using System.Globalization;
using System.Text.Json;

using Heed.Query.Execution;

namespace Heed.Conformance.Tests.Differential;

/// <param name="StepMs">0 for an instant query at <paramref name="StartMs"/>.</param>
internal sealed record DifferentialQuery(string Text, long StartMs, long EndMs, long StepMs)
{
    private const long GridMs = 15_000;

    public static DifferentialQuery Next(RandomQueries queries)
    {
        string text = queries.Next();
        long start = RandomSeries.StartMs + RandomQueries.PhaseMs + (queries.Below((int)(RandomSeries.LengthMs / GridMs) + 30) * GridMs);
        if (queries.Below(3) > 0) return new DifferentialQuery(text, start, start, 0);
        long step = (queries.Below(12) + 1) * GridMs;
        return new DifferentialQuery(text, start, start + (queries.Below(40) * step), step);
    }

    public Answer Ask(QueryEngine engine) =>
        Answer.Of(StepMs == 0 ? engine.Instant(Text, StartMs) : engine.Range(Text, StartMs, EndMs, StepMs));

    public async Task<Answer> AskAsync(PrometheusServer server)
    {
        using JsonDocument body = StepMs == 0 ? await server.InstantAsync(Text, StartMs) : await server.RangeAsync(Text, StartMs, EndMs, StepMs);
        return Answer.Of(body.RootElement);
    }

    public override string ToString() => StepMs == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Text}  at {StartMs}")
        : string.Create(CultureInfo.InvariantCulture, $"{Text}  from {StartMs} to {EndMs} step {StepMs}");
}
