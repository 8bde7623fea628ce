namespace Heed.Query.Results;

/// <param name="TimeMs">Unix milliseconds.</param>
public sealed record ScalarValue(long TimeMs, double Value) : QueryValue;
