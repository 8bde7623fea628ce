namespace Heed.Rules.Groups;

/// <summary>The times of one evaluation of a group.</summary>
/// <param name="DueMs">When the evaluation was due: what alerts count with.</param>
/// <param name="QueryMs">What is queried and written at: the due time less the group's query offset.</param>
/// <param name="IntervalMs">The group's interval.</param>
internal readonly record struct EvaluationMoment(long DueMs, long QueryMs, long IntervalMs)
{
    public EvaluationMoment Next() => new(DueMs + IntervalMs, QueryMs + IntervalMs, IntervalMs);
}
