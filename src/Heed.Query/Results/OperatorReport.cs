namespace Heed.Query.Results;

/// <summary>What one operator of a query did.</summary>
/// <param name="Title">What it does, as in "aggregate sum".</param>
/// <param name="Expression">The part of the query that it stands for.</param>
/// <param name="Steps">The length of its grid; 1 for what is the same at every step.</param>
/// <param name="Series">How many series it answers; for windows of stored samples, how many were found.</param>
/// <param name="SamplesRead">Stored samples that it and its inputs decoded, each as often as it was decoded.</param>
/// <param name="SummariesUsed">Summaries of stretches of time that stood for samples.</param>
/// <param name="Elapsed">With its inputs.</param>
/// <param name="OwnElapsed">Without its inputs.</param>
/// <param name="AllocatedBytes">With its inputs, on the query's thread.</param>
/// <param name="Inputs">In the order of the plan.</param>
public sealed record OperatorReport(
    string Title,
    string Expression,
    int Steps,
    int Series,
    long SamplesRead,
    long SummariesUsed,
    TimeSpan Elapsed,
    TimeSpan OwnElapsed,
    long AllocatedBytes,
    IReadOnlyList<OperatorReport> Inputs);
